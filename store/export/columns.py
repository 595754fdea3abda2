"""The one list of columns: what a row of CSV, JSONL and XLSX says of a fact, with its headings in both languages.

A row is made of parts, each from one record: the fact, the stretch of text that proves it, its division, its meeting,
its article. Parts stand in the order below, so that a row is a few tuples put together. How the values are read is for
`rows.py`; how they are written, for each format.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from store.errors import WrongUse

Part = Literal["kind", "region", "meeting", "fact", "text", "article", "trace"]
Sort = Literal["words", "code", "number", "flag"]  # words are spelled in the chosen script, codes never
Cell = str | int | float | bool | None
Lang = Literal["en", "zh"]


@dataclass(frozen=True, slots=True)
class Column:
    id: str
    part: Part
    en: str
    zh: str
    sort: Sort = "words"
    field: str = ""  # of the record; the id where empty

    @property
    def of(self) -> str:
        return self.field or self.id

    def heading(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


COLUMNS: tuple[Column, ...] = (
    Column("kind", "kind", "kind", "类别", "code"),
    # The division that it is about.
    Column("region", "region", "code", "代码", "code"),
    Column("place", "region", "place", "地区"),
    Column("province", "region", "province", "省份"),
    Column("prefecture", "region", "prefecture", "地市"),
    # The meeting where it was said.
    Column("meeting_name", "meeting", "meeting", "会议", field="name"),
    Column("meeting_date", "meeting", "meeting day", "会议日期", "code", field="date"),
    Column("meeting_kind", "meeting", "meeting kind", "会议类别", field="kind"),
    Column("occasion", "meeting", "occasion", "场合", "code"),
    # What it says.
    Column("name", "fact", "name", "名称"),
    Column("measure", "fact", "measure", "指标（原文）"),
    Column("literal", "fact", "as written", "原文写法"),
    Column("value", "fact", "value", "数值", "number"),
    Column("value_max", "fact", "to", "数值上限", "number"),
    Column("unit", "fact", "unit", "单位"),
    Column("value_yi", "fact", "100 m yuan", "亿元", "number"),
    Column("comparator", "fact", "sign", "比较", "code"),
    Column("status", "fact", "target or result", "目标或结果", "code"),
    Column("horizon", "fact", "for", "时间", "code"),
    Column("indicator", "fact", "indicator", "指标", "code"),
    Column("basis", "fact", "basis", "口径", "code"),
    Column("stage", "fact", "stage", "阶段", "code"),
    Column("tier_min", "fact", "tier from", "量级下限", "number"),
    Column("scope", "fact", "scope", "范围", "code"),
    Column("about", "fact", "about project", "所属项目", "code"),
    Column("title", "fact", "office", "职务"),
    Column("role", "fact", "role", "角色"),
    Column("speaker", "fact", "speaker", "发言人"),
    Column("quote", "fact", "words", "引语", field="text"),
    Column("number", "fact", "document no.", "文号"),
    Column("issuer", "fact", "issuer", "发文单位"),
    Column("investor", "fact", "investor", "投资方"),
    Column("industry", "fact", "industry", "产业"),
    # How far to trust it.
    Column("differs", "fact", "other sources say", "其他来源"),
    Column("damage", "fact", "repaired text", "修复", "code"),
    Column("inferred", "fact", "inferred fields", "推断字段", "code"),
    Column("corrected", "fact", "corrected fields", "更正字段", "code"),
    Column("checked", "fact", "checked", "已核", "code"),
    Column("note", "fact", "note", "备注"),
    Column("tags", "fact", "tags", "标签"),
    # The proof.
    Column("evidence", "text", "evidence", "依据"),
    Column("sentence", "text", "sentence", "原句"),
    Column("start", "text", "from sign", "起", "number"),
    Column("end", "text", "to sign", "止", "number"),
    # Where it stands.
    Column("article_title", "article", "article", "文章", field="title"),
    Column("publisher", "article", "publisher", "来源"),
    Column("published", "article", "published", "发布日期", "code"),
    Column("url", "article", "address", "网址", "code"),
    Column("file", "article", "file", "文件", "code", field="source"),
    Column("rules", "article", "rules", "规则版本", "code"),
    Column("id", "article", "id", "编号", "code"),
    Column("article", "article", "article id", "文章编号", "code"),
    Column("meeting", "article", "meeting id", "会议编号", "code"),
)
TRACE = Column("trace", "trace", "rules by field", "规则明细", "code")
BY_ID = {column.id: column for column in (*COLUMNS, TRACE)}


def chosen(ids: Sequence[str] | None, *, trace: bool = False) -> tuple[Column, ...]:
    """The columns of these ids in that order, or all. Raises WrongUse for one that does not exist."""
    if ids is None:
        return (*COLUMNS, TRACE) if trace else COLUMNS
    unknown = [i for i in ids if i not in BY_ID]
    if unknown:
        from difflib import get_close_matches

        near = get_close_matches(unknown[0], BY_ID, 2)
        hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(BY_ID)}"
        raise WrongUse(f"there is no column {unknown[0]}; {hint}")
    return tuple(BY_ID[i] for i in ids)
