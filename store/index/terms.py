"""The terms of the full-text tables: text as overlapping pairs of characters, and fields as codes.

Comes in: text or the values of a field. Goes out: what the tables hold (`terms`, `code` …), and the expression that
asks for it (`phrase`). Text is folded first. Quotation marks and spaces beside hanzi are passed over, other punctuation
breaks a run; a run ends with its last character alone, so that every character begins a term and no phrase joins
across a break. Text and query go through the same functions: that is what makes any substring findable.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

Years = tuple[int, int]  # first and last, both within
# One class of signs at the start: the engine then leaps from one to the next, which takes an eighth of the time.
_PASSED = re.compile(
    r"[\"“”‘’'《》〈〉\u00ad\u200b-\u200f\u2060\ufeff \t,]"
    r"(?:(?<=[^ \t,])"
    r"|(?<=[^\x00-\x7f][ \t])[ \t]*|(?<=[ \t])[ \t]*(?=[^\x00-\x7f])"
    r"|(?<=\d,)(?=\d))"
)
_RUN = re.compile(r"(?:[^\W_]++|%|(?<=\d)\.(?=\d))++")
_BREAK = "\x1e"  # between texts that are brought to terms at once
_RUN_OR_BREAK = re.compile(f"{_RUN.pattern}|{_BREAK}")
_PARTED = re.compile("\0 \0.")  # a run's last sign, and the first one of the next
_UNCODED = re.compile(r"[^\w%.\-]")

UNKNOWN_DAY = 0
_MOST_DIGITS = 24
_FIRST = date(1800, 1, 1).toordinal()


def runs(text: str) -> list[str]:
    """The stretches of letters, digits and hanzi of the text, folded."""
    from store.language.fold import fold  # a listing folds nothing, and should not wait for its table

    return _RUN.findall(_PASSED.sub("", fold(text)))


def terms(text: str) -> str:
    """What a full-text column holds of the text."""
    return _pairs(runs(text))


def terms_of_each(texts: Iterable[str]) -> list[str]:
    """`terms` of many short texts, in a third of the time."""
    from store.language.fold import fold

    folded = fold(_BREAK.join(text.replace(_BREAK, " ") for text in texts))
    return [found.strip(" ") for found in _pairs(_RUN_OR_BREAK.findall(_PASSED.sub("", folded))).split(_BREAK)]


def terms_and_characters(text: str) -> tuple[str, str]:
    """`terms`, and each letter, digit and hanzi once: what answers for a single one, without an index of prefixes."""
    found = runs(text)
    return _pairs(found), " ".join(sorted(set("".join(found))))


def _pairs(found: list[str]) -> str:
    """`ab bc c de e` of the runs abc and de.

    All signs are laid beside their followers at once, the runs parted by a mark, whose pairs are then taken out: for
    an article an eighth of the time of adding them one by one.
    """
    signs = array("I", "\0".join([*found, ""]).encode("utf-32-le", "surrogatepass"))
    laid = array("I", [ord(" ")]) * (3 * len(signs) - 3)
    laid[0::3], laid[1::3] = signs[:-1], signs[1:]
    return _PARTED.sub("", laid.tobytes().decode("utf-32-le", "surrogatepass")).rstrip("\0 ")


def marked(mark: str, found: str) -> str:
    """Terms under a mark: 讲话, 李伟 伟 → 讲话_李伟 讲话_伟. What is asked for under it holds of one name."""
    return " ".join(f"{mark}_{term}" for term in found.split())


def phrase(text: str, column: str = "text", single: str | None = "chars", mark: str = "") -> str | None:
    """The FTS5 expression for rows that contain the text; None where it has no letter, digit or hanzi.

    A single character is asked of the column of characters, where the table has one.
    """
    found = runs(text)
    if not found:
        return None
    told, last = _pairs(found), found[-1]
    if len(last) > 1:
        told = told.removesuffix(f" {last[-1]}")  # what is asked for may go on
        return f'{{{column}}} : "{marked(mark, told) if mark else told}"'
    if single is None:
        return f'{{{column}}} : "{marked(mark, told) if mark else told}" *'
    alone = f'{{{single}}} : "{last}"'
    before = told[:-2]
    return f'({{{column}}} : "{before}" AND {alone})' if before else alone


@lru_cache(4096)
def code(letter: str, value: str) -> str:
    """One value of a field as a term of the column of codes."""
    if not value.isascii():
        from store.language.fold import fold

        value = fold(value)
    return letter + "_" + _UNCODED.sub("_", value.lower())


@lru_cache(4096)
def region_codes(region: str | None) -> tuple[str, ...]:
    """A division and all that it lies in, by their codes: 320118-东坝街道 → itself, 320118, 320100, 320000."""
    if region is None:
        return ()
    if region == "100000":
        return (region,)
    from store.regions.table import path

    # Not by digits: 重庆's districts lie in no 500100, 神农架 in no 429000.
    chain = tuple(r.code for r in reversed(path(region)) if r.level != "country")
    return chain or (region,)


@lru_cache(4096)
def day_number(edtf: str | None) -> int:
    """Days since 1800 of the first day that an EDTF date names; UNKNOWN_DAY where the year is not known."""
    if not edtf:
        return UNKNOWN_DAY
    parts = edtf.split("/")[0].rstrip("?~%").split("-")
    if not parts[0].isdigit() or len(parts[0]) != 4:
        return UNKNOWN_DAY
    month = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() and 1 <= int(parts[1]) <= 12 else 1
    day = int(parts[2][:2]) if len(parts) > 2 and parts[2][:2].isdigit() else 1
    try:
        return max(date(int(parts[0]), month, day).toordinal() - _FIRST, UNKNOWN_DAY)
    except ValueError:
        return UNKNOWN_DAY


FIRST_DATED = day_number("1900-01-01")  # rows of articles before it are for those without a date


def day_span(first: int, last: int) -> tuple[int, int]:
    """First day of a span of years, and first day after it."""
    return day_number(f"{max(first, 1800):04d}-01-01"), day_number(f"{min(max(last, 1800), 9998) + 1:04d}-01-01")


@lru_cache(4096)
def day_codes(letter: str, edtf: str | None) -> tuple[str, ...]:
    """Year, month and day of the first day that a date names, as codes; none where the year is not known."""
    day = day_of(day_number(edtf))
    if day is None or edtf is None:
        return ()
    month = f"{letter}_{day.year}{day.month:02d}"
    codes = (f"{letter}_{day.year}", month, f"{month}{day.day:02d}")
    return codes[: edtf.split("/")[0].count("-") + 1]


def range_codes(letter: str, first: date, last: date) -> list[str]:
    """The fewest years, months and days that make up the days from the first to the last, as codes."""
    codes, day = [], first
    while day <= last:
        year_end, month_end = date(day.year, 12, 31), _month_end(day)
        if (day.month, day.day) == (1, 1) and year_end <= last:
            codes.append(f"{letter}_{day.year}")
            day = year_end
        elif day.day == 1 and month_end <= last:
            codes.append(f"{letter}_{day.year}{day.month:02d}")
            day = month_end
        else:
            codes.append(f"{letter}_{day.year}{day.month:02d}{day.day:02d}")
        day += timedelta(days=1)
    return codes


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)


@lru_cache(4096)
def span_codes(letter: str, edtf: str | None) -> tuple[str, ...]:
    """The years of a span, and its months where it names months: 2023-01/2023-03 → 2023, 202301, 202302, 202303."""
    if not edtf:
        return ()
    ends = [day for part in edtf.split("/") if (day := day_of(day_number(part)))]
    if not ends:
        return ()
    first, last = ends[0], ends[-1]
    codes = [f"{letter}_{year:04d}" for year in range(first.year, min(last.year, first.year + 30) + 1)]
    if "-" in edtf:
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        codes += [f"{letter}_{m // 12:04d}{m % 12 + 1:02d}" for m in months[:24]]
    return tuple(codes)


def value_codes(value: float | None, value_max: float | None = None) -> list[str]:
    """The size of a number as codes: its digits (`v`), and with the first of them (`w`); of a range both ends."""
    found: dict[str, None] = {}
    for number in (value, value_max):
        if number is not None:
            digits = str(int(abs(number)))
            sign = "m" if number < 0 else ""
            found[f"v_{sign}{len(digits)}"] = None
            found[f"w_{sign}{len(digits)}_{digits[0]}"] = None
    return list(found)


def bound_codes(low: Decimal | None, high: Decimal | None) -> list[str]:
    """The codes of every size that has numbers between the ends; what they find is then compared number by number."""
    codes: list[str] = []
    for sign in ("", "m"):
        # Below zero the sizes mirror: from -high to -low.
        least = (low if sign == "" else None if high is None else -high) or Decimal(0)
        most = high if sign == "" else None if low is None else -low
        if most is not None and most < 0:
            continue
        least = max(least, Decimal(0))
        for digits in range(1, _MOST_DIGITS + 1):
            start = Decimal(0) if digits == 1 else Decimal(10) ** (digits - 1)
            end = Decimal(10) ** digits
            if end <= least or (most is not None and start > most):
                continue
            if start >= least and (most is None or end <= most):
                codes.append(f"v_{sign}{digits}")
                continue
            step = Decimal(10) ** (digits - 1)
            codes += [
                f"w_{sign}{digits}_{d}"
                for d in range(0 if digits == 1 else 1, 10)
                if (d + 1) * step > least and (most is None or d * step <= most)
            ]
    return codes


@lru_cache(4096)
def day_of(number: int) -> date | None:
    return date.fromordinal(number + _FIRST) if number > UNKNOWN_DAY else None


def year_of(edtf: str | None) -> int:
    """The year of an EDTF date; 0 where it is not known."""
    found = day_of(day_number(edtf))
    return found.year if found else 0
