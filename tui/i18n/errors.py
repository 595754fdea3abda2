"""What the store says goes wrong, in the language of the interface: `errors.zh.toml` holds the sentences it knows.

The store speaks English, as the command line does. In comes a message, out goes the same in words of the screen; what
stands in no line of the table stays as it is. Nothing here knows which error it was.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from tui import i18n


def in_words(message: str) -> str:
    """The message in the interface's language, as far as the table knows it; what it quotes is translated too."""
    if i18n.language() != "zh":
        return message
    for pattern, chinese in _table():
        if match := pattern.fullmatch(message):
            return chinese.format(*(in_words(part) for part in match.groups()))
    where, mark, what = message.partition(": ")
    known = in_words(what) if mark else what
    return message if known == what else f"{where}：{known}"


@lru_cache(1)
def _table() -> list[tuple[re.Pattern[str], str]]:
    import tomllib

    held = tomllib.loads(Path(__file__).with_name("errors.zh.toml").read_text(encoding="utf-8"))
    return [
        (re.compile(re.escape(english).replace(r"\{\}", "(.{1,300}?)")), chinese) for english, chinese in held.items()
    ]
