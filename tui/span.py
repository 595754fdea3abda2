"""A year or a span of years, as a person types it: on the screen (`Y`) and behind `--year`.

In comes text, out goes the first and the last year, or None for all. Nothing else than years is read here: queries have
days of their own (`date:2023-01..2023-03`).
"""

from __future__ import annotations

EARLIEST, LATEST = 1900, 2200


def read_years(text: str) -> tuple[int, int] | None:
    """`2023`, `2021-2023`, `2021..2023`, `2021—2023`, in either width; None for nothing. Raises ValueError."""
    from store.language.fold import plain

    numbers = plain(text).replace("年", "").strip()
    for between in ("..", "—", "–", "至", "~"):
        numbers = numbers.replace(between, "-")
    if not numbers:
        return None
    first, _, last = numbers.partition("-")
    span = int(first), int(last or first)
    if not all(EARLIEST <= year <= LATEST for year in span):
        raise ValueError(text)
    return min(span), max(span)
