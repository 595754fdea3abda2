"""The catalogues are read by a reader of our own, which must take all that is in them as TOML is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tui import i18n
from tui.i18n.errors import in_words


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_a_catalogue_is_read_as_toml_is(lang: str) -> None:
    whole = tomllib.loads((Path(i18n.__file__).parent / f"{lang}.toml").read_text("utf-8"))
    assert i18n.catalogue(lang) == {
        f"{table}.{name}": line for table, lines in whole.items() for name, line in lines.items()
    }


def test_both_catalogues_have_the_same_lines_with_the_same_values() -> None:
    english, chinese = (
        {key: sorted(set(re.findall(r"{(\w+)}", line))) for key, line in i18n.catalogue(lang).items()}
        for lang in ("en", "zh")
    )
    plural = {key for key in english if key.endswith("_one")}  # Chinese needs no line of its own for one
    assert {k: v for k, v in english.items() if k not in plural} == {
        k: v for k, v in chinese.items() if k not in plural
    }


HERE = Path(i18n.__file__).parent
TOLD = tomllib.loads((HERE / "errors.zh.toml").read_text("utf-8"))


def test_every_error_in_the_table_is_one_that_the_store_tells() -> None:
    source = "\n".join(file.read_text("utf-8") for file in (HERE.parent.parent / "store").rglob("*.py"))
    parts = {part.strip("();: ") for english in TOLD for part in english.split("{}") if len(part) > 4}
    assert sorted(part for part in parts if part not in source) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("abc is not a number", "abc 不是数"),
        ("/a/b.txt: is empty", "/a/b.txt：是空的"),
        (
            "/a/i.sqlite: the index is torn; run `lichun doctor` to see what can be mended",
            "/a/i.sqlite：索引损坏；运行 `lichun doctor` 看能修复什么",
        ),
        (
            "not UTF-8, Big5 (first bad byte at 3); name the encoding with --encoding",
            "不是 UTF-8, Big5（第 3 字节起读不通）；请在命令行用 --encoding 指明编码",
        ),
        ("what nobody wrote down: at all", "what nobody wrote down: at all"),
    ],
)
def test_errors_speak_the_language_of_the_screen(said: str, told: str) -> None:
    assert in_words(said) == said
    i18n.use("zh")
    assert in_words(said) == told
