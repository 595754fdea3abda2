"""Patterns compiled once on a machine, not once in each process: the rules hold 1,300, which took a second to compile.

Stands in for `re` in the modules that read articles (`from store.language import patterns as re`): the patterns are those
of the standard library, and `compile` takes their codes from the user's cache, one file for each build of Python. `keep`
writes it once articles were read, and only codes whose pattern equals the one that `re.compile` made: the compiler's parts
are not documented. Should they change, or the file be torn, patterns are compiled as ever. Look-ups do without this module.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from re import DOTALL, IGNORECASE, Match, Pattern, escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = [
    "DOTALL",
    "IGNORECASE",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "keep",
    "match",
    "search",
    "split",
    "sub",
]

Key = tuple[str, int]  # a pattern and its flags
# Flags, code, groups, their names, names by number; another form needs another `_FORM`.
Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]

_WORTH_WRITING = 50  # codes that the file lacked
_MOST = 4_000  # codes in the file; of more, those stay that this process asked for: not what older rules did
_DIGEST = 16
_FORM = 1
_compiled: dict[Key, Pattern[str]] = {}  # what this process compiled itself, until it is kept
_asked: set[Key] = set()  # all that it asked for


@lru_cache(maxsize=4096)
def compile(pattern: str, flags: int = 0) -> Pattern[str]:
    """As `re.compile`."""
    key = pattern, int(flags)
    _asked.add(key)
    if (code := _known().get(key)) is not None:
        return _pattern(pattern, code)
    found = re.compile(pattern, flags)
    if len(_compiled) < _MOST:
        _compiled[key] = found
    return found


def search(pattern: str, text: str) -> Match[str] | None:
    return compile(pattern).search(text)


def match(pattern: str, text: str) -> Match[str] | None:
    return compile(pattern).match(text)


def fullmatch(pattern: str, text: str) -> Match[str] | None:
    return compile(pattern).fullmatch(text)


def finditer(pattern: str, text: str) -> Iterator[Match[str]]:
    return compile(pattern).finditer(text)


def findall(pattern: str, text: str) -> list[Any]:
    return compile(pattern).findall(text)


def split(pattern: str, text: str, maxsplit: int = 0) -> list[str | Any]:
    return compile(pattern).split(text, maxsplit)


def sub(pattern: str, by: str | Callable[[Match[str]], str], text: str, count: int = 0) -> str:
    return compile(pattern).sub(by, text, count)


def keep() -> None:
    """Writes the codes of what was compiled by now, once they are many; where that cannot be, it is left."""
    import marshal
    import os
    from contextlib import suppress

    if len(_compiled) < _WORTH_WRITING:
        return
    new = {key: code for key, found in _compiled.items() if (code := _equal(found, *key)) is not None}
    _compiled.clear()
    if not new:
        return
    whole = {**_read(), **new}  # others may have written since this process began
    codes = marshal.dumps(whole if len(whole) <= _MOST else {k: c for k, c in whole.items() if k in _asked})
    file = _file()
    part = file.with_suffix(f".{os.getpid()}")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # indexes with texts lie there too
        for left in file.parent.glob(f"{file.stem}.*"):
            left.unlink()  # by a process that was killed
        part.touch(mode=0o600)
        part.write_bytes(_digest(codes) + codes)
        part.replace(file)
    except OSError:
        with suppress(OSError):
            part.unlink()


@cache
def _known() -> dict[Key, Code]:
    """The codes that were kept when this process began."""
    return _read()


def _read() -> dict[Key, Code]:
    """The codes that are kept for this Python; none where the file is torn."""
    import marshal

    try:
        kept = _file().read_bytes()
    except (ImportError, OSError):
        return {}
    codes = kept[_DIGEST:]
    try:
        found: dict[Key, Code] = marshal.loads(codes) if _digest(codes) == kept[:_DIGEST] else {}
    except (ValueError, EOFError, TypeError):
        return {}
    return found


def _file() -> Path:
    """Of this build of Python alone: another's codes mean something else."""
    import sys
    from _sre import CODESIZE, MAGIC  # type: ignore[import-not-found]
    from hashlib import blake2b

    from platformdirs import user_cache_path

    build = blake2b(f"{_FORM} {sys.version} {sys.byteorder} {MAGIC} {CODESIZE}".encode(), digest_size=8).hexdigest()
    return user_cache_path("lichun") / f"patterns-{build}"


def _digest(codes: bytes) -> bytes:
    from hashlib import blake2b

    return blake2b(codes, digest_size=_DIGEST).digest()


def _equal(found: Pattern[str], pattern: str, flags: int) -> Code | None:
    """The code of a pattern, where what is made of it is that pattern: equal in flags, groups and code."""
    try:
        code = _code(pattern, flags)
        return code if _pattern(pattern, code) == found else None
    except (ImportError, AttributeError, TypeError, RuntimeError):
        return None


def _code(pattern: str, flags: int) -> Code:
    """What `re.compile` makes of a pattern before it is one."""
    from array import array
    from re import _compiler, _parser  # type: ignore[attr-defined]

    parsed: Any = _parser.parse(pattern, flags)
    code = array("I", _compiler._code(parsed, flags)).tobytes()
    names: dict[str, int] = parsed.state.groupdict
    by_number: list[str | None] = [None] * parsed.state.groups
    for name, number in names.items():
        by_number[number] = name
    return flags | parsed.state.flags, code, parsed.state.groups - 1, names, tuple(by_number)


def _pattern(pattern: str, code: Code) -> Pattern[str]:
    from _sre import compile as made
    from array import array

    flags, signs, *rest = code
    found: Pattern[str] = made(pattern, flags, array("I", signs).tolist(), *rest)
    return found
