"""What a person may set once and for all: `config.toml` in the folder for configuration of this system.

`KEYS` is the one table of what there is: name, kind, what it does. A file that holds anything else is told with file
and line, and nothing of it is taken. An option on the command line goes before the environment, that before the file,
that before what holds by itself. It opens no store and draws nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.errors import WrongUse

if TYPE_CHECKING:
    from store.database import Library
    from store.person.indicators import Table

VARIANTS = ("original", "hans", "hant", "tw", "twp", "hk")


class ConfigError(WrongUse):
    """A file of settings that cannot be taken; the message holds every fault, a line each."""


@dataclass(frozen=True, slots=True)
class Key:
    """One setting. `choices` lists what it may be; without them anything of the kind of `example`."""

    name: str
    example: Any
    does: str
    holds: str  # what holds where nothing is set, in words
    choices: tuple[Any, ...] = ()
    env: str = ""
    least: int | None = None


KEYS: tuple[Key, ...] = (
    Key("store", "~/news", "Folder of the store", "the folder for data of this system", env="LICHUN_STORE"),
    Key("lang", "zh", "Language of the screen and of an export's headings", "the locale's", ("en", "zh")),
    Key("variant", "hant", "Script in which commands print and export", "original", VARIANTS),
    Key("ambiguous_width", 2, "Columns of “ ” — …: 2 where the terminal draws them wide", "1", (1, 2)),
    Key("theme", "textual-light", "Colours of the screen (ctrl+t there lists them)", "the one chosen last"),
    Key("animations", True, "Whether the screen moves where it could jump", "false", (True, False)),
    Key("ascii", True, "Frames and bars of plain signs", "false", (True, False)),
    Key("name", "张三", "Who marks, notes and corrections are by", "the login name", env="LICHUN_NAME"),
    Key("jobs", 2, "Processes that recognise during an import", "one a core", least=1),
)
BY_NAME = {key.name: key for key in KEYS}


@dataclass(frozen=True, slots=True)
class Setting:
    """A value and where it comes from: the file, a variable of the environment, or None where nothing was set."""

    key: Key
    value: Any
    origin: str | None


def config_path() -> Path:
    """Where the settings stand: `LICHUN_CONFIG`, else `config.toml` in the folder for configuration of this system."""
    if named := os.environ.get("LICHUN_CONFIG"):
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("lichun") / "config.toml"


def indicators_path() -> Path:
    """Where a person's own table of indicators stands: beside the settings."""
    return config_path().with_name("indicators.toml")


def indicators() -> Table | None:
    """A person's own table of indicators; None where there is no file. Raises IndicatorError with every fault."""
    from store.person.indicators import load as read

    return read(indicators_path()) if indicators_path().exists() else None


def adopt(library: Library) -> None:
    """Tells an open store who is at work, and has it take the person's table of indicators where that is another.

    A store that was opened for reading alone takes the table through a writer, if it can be written at all.
    """
    if name := settings()["name"].value:
        library.person = name
    table = indicators()
    if table is None or table.rows == library.indicators.rows:
        return
    if not library.read_only:
        library.word.take_indicators(table)
        return
    from store.errors import StoreBusy

    try:
        with type(library).open(library.root) as writer:
            if not writer.read_only:
                writer.word.take_indicators(table)
    except StoreBusy:  # an import is at work: the next opening takes it
        return
    library.reload()


def settings(path: Path | None = None, env: Mapping[str, str] = os.environ) -> dict[str, Setting]:
    """Every key with its value and origin. Raises ConfigError with every fault of the file."""
    file = path or config_path()
    given = load(file)
    found: dict[str, Setting] = {}
    for key in KEYS:
        if key.env and env.get(key.env):
            found[key.name] = Setting(key, env[key.env], key.env)
        elif key.name in given:
            found[key.name] = Setting(key, given[key.name], str(file))
        else:
            found[key.name] = Setting(key, None, None)
    return found


def load(path: Path) -> dict[str, Any]:
    """The values of a file; none where there is no file. Raises ConfigError with every fault."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read ({error}); mend or remove it") from error
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}") from error
    if faults := list(check(data, text, str(path))):
        raise ConfigError("\n".join(faults))
    if "store" in data:
        data["store"] = str((path.parent / Path(data["store"]).expanduser()).absolute())
    return data


def check(data: Mapping[str, Any], text: str, file: str) -> Iterator[str]:
    """Every fault of the settings, each with file and line and what to do."""
    for name, value in data.items():
        where = f"{file}:{_line(name, text)}"
        key = BY_NAME.get(name)
        if key is None:
            from difflib import get_close_matches

            near = get_close_matches(name, BY_NAME, 1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(BY_NAME)}"
            yield f"{where}: there is no setting {name}; {hint}"
        elif key.choices and (type(value), value) not in [(type(c), c) for c in key.choices]:
            yield f"{where}: {name} is one of {', '.join(map(written, key.choices))}, not {written(value)}"
        elif type(value) is not type(key.example) or (key.least is not None and value < key.least):
            kind = f"a number from {key.least}" if key.least is not None else "text in quotes"
            yield f"{where}: {name} wants {kind}, such as {written(key.example)}, not {written(value)}"


def written(value: Any) -> str:
    """A value as TOML writes it."""
    import json

    return json.dumps(value, ensure_ascii=False, default=str)


def _line(name: str, text: str) -> int:
    pattern = re.compile(rf"""\s*\[{{0,2}}["']?{re.escape(name)}["']?\s*[=.\]]""")
    return next((n for n, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)
