"""The records that the importer produces and an export contains: Article, Region, Mention, Meeting and the seven facts.

All are frozen; fields stand in the order of the record contract. Text fields are simplified Chinese except
`Article.text`, which keeps the article's own script. Offsets count Unicode code points in `Article.text`, end
exclusive. Unknown is None, never a guess. `trace` names for every field that is not None the rule that set it;
it is kept in the store and exported only on request.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, Literal, Self, get_args

Script = Literal["Hans", "Hant"]
Level = Literal["country", "province", "prefecture", "county", "zone", "town"]
FactKind = Literal["figure", "person", "quote", "policy", "campaign", "goal", "project"]
MeetingKind = Literal[
    "动员会",
    "推进会",
    "观摩会",
    "开工活动",
    "签约活动",
    "竣工活动",
    "表彰会",
    "座谈会",
    "调研",
    "发布会",
    "招商推介",
    "两会",
    "工作会议",
    "发展大会",
    "其他",
]
Occasion = Literal["new_year", "two_sessions", "investment", "quarter", "year_end", "inspection", "other"]
Comparator = Literal["=", ">", ">=", "<", "<=", "~"]
Status = Literal["target", "result"]
Role = Literal["讲话", "主持", "出席", "部署", "发布", "宣布", "表示"]
Damage = Literal["certain", "guessed"]
Basis = Literal["level", "yoy", "share", "average_annual", "cumulative", "increment"]
Stage = Literal["planned", "signed", "started", "under_construction", "completed", "in_production", "paid_in"]
Scope = Literal["own", "others"]
Value = int | float

FACT_KINDS: tuple[FactKind, ...] = get_args(FactKind)
MEETING_KINDS: tuple[MeetingKind, ...] = get_args(MeetingKind)


def exported(value: Decimal) -> Value:
    """An integer where the value is whole, a float otherwise: the one place where a value leaves Decimal."""
    whole = int(value)
    return whole if whole == value else float(value)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Record:
    """What all records share: they go to and from plain JSON values without loss.

    They compare and print as dataclasses do; written once, since made anew for every class it takes longest to load.
    """

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        values = values_of(type(self))  # type: ignore[arg-type]
        return bool(values(self) == values(other))

    def __hash__(self) -> int:
        return hash(values_of(type(self))(self))  # type: ignore[arg-type]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{f.name}={getattr(self, f.name)!r}' for f in fields(self))})"

    def to_json(self) -> dict[str, Any]:
        """A dict in the order of the fields, holding only JSON types."""
        return {f.name: plain(getattr(self, f.name)) for f in fields(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The record of a dict as `to_json` made it; unknown keys are passed over, missing ones get their default.

        Raises KeyError where a field without a default is missing.
        """
        values: dict[str, Any] = {}
        for name, needed in fields_of(cls):  # type: ignore[arg-type]
            if name in data:
                values[name] = _frozen(name, data[name])
            elif needed:
                raise KeyError(name)
        return cls(**values)


@cache
def values_of(record: type[Record]) -> Callable[[object], object]:
    return attrgetter(*(f.name for f in fields(record)))


@cache
def fields_of(record: type[Record]) -> tuple[tuple[str, bool], ...]:
    """Names of a record's fields, and whether each must be given; asked for at every record that is read."""
    return tuple((f.name, f.default is MISSING and f.default_factory is MISSING) for f in fields(record))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Repair(Record):
    """One place where damaged text was restored; offsets in `Article.text`, as it stands after the repair."""

    start: int
    end: int
    raw: str  # what the source held
    repaired: str  # what stands in the text now
    kind: str  # id of the repair, as in Article.repairs
    certain: bool  # False: one reading among several
    alternatives: tuple[str, ...] = ()  # other readings of a guessed place, best first


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Dropped(Record):
    """A line of the page that is not of the article; `after` is the offset in `Article.text` where it stood."""

    after: int
    text: str
    rule: str  # id of the cleaning rule


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class RepairCount(Record):
    kind: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Article(Record):
    """One imported source text."""

    id: str  # derived from the clean text: importing the same article again gives the same id
    source: str  # path or address it was imported from
    url: str | None = None  # address of the page
    site: str | None = None  # where it was found, if that is named
    author: str | None = None  # reporter
    retrieved: str | None = None  # EDTF day
    reprint: bool | None = None  # whether the site is not the origin
    title: str | None = None  # headline only, no site name
    publisher: str | None = None  # outlet or office named as the origin
    published: str | None = None  # EDTF
    script: Script = "Hans"  # of the source
    text: str = ""  # the clean article, one paragraph a line
    mirror_of: str | None = None  # id of the article of which this is a copy
    repairs: tuple[RepairCount, ...] = ()  # what was repaired
    # Below: kept in the store, not part of the contract's export.
    repaired: tuple[Repair, ...] = ()  # every repair, span by span
    dropped: tuple[Dropped, ...] = ()  # page furniture, with the rule that dropped it
    region: str | None = None  # code of the division the article as a whole is about
    dateline: str | None = None  # EDTF day of the dateline (新华社南京1月28日电)
    content: str | None = None  # id of the bytes as received, in `sources/`
    rules: str | None = None  # version of the rules that read it
    trace: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Region(Record):
    code: str  # GB/T 2260, or `<code>-<short name>` for zones and towns
    name: str
    level: Level
    parent: str | None  # code; None for China (100000)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Mention(Record):
    """One article's report of one meeting: what a segment stores. Mentions are joined into a Meeting at reading."""

    id: str
    article: str
    start: int  # evidence
    end: int
    name: str
    region: str | None
    date: str | None  # EDTF
    kind: MeetingKind
    aka: tuple[str, ...] = ()
    occasion: Occasion | None = None
    theme: str | None = None
    trace: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Span(Record):
    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Meeting(Record):
    """One gathering or event, with all the articles that report it."""

    id: str
    name: str
    region: str | None
    date: str | None  # EDTF
    kind: MeetingKind
    articles: tuple[str, ...]
    aka: tuple[str, ...] = ()
    occasion: Occasion | None = None
    theme: str | None = None
    mentions: tuple[Span, ...] = ()
    aliases: tuple[str, ...] = ()  # ids of its other mentions; they resolve to this meeting
    corrected: tuple[str, ...] = ()  # fields that a person set
    trace: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Fact(Record):
    """One statement with its evidence; the fields that all seven kinds share."""

    kind: ClassVar[FactKind]

    id: str
    article: str
    start: int  # evidence, within one sentence
    end: int
    region: str | None = None  # code of the division it is about
    meeting: str | None = None  # id of the mention (in a segment) or meeting (as read)
    # Derived and added fields, the same for all kinds.
    literal: str | None = None  # the value or name as the article writes it
    damage: Damage | None = None  # whether the evidence holds repaired text
    inferred: tuple[str, ...] = ()  # fields concluded from context rather than stated
    corrected: tuple[str, ...] = ()  # fields that a person set
    checked: str | None = None  # who checked it, or when
    note: str | None = None
    tags: tuple[str, ...] = ()
    trace: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        data = super(Fact, self).to_json()
        head = {"id": data.pop("id"), "kind": self.kind}
        return {**head, **data}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Figure(Fact):
    kind: ClassVar[FactKind] = "figure"

    measure: str = ""  # what is counted, in the article's words
    value: Value | None = None  # base units; int where whole
    value_max: Value | None = None  # upper end of a range
    unit: str | None = None  # 元, %, or the classifier in the text
    comparator: Comparator | None = None
    status: Status | None = None
    horizon: str | None = None  # EDTF of the time it speaks of
    indicator: str | None = None  # id in the indicator table
    basis: Basis | None = None
    stage: Stage | None = None
    tier_min: int | None = None  # 亿元以上 → 100000000
    about: str | None = None  # id of the project fact it speaks of
    scope: Scope | None = None  # others: a place only quotes what others aim at


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Person(Fact):
    kind: ClassVar[FactKind] = "person"

    name: str = ""
    title: str | None = None  # the part before the name
    role: Role | None = None  # what the person does at the meeting


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Quote(Fact):
    kind: ClassVar[FactKind] = "quote"

    speaker: str | None = None  # a person's name, or the body that says it
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Policy(Fact):
    kind: ClassVar[FactKind] = "policy"

    name: str = ""
    number: str | None = None  # 苏委发〔2023〕1号
    issuer: str | None = None
    horizon: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Campaign(Fact):
    kind: ClassVar[FactKind] = "campaign"

    name: str = ""
    horizon: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Goal(Fact):
    kind: ClassVar[FactKind] = "goal"

    name: str = ""
    horizon: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False, eq=False)
class Project(Fact):
    kind: ClassVar[FactKind] = "project"

    name: str = ""
    investor: str | None = None  # the company named with it
    industry: str | None = None
    stage: Stage | None = None
    horizon: str | None = None


FACTS: dict[FactKind, type[Fact]] = {c.kind: c for c in (Figure, Person, Quote, Policy, Campaign, Goal, Project)}


def fact_from_json(data: Mapping[str, Any]) -> Fact:
    """The fact of a dict with its `kind`. Raises KeyError for a kind that does not exist."""
    return FACTS[data["kind"]].from_json(data)


_NESTED: dict[str, type[Record]] = {
    "repairs": RepairCount,
    "repaired": Repair,
    "dropped": Dropped,
    "mentions": Span,
}


def plain(value: Any) -> Any:
    """The value of a field as JSON has it."""
    if isinstance(value, Record):
        return value.to_json()
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Decimal):
        return exported(value)
    return value


def _frozen(name: str, value: Any) -> Any:
    if isinstance(value, list):
        nested = _NESTED.get(name)
        return tuple(nested.from_json(v) if nested else v for v in value)
    return value
