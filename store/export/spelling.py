"""The chosen script over what is exported: words of records, texts of articles, and spans in these.

Comes in: records as the store has them. Goes out: their words in the variant, and an article's text with the map that
keeps evidence in place. With the variant `original` everything is passed through, and no converter is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from store.records import Article, Fact, Meeting, Person, Quote, Record, Region, Script

if TYPE_CHECKING:
    from store.language.script import Converted, Variant

R = TypeVar("R", bound=Record)

# Fields that hold words. The closed lists (a meeting's kind, a person's role) stay as the contract has them.
_WORDS: dict[type[Record], tuple[str, ...]] = {
    Article: ("title", "publisher", "site", "author"),
    Region: ("name",),
    Meeting: ("name", "aka", "theme"),
    Fact: (
        "literal", "note", "tags", "measure", "unit", "name", "title", "speaker", "text", "number", "issuer", "investor",
        "industry",
    ),
}  # fmt: skip

PERSONS: dict[type[Record], tuple[str, ...]] = {Person: ("name",), Quote: ("speaker",), Article: ("author",)}


@dataclass(frozen=True)
class Spelling:
    variant: Variant = "original"

    @property
    def changes(self) -> bool:
        return self.variant != "original"

    def word(self, text: str) -> str:
        """A short piece of text in the variant."""
        return _word(text, self.variant) if self.changes else text

    def person(self, name: str) -> str:
        """A person's name by itself: no sentence shows that 于 is a surname here."""
        return _person(name, self.variant) if self.changes else name

    def text(self, article: Article) -> Converted | None:
        """The article's text in the variant with its map of spans; None where nothing is to change."""
        if not self.changes:
            return None
        from store.language.script import convert

        return convert(article.text, self.variant, source=article.script)

    def script(self, given: Script) -> Script:
        if not self.changes:
            return given
        return "Hans" if self.variant == "hans" else "Hant"

    def record(self, record: R) -> R:
        """The record with its words in the variant; offsets and an article's text are left as they are."""
        if not self.changes:
            return record
        names = next(names for kind, names in _WORDS.items() if isinstance(record, kind))
        changed = {name: self._value(value) for name in names if (value := getattr(record, name, None))}
        for field in PERSONS.get(type(record), ()):
            if name := getattr(record, field):
                changed[field] = self.person(name)
        return replace(record, **changed)

    def _value(self, value: Any) -> Any:
        return tuple(self.word(v) for v in value) if isinstance(value, tuple) else self.word(value)


@lru_cache(maxsize=20_000)
def _word(text: str, variant: Variant) -> str:
    from store.language.script import convert, script_of

    return convert(text, variant, source=script_of(text)).text


@lru_cache(maxsize=20_000)
def _person(name: str, variant: Variant) -> str:
    """As a person where it can be one; the body that a quotation is of is spelled like other words."""
    from store.language.names import surnames
    from store.language.script import convert, script_of

    ones, twos = surnames()
    is_name = "·" in name or (len(name) <= 4 and (name[:2] in twos or (len(name) <= 3 and name[:1] in ones)))
    return convert(name, variant, source=script_of(name), names=[(0, len(name))] if is_name else ()).text
