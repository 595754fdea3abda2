"""The closed lists in words, for what a person reads: 目标 for target, over 470亿元 for >470亿元.

Comes in: a code of the record contract and the language of the headings. Goes out: a word; what is no code comes back as it
is. Markdown and XLSX speak so. CSV, JSONL and JSON keep the codes, which are the same in every language and every version.
"""

from __future__ import annotations

import re
from functools import cache

from store.card import amount
from store.export.columns import Lang
from store.records import Figure

# Column → code → English, Chinese.
WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "status": {"target": ("target", "目标"), "result": ("result", "结果")},
    "stage": {
        "planned": ("planned", "拟建"), "signed": ("signed", "签约"), "started": ("started", "开工"),
        "under_construction": ("under construction", "在建"), "completed": ("completed", "竣工"),
        "in_production": ("in production", "投产"), "paid_in": ("paid in", "到账"),
    },
    "basis": {
        "level": ("level", "总量"), "yoy": ("growth on the year", "同比"), "share": ("share", "占比"),
        "average_annual": ("yearly average", "年均"), "cumulative": ("cumulative", "累计"), "increment": ("increment", "增量"),
    },
    "scope": {"own": ("own", "本地"), "others": ("of others", "他地")},
    "damage": {"certain": ("repaired", "已修复"), "guessed": ("guessed", "推测")},
    "occasion": {
        "new_year": ("new year", "新春"), "two_sessions": ("two sessions", "两会"), "investment": ("investment", "招商"),
        "quarter": ("quarter", "季度"), "year_end": ("end of the year", "年末"), "inspection": ("inspection", "观摩调研"),
        "other": ("other", "其他"),
    },
    "kind": {
        "figure": ("figure", "数据"), "person": ("person", "人物"), "quote": ("quotation", "引语"),
        "policy": ("policy", "政策"), "campaign": ("campaign", "行动"), "goal": ("goal", "目标定位"),
        "project": ("project", "项目"),
    },
    "meeting_kind": {
        "动员会": ("mobilisation meeting", "动员会"), "推进会": ("progress meeting", "推进会"),
        "观摩会": ("inspection tour", "观摩会"), "开工活动": ("start of works", "开工活动"),
        "签约活动": ("signing", "签约活动"), "竣工活动": ("completion", "竣工活动"), "表彰会": ("awards", "表彰会"),
        "座谈会": ("round table", "座谈会"), "调研": ("visit", "调研"), "发布会": ("press conference", "发布会"),
        "招商推介": ("investment fair", "招商推介"), "两会": ("two sessions", "两会"),
        "工作会议": ("working conference", "工作会议"), "发展大会": ("development conference", "发展大会"),
        "其他": ("other", "其他"),
    },
    "role": {
        "讲话": ("spoke", "讲话"), "主持": ("chaired", "主持"), "出席": ("attended", "出席"),
        "部署": ("set the tasks", "部署"), "发布": ("presented", "发布"), "宣布": ("announced", "宣布"),
        "表示": ("said", "表示"),
    },
}  # fmt: skip
_BOUNDS = {">": ("over {}", "超{}"), ">=": ("at least {}", "{}以上"), "<": ("under {}", "不足{}"),
           "<=": ("at most {}", "{}以内"), "~": ("about {}", "约{}")}  # fmt: skip
_SAID = re.compile(r"[余多近约超过]|以[上下内]|不[足低少超]|左右|上下")  # the article's own word for a bound
_DAY = re.compile(r"(\d{4}|XXXX)(?:-(\d{2}))?(?:-(\d{2}))?")


def word(column: str, code: str | None, lang: Lang) -> str | None:
    """The word for a code of that column."""
    found = WORDS.get(column, {}).get(code or "")
    return found[lang == "zh"] if found else code


def indicator(code: str, lang: Lang) -> str:
    """What an indicator is called: its first Chinese name, or its id without underscores."""
    return _names().get(code, code) if lang == "zh" else code.replace("_", " ")


@cache
def _names() -> dict[str, str]:
    from store.recognise.facts.figure.words import indicators

    return {row.id: row.aliases[0].lstrip("=") for row in indicators() if row.aliases}


def said(figure: Figure, lang: Lang) -> str:
    """The amount as people write it: 超470亿元, over 470亿元."""
    plain = amount(figure).lstrip("><≥≤≈")
    bound = _BOUNDS.get(figure.comparator or "")
    if bound is None or not plain or (figure.literal and _SAID.search(figure.literal)):
        return plain
    return bound[lang == "zh"].format(plain)


def period(edtf: str | None, lang: Lang) -> str:
    """A day, a month, a year or a span as people write it: 2023年1—3月, 2023-01 to 2023-03."""
    if not edtf:
        return ""
    ends = [_DAY.fullmatch(end) for end in edtf.split("/")]
    if not all(ends) or len(ends) > 2:
        return edtf
    if lang != "zh":
        return " to ".join(edtf.split("/"))
    parts = [end.groups() for end in ends if end]
    first = _chinese(*parts[0])
    if len(parts) == 1:
        return first
    (year, month, day), (to_year, to_month, to_day) = parts
    if year == to_year and month and to_month:
        first = first.removesuffix("日") if day and month == to_month else first
        first = first.removesuffix("月") if not day else first
        return f"{first}—{_chinese(None, None if day and month == to_month else to_month, to_day)}"
    return (
        f"{first.removesuffix('年')}—{_chinese(to_year, to_month, to_day)}"
        if not month
        else f"{first}—{_chinese(*parts[1])}"
    )


def _chinese(year: str | None, month: str | None, day: str | None) -> str:
    shown = f"{year}年" if year and year != "XXXX" else ""
    return shown + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")
