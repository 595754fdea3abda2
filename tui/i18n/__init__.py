"""The interface's words in English and Chinese.

`use(lang)` chooses a catalogue, `say(key, …)` gives its line with the values set in, `tell(key, n)` the one that suits
a number. A catalogue is a TOML file next to this one; both hold the same keys (a test). Values are inserted as they
are: text of records has been made safe before it comes here, and nothing here is ever read as markup. The catalogues
keep to a part of TOML that is read in a tenth of the time (a test holds it against `tomllib`): before the first frame
that counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from os import environ
from pathlib import Path
from typing import Any, Literal

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")
_current: dict[str, str] = {}
_language: Language = "en"


@lru_cache(len(LANGUAGES))
def catalogue(lang: str) -> Mapping[str, str]:
    """All lines of a language, keyed by table and name: `action.find`."""
    text = (Path(__file__).parent / f"{lang}.toml").read_text(encoding="utf-8")
    lines, table = {}, ""
    for opened, name, long, short in _ENTRY.findall(text):
        table = opened or table
        if name:
            lines[f"{table}.{name}"] = _ESCAPED.sub(lambda found: _SIGNS[found[1]], long or short)
    return lines


_ENTRY = re.compile(r'^\[(\w+)\]$|^(\w+) = (?:"""\n?(.*?)"""|"((?:[^"\\\n]|\\.)*)")$', re.MULTILINE | re.DOTALL)
_ESCAPED = re.compile(r"\\(.)")
_SIGNS = {"n": "\n", '"': '"', "\\": "\\"}


def from_locale(env: Mapping[str, str] = environ) -> Language:
    """The language that the locale asks for: Chinese of any kind, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := env.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def use(lang: str | None) -> Language:
    """Speak `lang` from here on, or what the locale asks for where it is None."""
    global _language
    _language = chosen = next((known for known in LANGUAGES if known == lang), from_locale())
    put(None)
    return chosen


def say(key: str, **values: Any) -> str:
    """The line of `key`, with `{name}` filled in from `values`."""
    if not _current:
        use(None)
    line = _current[key]
    return line.format(**values) if values else line


def tell(key: str, n: int, **values: Any) -> str:
    """The line of `key` that suits `n`: `key_one` for 1 where there is one."""
    single = f"{key}_one"
    if not _current:
        use(None)
    return say(single if n == 1 and single in _current else key, n=f"{n:,}", **values)


def worded(code: str) -> str:
    """The word for a value of a closed list (target, yoy); the value itself where the catalogue has none."""
    return say(f"value.{code}") if offered(f"value.{code}") else code


def turned(convert: Callable[[str], str]) -> Mapping[str, str]:
    """The catalogue in use in another script; what the scripts are called stays as it is."""
    lines = catalogue(_language).items()
    return {key: line if key.startswith("variant.") else convert(line) for key, line in lines}


def put(lines: Mapping[str, str] | None) -> None:
    """Speak these lines, the catalogue's own where they are None."""
    _current.clear()
    _current.update(lines or catalogue(_language))


def language() -> Language:
    """The language in use."""
    return _language


def offered(key: str) -> bool:
    """Whether the catalogue in use has the key."""
    if not _current:
        use(None)
    return key in _current
