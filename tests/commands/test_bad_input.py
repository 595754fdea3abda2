"""Bad input gets a clear error with its name and what to do, and costs nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import SEEDS, Done

Call = Callable[..., Done]
GOOD = SEEDS / "004_b528ad3e016f78f0.txt"


def _make(folder: Path, what: str) -> Path:
    file = folder / f"{what}.txt"
    if what == "empty":
        file.write_bytes(b"")
    elif what == "binary":
        file.write_bytes(bytes(range(256)) * 64)
    elif what == "huge":
        with file.open("wb") as stream:
            stream.truncate(200 * 1024 * 1024)
    elif what == "unknown":
        file.write_bytes(b"\x81\x30\x81 \xff\xfe\xfd " * 40)
    elif what == "furniture":
        file.write_text("首页 > 资讯\n版权所有 ICP备00000000号\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("what", ["missing", "empty", "binary", "huge", "unknown", "furniture"])
def test_a_bad_file_is_named_and_the_rest_is_imported(what: str, tmp_path: Path, lichun: Call) -> None:
    bad = _make(tmp_path, what)
    done = lichun("--store", tmp_path / "store", "import", bad, GOOD)
    assert done.status == 1
    assert f"{what}.txt" in done.err
    assert "1 new" in done.err and "1 failed" in done.err
    assert lichun("meeting", "亭湖", "--store", tmp_path / "store").status == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder, so none is closed to it")
def test_a_folder_without_permission_is_named(tmp_path: Path, lichun: Call) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o000)
    done = lichun("--store", tmp_path / "store", "import", closed, GOOD)
    closed.chmod(0o700)
    assert done.status == 1 and "closed" in done.err and "1 new" in done.err


def test_a_truncated_index_is_built_anew(samples: Path, lichun: Call) -> None:
    index = samples / "index.sqlite"
    index.write_bytes(index.read_bytes()[:5000])
    for log in samples.glob("index.sqlite-*"):
        log.unlink()
    done = lichun("meeting", "常州", "--store", samples)
    assert done.status == 0 and "新能源" in done.out


def test_a_store_of_a_newer_version_is_left_alone(samples: Path, lichun: Call) -> None:
    file = next((samples / "segments").glob("*.json"))
    before = file.read_bytes()
    newer = before.replace(b'"format":1,', b'"format":999,')
    assert newer != before, "the segment names its version"
    file.write_bytes(newer)
    (samples / "index.sqlite").unlink()
    done = lichun("import", GOOD, "--store", samples)
    assert done.status == 1 and "newer" in done.err and "update" in done.err
    assert file.read_bytes() == newer


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (["meeting"], 2, "PLACE"),
        (["meeting", "鼓楼"], 2, "320302"),
        (["meeting", "nowhere-at-all"], 1, "nothing found"),
        (["meeting", "拉萨"], 1, "nothing found"),
        (["find", "value>"], 2, "▸"),
        (["find", "没有这样的词组呀"], 1, "nothing found"),
        (["show", "zzzz"], 1, "nothing found"),
        (["export", "--format", "nonsense"], 2, "nonsense"),
        (["exprot"], 2, "export"),
        (["places", "不存在的地方"], 1, "nothing found"),
        (["stats", "--by", "colour"], 2, "colour"),
    ],
)
def test_wrong_use_and_nothing_found(args: list[str], status: int, said: str, samples: Path, lichun: Call) -> None:
    done = lichun(*args, "--store", samples)
    assert (done.status, said in done.err) == (status, True), done


@pytest.mark.parametrize(
    "command", ["find 项目", "mark 4f2a91c0", "correct 4f2a91c0 name=x", "refresh", "compact", "join a b"]
)
def test_no_store_says_what_to_do(command: str, tmp_path: Path, lichun: Call) -> None:
    done = lichun(*command.split(), "--store", tmp_path / "none")
    assert done.status == 1 and "lichun import" in done.err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("encoding", ["latin-1", "gbk"])
def test_a_terminal_that_lacks_signs_costs_these_alone(encoding: str) -> None:
    """`rules` prints ⟦ ⟧, which GBK lacks, and hanzi, which Latin 1 lacks."""
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run([sys.executable, "-m", "tui.cli", "rules"], env=env, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"") and b"\\u27e6" in done.stdout
    assert "figure.money" in done.stdout.decode(encoding)


def test_without_a_terminal_no_browser_opens() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui.cli", "--samples"], stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (2, "") and "lichun meeting" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no medium that is always full")
def test_a_full_medium_behind_standard_output_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui.cli", "rules"], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 1 and done.stderr.startswith("lichun: standard output: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("command", ["mark {}", "note {} 记着", "note {} --tag x", "check {}", "import {}", "refresh"])
def test_what_cannot_be_kept_is_not_taken(
    command: str, samples: Path, tmp_path: Path, lichun: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    fact = lichun("find", "kind:figure", "--store", samples, "--json").json["rows"][0]["id"]
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("store.disk.folder.os.access", lambda _, how: how != os.W_OK)  # a medium that cannot be written
    done = lichun(*command.format(fact).split(), "--store", samples)
    assert done.status == 1 and "the store cannot be written; name another place" in done.err and done.out == ""
    assert lichun("refresh", "--dry-run", "--store", samples).status == 0
