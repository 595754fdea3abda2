"""One line of progress on stderr: how many, how fast, how long still. Nothing where stderr is no terminal."""

from __future__ import annotations

import sys
from time import monotonic

from tui.sanitize import to_screen

AT_ONCE = 0.3  # seconds that something may take before a line about it appears


class ProgressLine:
    """A context: the line is gone when it ends, so that a report stands on a clean line."""

    def __init__(self, what: str, total: int | None = None, *, shown: bool = True) -> None:
        self.what, self.total = what, total
        self._terminal, self._since, self._drawn = shown and sys.stderr.isatty(), monotonic(), False

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def of(self, done: int, total: int) -> None:
        """How far, where only the work itself knows how much there is."""
        self.total = total
        self.show(done)

    def show(self, done: int, note: str = "") -> None:
        took = monotonic() - self._since
        if self._terminal and took > AT_ONCE:
            self._drawn = True
            said = "  ".join(part for part in (pace(self.what, done, self.total, took), to_screen(note)[:24]) if part)
            sys.stderr.write(f"\r\x1b[K{said}")
            sys.stderr.flush()


def pace(what: str, done: int, total: int | None, seconds: float) -> str:
    """`300 of 1,200 articles  42/s  0:21 left`; what is not known yet is left out."""
    parts = [f"{done:,}{f' of {total:,}' if total else ''} {what}"]
    rate = done / seconds if seconds > AT_ONCE else 0.0
    if rate:
        parts.append(f"{rate:,.0f}/s" if rate >= 2 else f"{rate:.1f}/s")
    if rate and total and total > done:
        left = round((total - done) / rate)
        hours = f"{left // 3600}:{left // 60 % 60:02d}" if left >= 3600 else f"{left // 60}"
        parts.append(f"{hours}:{left % 60:02d} left")
    return "  ".join(parts)
