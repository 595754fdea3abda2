"""Where an export goes: whole or not at all, never over a file that is there, with a word on what to do."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from store.errors import StoreFull, WriteError, WrongUse
from store.export import FORMATS, ending, export
from store.export import target as module
from tests.export.made import sample


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_exists_stays(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"x{ending(form)}"
    path.write_text("mine")
    with pytest.raises(WrongUse, match="--force"):
        export(sample(), form, path)
    assert path.read_text() == "mine"
    export(sample(), form, path, force=True)
    assert path.read_bytes() != b"mine"
    assert sorted(p.name for p in tmp_path.iterdir()) == [path.name]


def test_a_file_that_appears_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    with pytest.raises(WrongUse, match="exists already"):
        export(sample(), "csv", path, progress=lambda _: path.write_text("hers"))  # type: ignore[arg-type, return-value]
    assert path.read_text() == "hers"
    assert [p.name for p in tmp_path.iterdir()] == ["x.csv"]


@pytest.mark.parametrize("force", [False, True])
def test_nothing_half_written_stays(force: bool, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    if force:
        path.write_text("before")

    def stop(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export(sample(), "csv", path, force=force, progress=stop)
    assert [p.read_text() for p in tmp_path.iterdir()] == (["before"] if force else [])


def test_a_full_medium_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(module.os, "fsync", full)
    with pytest.raises(StoreFull, match="no room"):
        export(sample(), "json", tmp_path / "x.json")
    assert list(tmp_path.iterdir()) == []


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="there is no folder"):
        export(sample(), "csv", tmp_path / "none" / "x.csv")
    with pytest.raises(WrongUse, match="is a folder"):
        export(sample(), "csv", tmp_path)
    with pytest.raises(WrongUse, match="is a folder"):
        export(sample(), "csv", tmp_path, force=True)
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match="not a folder"):
        export(sample(), "csv", tmp_path / "file" / "x.csv")
    with pytest.raises(WriteError, match="too long"):
        export(sample(), "csv", tmp_path / ("x" * 300), force=True)


def test_a_file_system_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(95, os.strerror(95))

    monkeypatch.setattr(module.os, "link", refuse)
    export(sample(), "csv", tmp_path / "x.csv")
    assert [p.name for p in tmp_path.iterdir()] == ["x.csv"]


def test_a_link_to_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "x.csv").symlink_to(tmp_path / "elsewhere.csv")
    with pytest.raises(WrongUse):
        export(sample(), "csv", tmp_path / "x.csv")
    assert not (tmp_path / "elsewhere.csv").exists()


def test_formats_that_do_not_exist() -> None:
    with pytest.raises(WrongUse, match="csv, json"):
        export(sample(), "pdf", io.StringIO())


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_workbook_is_not_written_to_a_terminal() -> None:
    with pytest.raises(WrongUse, match=r"-o FILE\.xlsx"):
        export(sample(), "xlsx", Terminal())


def test_binary_goes_down_a_pipe() -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    export(sample(), "xlsx", out)
    assert out.buffer.getvalue()[:2] == b"PK"  # type: ignore[attr-defined]


def test_csv_loads_nothing_heavy() -> None:
    code = (
        "import io, sys\nfrom store.export import export\nfrom tests.export.made import sample\n"
        "export(sample(), 'csv', io.StringIO())\nexport(sample(), 'json', io.StringIO())\n"
        "print([m for m in ('opencc', 'jieba', 'xlsxwriter', 'textual', 'tinydb') if m in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no medium that is always full")
@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("form", FORMATS)
def test_a_full_device_is_told_once(form: str) -> None:
    with pytest.raises(StoreFull, match="no room"):
        export(sample(), form, Path("/dev/full"))
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_named_pipe_is_written_to_and_stays(form: str, force: bool, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        export(sample(), form, pipe, force=force)
        out, _ = reader.communicate(timeout=60)
    assert pipe.is_fifo() and out.startswith(b"PK" if form == "xlsx" else b"\xef\xbb\xbf")
