"""Patterns from kept codes are those that `re` compiles, whatever becomes of the file."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.language import patterns

PATTERNS = [
    (r"(?P<who>[一-鿿]{2,4}?)(?:书记|市长)(?=[,。])(?!说)", 0),
    (r"(?<![年月])\d{1,3}+(?P<unit>亿)?元|(?(unit)甲|乙)", 0),
    (r"(甲|乙)\1[^\W\d]*", 0),
    (r"cctv|ｃｃｔｖ", re.IGNORECASE),
    (r"^甲.*乙$", re.DOTALL | re.MULTILINE),
]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of its own; what this process knows by now is set aside."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(patterns, "_compiled", {})
    monkeypatch.setattr(patterns, "_asked", set())
    monkeypatch.setattr(patterns, "_WORTH_WRITING", 1)
    later()
    yield tmp_path / "cache"
    later()


def later() -> None:
    """As a process that starts."""
    patterns._known.cache_clear()
    patterns.compile.cache_clear()


def equal() -> bool:
    """Patterns are equal where flags, groups and code are."""
    return all(patterns.compile(text, flags) == re.compile(text, flags) for text, flags in PATTERNS)


def test_kept_patterns_are_those_of_re(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert equal()
    patterns.keep()
    later()
    monkeypatch.delattr("re._compiler._code")  # nothing can be compiled any more
    made = [patterns.compile(text, flags) for text, flags in PATTERNS]
    assert made[0].groupindex == {"who": 1}
    monkeypatch.undo()
    assert made == [re.compile(text, flags) for text, flags in PATTERNS]


@pytest.mark.parametrize("harm", [b"", b"\0" * 40, None])
def test_a_torn_file_is_not_read(cache: Path, harm: bytes | None) -> None:
    assert equal()
    patterns.keep()
    file = patterns._file()
    kept = bytearray(file.read_bytes())
    kept[len(kept) // 2] ^= 1
    file.write_bytes(kept if harm is None else harm)
    later()
    assert patterns._known() == {}
    assert equal()


def test_a_cache_that_cannot_be_written_is_left(cache: Path) -> None:
    cache.write_text("a file where the folder should be")
    assert equal()
    patterns.keep()
    later()
    assert equal()


def test_a_compiler_of_another_make_is_done_without(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(pattern: str, flags: int) -> patterns.Code:
        raise AttributeError("_code")

    monkeypatch.setattr(patterns, "_code", none)
    assert equal()
    patterns.keep()
    assert not cache.exists()


def test_codes_that_make_another_pattern_are_not_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = patterns._code("甲", 0)
    monkeypatch.setattr(patterns, "_code", lambda pattern, flags: other)
    assert equal()
    patterns.keep()
    later()
    assert patterns._known() == {}
    assert equal()


def test_the_cache_is_the_users_own(cache: Path) -> None:
    assert equal()
    patterns.keep()
    file = patterns._file()
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_what_a_killed_process_left_goes(cache: Path) -> None:
    left = patterns._file().with_suffix(".99999")
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    assert equal()
    patterns.keep()
    assert not left.exists()
    assert patterns._file().exists()


def test_few_new_patterns_are_not_worth_a_file(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_WORTH_WRITING", 50)
    assert equal()
    patterns.keep()
    assert not cache.exists()


def test_of_too_many_those_stay_that_are_asked_for(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert equal()
    patterns.keep()
    later()
    monkeypatch.setattr(patterns, "_MOST", len(PATTERNS))
    patterns._asked.clear()
    patterns.compile(*PATTERNS[1])
    patterns.compile("丙")
    patterns.keep()
    later()
    assert patterns._known().keys() == {PATTERNS[1], ("丙", 0)}


ANOTHER = """
import re, resource, sys
from store.language import patterns
name, most = sys.argv[1], int(sys.argv[2])
if most:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
for _ in range(8):
    for n in range(patterns._WORTH_WRITING):
        assert patterns.compile(f"{name}{n}{_}[^甲]") == re.compile(f"{name}{n}{_}[^甲]")
    patterns.keep()
"""


def test_processes_that_write_at_once_leave_a_whole_file(cache: Path) -> None:
    command = [sys.executable, "-c", ANOTHER]
    running = [subprocess.Popen([*command, name, "0"], stderr=subprocess.PIPE) for name in "abcd"]
    assert [process.communicate()[1] for process in running] == [b""] * 4
    assert len(patterns._known()) >= 400  # of the last to write all; none is left torn
    assert [file.name for file in patterns._file().parent.iterdir()] == [patterns._file().name]


def test_on_a_full_medium_nothing_is_left(cache: Path) -> None:
    done = subprocess.run([sys.executable, "-c", ANOTHER, "e", "4096"], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert list(patterns._file().parent.iterdir()) == []


def test_a_wrong_pattern_is_told_as_by_re(cache: Path) -> None:
    with pytest.raises(re.error, match="unterminated"):
        patterns.compile("(甲")


def test_what_is_kept_later_joins_what_was_kept(cache: Path) -> None:
    for text, flags in PATTERNS:
        patterns.compile(text, flags)
        patterns.keep()
    assert patterns._known() == {}  # as the process began
    later()
    assert len(patterns._known()) == len(PATTERNS)
