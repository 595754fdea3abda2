"""In a real pseudo-terminal: it starts, draws, quits and leaves the terminal as it was; no escape of an article gets out."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyte
import pytest

from tests.tui.hostile import HOSTILE
from tests.tui.test_hostile import hostile_store as hostile_store  # a fixture
from tests.tui.test_sanitize import acts

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

ROWS, COLUMNS = 24, 80
PATIENCE = 20.0
"""Seconds that a slow machine may take for a frame."""
RUN = "import sys; from tui.app import run; sys.exit(run(sys.argv[1], lang='en', settle=0, watch=0))"


class Terminal:
    """A program in a terminal of its own: what it wrote, and what a terminal made of it."""

    def __init__(self, *arguments: str, env: dict[str, str]) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.before = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            arguments, stdin=slave, stdout=slave, stderr=slave, env=env, close_fds=True, start_new_session=True
        )
        self.slave = slave
        self.written = b""
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self.stream = pyte.ByteStream(self.screen)

    def read(self, seconds: float = 0.05) -> bool:
        ready, _, _ = select.select([self.master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.written += data
        self.stream.feed(data)
        return bool(data)

    def until(self, wanted: str) -> None:
        """Read until the screen shows something."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            while self.read():
                pass
            if any(wanted in line for line in self.lines()):
                return
        raise AssertionError(f"{wanted!r} did not come:\n" + "\n".join(self.lines()))

    def lines(self) -> list[str]:
        # pyte keeps an empty cell behind a wide character.
        return ["".join(self.screen.buffer[y][x].data for x in range(COLUMNS)) for y in range(ROWS)]

    def press(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def end(self) -> int:
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            self.read()
        while self.read():
            pass
        return self.process.wait(1)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        with suppress(OSError):
            os.close(self.master)
        os.close(self.slave)


@contextmanager
def browser(store: Path, tmp_path: Path) -> Iterator[Terminal]:
    env = {
        **os.environ,
        "TERM": "xterm-256color",
        "LICHUN_STATE": str(tmp_path / "view.json"),
        "XDG_CONFIG_HOME": str(tmp_path),
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]),
    }
    terminal = Terminal(sys.executable, "-c", RUN, str(store), env=env)
    try:
        yield terminal
    finally:
        terminal.close()


def test_it_starts_draws_and_leaves_the_terminal_as_it_was(made_store: Path, tmp_path: Path) -> None:
    with browser(made_store, tmp_path) as terminal:
        terminal.until("江苏省")
        assert "Places" in terminal.lines()[0]
        terminal.press("2")
        terminal.until("拼经济抓项目")
        terminal.press("q")
        assert terminal.end() == 0
        assert termios.tcgetattr(terminal.slave) == terminal.before
        assert b"\x1b[?1049l" in terminal.written  # back from the alternate screen
        assert b"\x1b[?25h" in terminal.written  # the cursor is shown again


def test_what_is_typed_in_one_burst_reaches_the_query(made_store: Path, tmp_path: Path) -> None:
    with browser(made_store, tmp_path) as terminal:
        terminal.until("江苏省")
        terminal.press("f口袋公园\r")
        terminal.until("Search · 口袋公园")
        terminal.press("\rq")
        assert terminal.end() == 0
    with browser(made_store, tmp_path) as terminal:
        terminal.until("口袋公园")  # the article that Enter opened, taken up again
        terminal.press("f低空经济qqq\r")
        terminal.until("Nothing found for 低空经济qqq.")
        assert terminal.process.poll() is None
        terminal.press("q")
        assert terminal.end() == 0


OUR_OWN = re.compile(
    rb"\x1b\[[0-9;:?<>=]*[A-Za-z]|\x1b\[[0-9;?]*\$p|\x1b[()][A-Z0-9]|\x1b[=>78]|\x1b_[^\x1b]*\x1b\\\\|\x1b\][0-9]+;[^\x07\x1b]*(?:\x07|\x1b\\\\)"
)
"""The sequences that a terminal program writes: moves, colours, modes."""


def test_no_escape_of_an_article_gets_out(hostile_store: Path, tmp_path: Path) -> None:
    with browser(hostile_store / "store", tmp_path) as terminal:
        terminal.until("江苏省")
        for key in (
            "pcz\r",
            "2",
            "]",
            "]",
            "r",
            "r",
            "r",
            "t",
            "3",
            "l",
            "l",
            "j",
            "\r",
            "\x1b",
            "A",
            "j",
            "\r",
            "T",
            "x",
        ):
            terminal.press(key)
            for _ in range(4):
                terminal.read()
        terminal.press("\x11")  # ctrl+q quits from anywhere
        terminal.end()
        out = terminal.written
    assert b"\x1b]52" not in out
    assert b"\x1b]8" not in out
    assert "\x9b".encode() not in out
    assert b"\x1b]0;" not in out
    for char in "\u202e\u200b\ufeff\u2028\u2029\u2060":
        assert char.encode() not in out, hex(ord(char))
    left = OUR_OWN.sub(b"", out)
    assert b"\x1b" not in left, left[max(0, left.find(b"\x1b") - 40) : left.find(b"\x1b") + 40]
    assert [c for c in acts(left.decode("utf-8", "ignore")) if c not in "\r\n"] == []
    assert any(text[:3] in out.decode("utf-8", "ignore") for text in HOSTILE if text[:3].isprintable())
