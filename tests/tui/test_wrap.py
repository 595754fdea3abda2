"""Breaking lines: what every paragraph of Chinese must keep, at any width."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.width import fit, width_of
from tui.widgets.wrap import NOT_FIRST, NOT_LAST, wrap

HAN = "地区生产总值增长固定资产投资突破一批重大项目集中开工建设"
TEXT = st.text(st.sampled_from(HAN + "，。、；：？！“”‘’（）《》【】—…·ABab 0123456789.%元亿年月日🏭́"), max_size=120)
WIDTHS = st.integers(2, 60)


def lines(text: str, width: int) -> list[str]:
    return [text[a:b] for a, b in wrap(text, width)]


@given(TEXT, WIDTHS)
def test_nothing_is_lost_but_blanks_between_lines(text: str, width: int) -> None:
    found = wrap(text, width)
    at = 0
    for start, end in found:
        assert text[at:start].strip(" ") == ""
        assert start <= end
        at = end
    assert text[at:].strip(" ") == ""


@given(TEXT, WIDTHS)
def test_no_line_is_wider_than_it_may_be(text: str, width: int) -> None:
    assert all(width_of(line) <= width for line in lines(text, width))


@given(st.text(st.sampled_from(HAN + "，。、；：”）》"), max_size=200), st.integers(12, 60))
def test_no_line_begins_with_a_sign_that_closes(text: str, width: int) -> None:
    for before, line in zip(lines(text, width), lines(text, width)[1:], strict=False):
        # A run of closing signs as wide as the line leaves no other choice.
        if not all(c in NOT_FIRST for c in before):
            assert line[0] not in NOT_FIRST


@given(st.text(st.sampled_from(HAN + "“‘（《【"), max_size=200), st.integers(12, 60))
def test_no_line_ends_with_a_sign_that_opens(text: str, width: int) -> None:
    for line in lines(text, width)[:-1]:
        if not all(c in NOT_LAST for c in line):
            assert line[-1] not in NOT_LAST


def test_numbers_stay_with_their_units() -> None:
    for unit in ("5.5%", "2023年", "902.7亿元", "1,500亿元", "12月", "Unicode", "120个", "——", "……"):
        for lead in range(10):
            text = "地" * lead + unit + "区" * 12
            assert any(unit in line for line in lines(text, 12)), (unit, lead)


def test_a_word_wider_than_the_line_is_broken() -> None:
    assert lines("https" * 8, 10) == ["httpshttps"] * 4


def test_an_empty_paragraph_is_one_empty_line() -> None:
    assert wrap("", 20) == [(0, 0)]


@given(TEXT, st.integers(0, 40))
def test_fit_is_exact(text: str, width: int) -> None:
    assert width_of(fit(text, width)) == width
