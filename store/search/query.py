"""The query language: one grammar for screen, command line and export.

    query = { ["-"] ( field | "phrase" | word ) }          all of them must hold; "-" excludes
    field = name operator value                            value>100亿  in:苏州  date:2023-01..2023-03
    name  = in kind measure … or its Chinese name          地区 类别 指标 …
    operator = ":" "=" ">" ">=" "<" "<="                   full width too, ≥ ≤ as well

Comes in: what a person typed. Goes out: a frozen `Query`, or QueryError with the position of what cannot be read.
Numbers, dates and the closed lists are checked here; whether a place or a person exists is `store.search.finding`'s.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeAlias, get_args

from store.errors import QueryError
from store.language.fold import plain
from store.records import FACT_KINDS, Role, Stage, Status


@dataclass(frozen=True, slots=True)
class Bounds:
    """Numbers between two ends, in base units; None is open. `unit` where the query names one."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days from the first to the last, both within; None is open."""

    first: date | None
    last: date | None


Value: TypeAlias = str | tuple[str, ...] | Bounds | DaySpan
NOTHING: tuple[str, ...] = ()  # the value of `status:none`: that a fact does not say it
ANY_DAY = DaySpan(None, None)  # `published:none` excludes it


@dataclass(frozen=True, slots=True)
class Word:
    """Words and phrases: text that must stand somewhere."""

    text: str
    position: int
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One condition on a field."""

    name: str
    value: Value
    position: int
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    words: tuple[Word, ...] = ()
    fields: tuple[Field, ...] = ()

    def of(self, *names: str) -> tuple[Field, ...]:
        return tuple(f for f in self.fields if f.name in names)

    def __bool__(self) -> bool:
        return bool(self.words or self.fields)


# English name → Chinese names. The first is what the help shows.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "in": ("地区", "地点", "在"),
    "kind": ("类别", "种类", "类型"),
    "measure": ("名目", "度量"),
    "indicator": ("指标",),
    "value": ("数值", "值"),
    "unit": ("单位",),
    "status": ("状态",),
    "stage": ("阶段",),
    "for": ("期限", "目标年"),
    "date": ("日期", "年份", "时间"),
    "published": ("发布", "发布日期"),
    "person": ("人物", "人"),
    "role": ("角色",),
    "has": ("含有", "包含"),
    "tag": ("标签",),
    "is": ("是",),
}
NONE = ("none", "无", "未定")
FACT_FIELDS = frozenset(("kind", "measure", "indicator", "value", "unit", "status", "stage", "for"))

_KINDS: dict[str, str] = dict(zip(FACT_KINDS, "数字 人物 引语 政策 行动 目标 项目".split(), strict=True))
_CHOICES: Mapping[str, Mapping[str, str]] = {
    "kind": {**_KINDS, "meeting": "会议", "article": "文章"},
    "has": {**_KINDS, "meeting": "会议"},
    "status": dict(zip(get_args(Status), ("目标", "结果"), strict=True)),
    "stage": dict(zip(get_args(Stage), "计划 签约 开工 在建 竣工 投产 到账".split(), strict=True)),
    "role": {role: role for role in get_args(Role)},
    "is": {"marked": "已标记", "new": "新", "checked": "已核对", "corrected": "已更正"},
}
# As screen and exports call them.
_ALSO = {"数据": "figure", "活动": "campaign", "实绩": "result", "拟建": "planned"}
_NAMES = {alias: name for name, own in FIELDS.items() for alias in (name, *own)}

YEARS = (1800, 2200)

_SPACE = re.compile(r"\s+")
_FIELD = re.compile(r"(?P<name>[a-z_]+|[\u4e00-\u9fff]{1,4})\s?(?P<operator>>=|<=|[:=<>≥≤])", re.IGNORECASE)
_QUOTES = {'"': '"', "“": "”", "”": "“"}
_WORD = re.compile(r"[^\s\"“”]+")
_OPERATORS = {"≥": ">=", "≤": "<=", "=": ":"}
_DAY = re.compile(r"(\d{4})(?:[-./年](\d{1,2})(?:[-./月](\d{1,2})日?)?)?[年月]?")
_UNIT = re.compile(r"[^\d.<>=]+[23]?")  # 元/平方米, m2
_PLAIN, _SCALED = re.compile(r"-?[\d.,]+"), re.compile(r"-?[\d.,]+([^\d.,].*)")
_ADDRESS = re.compile(r"[a-z]+://", re.IGNORECASE)


def parse(query: str) -> Query:
    """The query of what was typed. Raises QueryError with the position of what cannot be read."""
    return _Parser(query).parsed()


class _Parser:
    """One pass over the query. `text` has the length of the query, in half width and simplified."""

    def __init__(self, query: str) -> None:
        self.query, self.text, self.at = query, plain(query), 0

    def parsed(self) -> Query:
        words: list[Word] = []
        fields: list[Field] = []
        while True:
            self._skip()
            if self.at >= len(self.text):
                return self._query(words, fields)
            start = self.at
            excluded = self.text[self.at] == "-"
            self.at += excluded
            if excluded and (self.at >= len(self.text) or self.text[self.at].isspace()):
                raise self._error("nothing follows the minus", start)
            field = self._field(start, excluded)
            if field is not None:
                fields.append(field)
            else:
                text = self._value(words=True)
                words.append(Word(text, start, excluded))

    def _query(self, words: list[Word], fields: list[Field]) -> Query:
        """Words without a letter, a digit or a hanzi ask for nothing beside others, and are an error alone."""
        telling = tuple(w for w in words if any(c.isalnum() or c == "%" for c in plain(w.text)))
        if words and not telling and not fields:
            raise self._error("there is no letter, digit or hanzi to look for", words[0].position)
        return Query(self.query, telling, tuple(fields))

    def _skip(self) -> None:
        if space := _SPACE.match(self.text, self.at):
            self.at = space.end()

    def _error(self, reason: str, position: int | None = None) -> QueryError:
        return QueryError(self.query, self.at if position is None else position, reason)

    def _field(self, start: int, excluded: bool) -> Field | None:
        found = _FIELD.match(self.text, self.at)
        if found is None or _ADDRESS.match(self.text, self.at):
            return None
        name = _NAMES.get(found["name"].lower())
        operator = _OPERATORS.get(found["operator"], found["operator"])
        if name is None:
            if found["name"].isascii() and operator == ":":
                known = " ".join(FIELDS)
                raise self._error(f"no field is called {found['name']} (there are: {known}); to look for it, quote it")
            return None
        self.at = begin = found.end()
        self._skip()
        begin = self.at if self.at < len(self.text) else begin
        raw = self._value(words=False)
        if not raw.strip():
            raise self._error(f"{name} needs a value", begin)
        value = self._read(name, operator, raw, begin)
        return Field(name, value, start, excluded != (value == ANY_DAY))

    def _value(self, *, words: bool) -> str:
        """A quoted phrase or a run of signs; of the query as typed."""
        if self.at < len(self.text) and self.text[self.at] in _QUOTES:
            opening = self.at
            ends = {_QUOTES[self.text[opening]], self.text[opening], '"'}
            end = next((i for i in range(opening + 1, len(self.text)) if self.text[i] in ends), None)
            if end is None:
                raise self._error("this quotation is not closed", opening)
            self.at = end + 1
            if words and not self.query[opening + 1 : end].strip():
                raise self._error("this quotation is empty", opening)
            return self.query[opening + 1 : end]
        found = _WORD.match(self.text, self.at)
        if found is None:
            return ""
        self.at = found.end()
        return self.query[found.start() : found.end()]

    # Values

    def _read(self, name: str, operator: str, raw: str, at: int) -> Value:
        text = plain(raw).strip()
        if operator != ":" and name not in ("value", "date", "published", "for"):
            raise self._error(f"{name} knows no {operator}; write {name}:{text}", at)
        if text.lower() in NONE and operator == ":" and name in ("date", "published"):
            return ANY_DAY
        if text.lower() in NONE and operator == ":" and name in ("for", "status", "stage", "unit", "indicator"):
            return NOTHING
        if name == "value":
            return self._bounds(operator, text, at)
        if name in ("date", "published", "for"):
            return self._days(operator, text, at)
        if name in _CHOICES:
            return self._choices(name, text, at)
        return text

    def _choices(self, name: str, text: str, at: int) -> tuple[str, ...]:
        allowed = _CHOICES[name]
        by_word = {word: key for key, chinese in allowed.items() for word in (key, chinese)}
        by_word |= {word: key for word, key in _ALSO.items() if key in allowed}
        chosen = []
        for part in re.split(r"[,、|]", text):
            if part.lower() not in by_word:
                listed = " ".join(dict.fromkeys(w for pair in allowed.items() for w in pair))
                raise self._error(f"{name} cannot be {part or 'empty'} (it can be: {listed})", at)
            chosen.append(by_word[part.lower()])
            at += len(part) + 1
        return tuple(dict.fromkeys(chosen))

    def _bounds(self, operator: str, text: str, at: int) -> Bounds:
        if operator == ":" and ".." in text:
            left, right = text.split("..", 1)
            low, _, unit = self._number(left, at) if left else (None, None, None)
            high, _, other = self._number(right, at + text.index("..") + 2) if right else (None, None, None)
            if high is not None and (scale := _SCALED.fullmatch(right)) and _PLAIN.fullmatch(left):
                scaled, _, _ = self._number(left + scale[1], at)  # 100..200亿: the unit is that of both
                low = scaled if scaled <= high else low
            if low is None and high is None:
                raise self._error("value needs a number", at)
            if low is not None and high is not None and low > high:
                raise self._error("the first number is larger than the second", at)
            return Bounds(low, high, unit=other or unit)
        number, upper, unit = self._number(text, at)
        if operator in (">", ">="):
            return Bounds(number, None, low_open=operator == ">", unit=unit)
        if operator in ("<", "<="):
            return Bounds(None, number, high_open=operator == "<", unit=unit)
        return Bounds(number, number if upper is None else upper, unit=unit)

    def _number(self, text: str, at: int) -> tuple[Decimal, Decimal | None, str | None]:
        """The number, the upper end of a range as articles write it, and the unit."""
        from store.language.numerals import numbers

        sign = -1 if text.startswith("-") else 1
        body = text.removeprefix("-")
        found = numbers(body)
        rest = body[found[0].end :] if found else body
        if not found or found[0].start != 0 or (rest and not _UNIT.fullmatch(rest)):
            raise self._error(f"{text or 'nothing'} is not a number", at)
        unit = "%" if found[0].percent else rest or None
        return sign * found[0].value, found[0].value_max, unit

    def _days(self, operator: str, text: str, at: int) -> DaySpan:
        if operator == ":" and ".." in text:
            left, right = text.split("..", 1)
            first = self._day(left, at) if left else None
            last = self._day(right, at + text.index("..") + 2) if right else None
            if first is None and last is None:
                raise self._error("a date is needed on one side of ..", at)
            span = DaySpan(first.first if first else None, last.last if last else None)
            if span.first and span.last and span.first > span.last:
                raise self._error("the first day is later than the last", at)
            return span
        one = self._day(text, at)
        assert one.first is not None and one.last is not None
        day = timedelta(days=1)
        return {
            ":": one,
            ">": DaySpan(one.last + day, None),
            ">=": DaySpan(one.first, None),
            "<": DaySpan(None, one.first - day),
            "<=": DaySpan(None, one.last),
        }[operator]

    def _day(self, text: str, at: int) -> DaySpan:
        """2023, 2023-01, 2023-01-28 and 2023年1月28日 as the days they hold."""
        found = _DAY.fullmatch(text)
        if found is None:
            raise self._error(f"{text} is not a date (2023, 2023-01, 2023-01-28, or two of them with .. between)", at)
        year, month, day = (int(part) if part else None for part in found.groups())
        if year is None or not YEARS[0] <= year <= YEARS[1]:
            raise self._error(f"years go from {YEARS[0]} to {YEARS[1]}", at)
        try:
            first = date(year, month or 1, day or 1)
        except ValueError:
            raise self._error(f"there is no day {text}", at) from None
        if day:
            return DaySpan(first, first)
        following = date(year + month // 12, month % 12 + 1, 1) if month else date(year + 1, 1, 1)
        return DaySpan(first, following - timedelta(days=1))
