"""XLSX: a workbook to work in: figures, meetings, projects, persons, quotations, policies, places by indicator, sources.

Comes in: a plan. Goes out: sheets with a frozen head, filters, real numbers, and in each row a link to its source.
Rows are written as they are read (xlsxwriter's constant memory); only the places by indicator are held, one number a
cell. Text is written as text, so nothing in it is a formula.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from store.export.columns import BY_ID, COLUMNS, TRACE, Cell
from store.export.grid import Grid
from store.export.plan import Plan
from store.export.rows import Reader
from store.export.safe import plain
from store.export.sheet import Sheet, Styles
from store.export.words import WORDS, indicator, word
from store.records import Fact, FactKind, Figure

if TYPE_CHECKING:
    import xlsxwriter

# Sheet → headings in both languages, its columns (ids of the one list). Order of the sheets is that of the file.
_TRUST = ("damage", "inferred", "corrected", "checked", "note", "tags")
_FROM = ("article_title", "publisher", "published", "url", "file", "rules", "start", "end", "id")
_SAID = ("meeting_name", "meeting_date", "evidence", "sentence")
SHEETS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "figures": (
        "Figures", "数据",
        ("place", "prefecture", "province", "measure", "literal", "value", "value_max", "unit", "value_yi", "comparator",
         "status", "horizon", "indicator", "basis", "stage", "tier_min", "scope", "differs", *_SAID, *_TRUST, *_FROM),
    ),
    "project": (
        "Projects", "项目",
        ("name", "investor", "place", "prefecture", "industry", "stage", "sum_yi", "horizon", *_SAID, *_TRUST, *_FROM),
    ),
    "person": ("Persons", "人物", ("place", "name", "title", "role", *_SAID, *_TRUST, *_FROM)),
    "quote": ("Quotes", "引语", ("place", "speaker", "quote", *_SAID, *_TRUST, *_FROM)),
    "policies": (
        "Policies and goals", "政策与目标",
        ("kind", "place", "name", "number", "issuer", "horizon", *_SAID, *_TRUST, *_FROM),
    ),
}  # fmt: skip
SHEET_OF: dict[FactKind, str] = {
    "figure": "figures", "project": "project", "person": "person", "quote": "quote", "policy": "policies",
    "campaign": "policies", "goal": "policies",
}  # fmt: skip
_SUM = -1
_MEETING = ("place", "prefecture", "date", "name", "kind", "occasion", "theme", "aka", "articles")
_SOURCE = ("order", "article_title", "publisher", "published", "url", "file", "site", "author", "retrieved", "rules",
           "article")  # fmt: skip
_HEADS: dict[str, tuple[str, str]] = {
    "date": ("day", "日期"), "theme": ("theme", "主题"), "aka": ("also", "又称"), "articles": ("sources", "来源数"),
    "site": ("site", "网站"), "author": ("author", "作者"), "retrieved": ("retrieved", "抓取日期"),
    "sum_yi": ("sum, 100 m yuan", "金额（亿元）"), "source": ("source", "出处"), "order": ("no.", "序号"),
}  # fmt: skip


def write(plan: Plan, out: BinaryIO) -> None:
    import xlsxwriter

    if isinstance(out, io.BytesIO) or not out.seekable():  # a pipe: xlsxwriter has to seek
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "book.xlsx"
            with path.open("wb") as file:
                write(plan, file)
            with path.open("rb") as file:
                shutil.copyfileobj(file, out)
        return
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    try:
        with xlsxwriter.Workbook(Medium(out), options) as book:
            Workbook(plan, book).write()
    except xlsxwriter.exceptions.FileCreateError as error:  # it wraps what the medium says
        raise error.args[0] from error


class Medium:
    """The file that the archive is written to: once it refused something, closing the archive says so no second time."""

    def __init__(self, out: BinaryIO) -> None:
        self.out, self.refused, self.at = out, False, 0

    def _do(self, call: Callable[..., int | None], *args: Any) -> int:
        if self.refused:
            return self.at
        try:
            return call(*args) or 0
        except OSError:
            self.refused = True
            raise

    def write(self, data: bytes) -> int:
        return self._do(self.out.write, data)

    def seek(self, offset: int, whence: int = 0) -> int:
        self.at = offset
        return self._do(self.out.seek, offset, whence)

    def tell(self) -> int:
        return self._do(self.out.tell)

    def flush(self) -> None:
        self._do(self.out.flush)


class Workbook:
    def __init__(self, plan: Plan, book: xlsxwriter.Workbook) -> None:
        self.plan = plan
        self.book = book
        self.styles = Styles(book)
        self.reader = Reader(plan, plain)
        self.rows_of = {article.id: n for n, article in enumerate(plan.selection.articles, 1)}
        self.sources = self.word("Sources", "来源")
        self.grid = Grid(plan)
        self.sums: dict[str, float] = {}  # project → the largest sum in 亿元 that speaks of it

    def word(self, en: str, zh: str) -> str:
        return self.plan.heading(zh if self.plan.lang == "zh" else en)

    def write(self) -> None:
        self._about()
        self._meetings()
        self._facts()
        self._places_by_indicator()
        self._sources()

    def _about(self) -> None:
        from store.export.as_json import meta

        sheet = self.book.add_worksheet(self.word("About", "说明"))
        sheet.set_column(0, 0, 16)
        sheet.set_column(1, 1, 80)
        sheet.fit_to_pages(1, 0)
        for at, (name, value) in enumerate(meta(self.plan).items()):
            sheet.write_string(at, 0, name, self.styles.head)
            sheet.write_string(at, 1, plain(str(value if value is not None else "")))

    def sheet(self, name: str, ids: Sequence[str]) -> Sheet:
        heads = [(i, self._head(i)) for i in ids]
        return Sheet(self.book, self.styles, name, heads)

    def _head(self, column: str) -> str:
        if column in _HEADS:
            return self.word(*_HEADS[column])
        return self.plan.heading(BY_ID[column].heading(self.plan.lang))

    def code(self, column: str, code: Cell) -> Cell:
        """A word of a closed list, in the language of the headings."""
        if type(code) is not str:
            return code
        if column == "indicator":
            return self.plan.heading(indicator(code, self.plan.lang))
        if column in ("inferred", "corrected"):  # names of fields: what stands over their columns
            names = (BY_ID.get("place" if n == "region" else n) for n in code.split(", "))
            heads = [c.heading(self.plan.lang) if c else n for c, n in zip(names, code.split(", "), strict=True)]
            return self.plan.heading(", ".join(heads))
        return self.plan.heading(word(column, code, self.plan.lang) or "")

    def _meetings(self) -> None:
        sheet = self.sheet(self.word("Meetings", "会议"), (*_MEETING, "source"))
        say = self.reader.say
        for meeting in self.plan.selection.meetings:
            _, place, _, prefecture = self.reader.region(meeting.region)
            aka = "、".join(meeting.aka)
            name, theme, also = (say(text) if text else None for text in (meeting.name, meeting.theme, aka))
            kind, occasion = self.code("meeting_kind", meeting.kind), self.code("occasion", meeting.occasion)
            count = len(meeting.articles)
            cells = (place, prefecture, meeting.date, name, kind, occasion, theme, also, count)
            sheet.row(cells, self._link(next((i for i in meeting.articles if i in self.rows_of), None)))
        sheet.finish()

    def _facts(self) -> None:
        """All facts in one pass, each into its sheet; projects after it, when their sums are known."""
        trace = ("trace",) if self.plan.trace else ()
        places = {column.id: at for at, column in enumerate((*COLUMNS, TRACE))}
        sheets = {key: self.sheet(self.word(en, zh), (*ids, *trace, "source")) for key, (en, zh, ids) in SHEETS.items()}
        picks = {key: [places.get(i, _SUM) for i in (*ids, *trace)] for key, (_, _, ids) in SHEETS.items()}
        projects: list[str] = []
        coded = [(places[i], i) for i in (*WORDS, "indicator", "inferred", "corrected")]

        def put(fact: Fact) -> None:
            row: list[Cell] = self.reader.row(fact)
            for at, column in coded:
                row[at] = self.code(column, row[at])
            total = self.sums.get(fact.id)
            key = SHEET_OF[fact.kind]
            sheets[key].row([total if at == _SUM else row[at] for at in picks[key]], self._link(fact.article))

        for count, fact in enumerate(self.plan.selection.facts, 1):
            if fact.kind == "project":
                projects.append(fact.id)
            else:
                put(fact)
            if isinstance(fact, Figure):
                self.grid.add(fact)
                if fact.about and fact.unit == "元" and fact.value is not None:
                    self.sums[fact.about] = max(self.sums.get(fact.about, 0.0), fact.value / 10**8)
            if count % 1000 == 0:
                self.plan.step(count)
        for fact in self.plan.facts(projects):
            put(fact)
        for sheet in sheets.values():
            sheet.finish()

    def _places_by_indicator(self) -> None:
        if not self.grid:
            return
        name = self.word("Places by indicator", "地区与指标")
        columns = self.grid.columns()
        heads = [(i, self._head(i)) for i in ("place", "prefecture")]
        for column in columns:
            heads += [("", self.plan.heading(column.label(self.plan.lang))), ("source", self._head("source"))]
        sheet = Sheet(self.book, self.styles, name, heads, held=2)
        for code in self.grid.places():
            _, place, _, prefecture = self.reader.region(code)
            cells: list[Any] = [place, prefecture]
            links: dict[int, tuple[str, str]] = {}
            for column in columns:
                found = self.grid.cell(code, column)
                cells += [found and found.value, None]
                if found:
                    if link := self._link(found.article):
                        links[len(cells) - 1] = link
                    sheet.style(len(cells) - 2, found.comparator)
            sheet.row(cells, None, links)
        sheet.finish()

    def _sources(self) -> None:
        sheet = self.sheet(self.sources, _SOURCE)
        for article in self.plan.selection.articles:
            told = self.plan.spelling.record(article)
            cells = (
                self.rows_of[article.id], told.title, told.publisher, told.published, told.url, told.source, told.site,
                told.author, told.retrieved, told.rules, told.id,
            )  # fmt: skip
            sheet.row([plain(c) if isinstance(c, str) else c for c in cells], None, web_column=4)
        sheet.finish()

    def _link(self, article: str | None) -> tuple[str, str] | None:
        number = self.rows_of.get(article or "")
        return (f"internal:'{self.sources}'!A{number + 1}", str(number)) if number else None
