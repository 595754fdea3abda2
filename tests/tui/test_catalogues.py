"""The catalogues are read by a reader of our own, which must take all that is in them as TOML is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tui import i18n


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_a_catalogue_is_read_as_toml_is(lang: str) -> None:
    whole = tomllib.loads((Path(i18n.__file__).parent / f"{lang}.toml").read_text("utf-8"))
    assert i18n.catalogue(lang) == {
        f"{table}.{name}": line for table, lines in whole.items() for name, line in lines.items()
    }
