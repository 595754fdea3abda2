"""Settings of a person: what they change, what goes before them, and how a fault in them is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import SEEDS, Done
from tui import config

Call = Callable[..., Done]


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    file = tmp_path / "config.toml"

    def written(text: str) -> Path:
        file.write_text(text, encoding="utf-8-sig")  # as an editor on Windows saves it
        return file

    return written


def test_what_is_set_holds_where_an_option_says_nothing(
    samples: Path, write: Callable[[str], Path], lichun: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(f'store = "{samples}"\nvariant = "hant"\n')
    assert "江蘇省常州市" in lichun("meeting", "常州").out
    assert "江苏省常州市" in lichun("meeting", "常州", "--variant", "hans").out, "an option goes before the file"
    monkeypatch.setenv("LICHUN_STORE", str(samples / "none"))
    assert lichun("meeting", "常州").status == 1, "the environment goes before the file"
    assert lichun("meeting", "常州", "--store", samples).status == 0, "an option goes before the environment"


def test_config_tells_what_holds_and_where_it_comes_from(
    samples: Path, write: Callable[[str], Path], lichun: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write('lang = "zh"\n')
    monkeypatch.setenv("LICHUN_STORE", str(samples))
    told = lichun("config", "--json").json
    assert told["file"] == str(file) and told["exists"]
    assert told["settings"]["lang"] == {"value": "zh", "from": str(file)}
    assert told["settings"]["store"] == {"value": str(samples), "from": "LICHUN_STORE"}
    assert told["settings"]["jobs"] == {"value": None, "from": None}
    assert {line.split("\t")[0] for line in lichun("config").out.splitlines()[1:]} == set(config.BY_NAME)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('\nstroe = "x"', "config.toml:2: there is no setting stroe; did you mean store?"),
        ("colour = 1", "config.toml:1: there is no setting colour; there are store"),
        ('lang = "fr"', 'config.toml:1: lang is one of "en", "zh", not "fr"'),
        ("ambiguous_width = true", "ambiguous_width is one of 1, 2, not true"),
        ("jobs = 0", "jobs wants a number from 1"),
        ("store = 3", "store wants text in quotes"),
        ("[store]\nat = 1", "config.toml:1: store wants text in quotes"),
        ("lang =", "config.toml: "),
    ],
)
def test_a_fault_is_told_with_file_and_line(text: str, said: str, write: Callable[[str], Path], lichun: Call) -> None:
    write(text)
    for command in (["find", "项目"], ["config"]):
        done = lichun(*command)
        assert done.status == 2 and said in done.err, done


def test_a_written_file_holds_every_key_and_changes_nothing(tmp_path: Path, lichun: Call) -> None:
    file = tmp_path / "config.toml"
    assert lichun("config", "--write").out.strip() == str(file)
    text = file.read_text(encoding="utf-8")
    assert config.load(file) == {}
    uncommented = "\n".join(
        line[1:] if line.startswith("#") and line[1:2] != " " else line for line in text.split("\n")
    )
    file.write_text(uncommented, encoding="utf-8")
    assert set(config.load(file)) == set(config.BY_NAME), "each example is right as it stands"
    again = lichun("config", "--write")
    assert again.status == 2 and file.read_text(encoding="utf-8") == uncommented, "never overwritten"


def test_jobs_and_store_serve_an_import(tmp_path: Path, write: Callable[[str], Path], lichun: Call) -> None:
    write('store = "kept"\njobs = 1\n')
    assert lichun("import", SEEDS / "004_b528ad3e016f78f0.txt").status == 0
    assert (tmp_path / "kept" / "segments").is_dir(), "a store's folder counts from the file that names it"
