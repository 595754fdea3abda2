"""Bytes to text: every encoding by its evidence, a hint that is only a hint, and errors that say what and where."""

from __future__ import annotations

import codecs
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import DecodeError, ReadError, WrongUse
from store.source.decode import decode
from tests.benchmarks.decode import MUST, SAMPLES, samples
from tests.source.prose import plain

PROSE = "区委书记盛艳主持会议并讲话。她强调,要深入学习贯彻党的二十大精神,奋力实现产业强区、项目攻坚新突破。"
TRADITIONAL = "區委書記主持會議並講話,強調要深入學習,奮力實現產業強區、項目攻堅新突破。"


def text_of(data: bytes, **hints: str) -> str:
    return decode(data, name="page.txt", **hints).text


def test_400_samples_come_out_as_they_went_in() -> None:
    drawn = list(samples(SAMPLES, seed=3))
    right = sum(text_of(data) == text for _, text, data in drawn)
    assert 100 * right / len(drawn) >= MUST


@given(plain, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]))
@settings(deadline=None, max_examples=60)
def test_prose_is_decoded_whatever_it_says(text: str, encoding: str) -> None:
    assert text_of(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_byte_order_mark_decides_and_goes(mark: bytes, encoding: str) -> None:
    assert text_of(mark + PROSE.encode(encoding)) == PROSE


@pytest.mark.parametrize("declared", [None, "utf-8", "gbk", "big5", "iso-8859-1", "no such thing"])
def test_a_declared_charset_is_only_a_hint(declared: str | None) -> None:
    assert decode(PROSE.encode("gbk"), name="p", declared=declared).text == PROSE
    assert decode(TRADITIONAL.encode("big5"), name="p", declared=declared).text == TRADITIONAL


def test_markup_in_front_does_not_hide_the_evidence() -> None:
    page = "<html><head>" + "<script>var seen = true;</script>\n" * 900 + f"<p>{TRADITIONAL}</p>"
    assert text_of(page.encode("big5")) == page


@pytest.mark.parametrize("word", ["一些", "联通", "江苏", "会议"])
def test_two_characters_of_gbk_are_enough(word: str) -> None:
    assert text_of(word.encode("gbk")) == word


@pytest.mark.parametrize("text", ["", "plain", "café © 2023", "Россия", "100\t200\r\n", "\n"])
def test_other_texts_in_utf8_stay_what_they_are(text: str) -> None:
    assert text_of(text.encode()) == text


def test_a_name_given_by_hand_overrides() -> None:
    assert decode("naïve".encode("latin-1"), name="p", encoding="latin-1").text == "naïve"
    with pytest.raises(DecodeError) as caught:
        decode(PROSE.encode("gbk"), name="p.txt", encoding="utf-8")
    assert "p.txt: not utf-8 (first bad byte at 0)" in str(caught.value)
    with pytest.raises(WrongUse, match="no encoding is called 'utf-9'"):
        decode(b"", name="p", encoding="utf-9")


def test_a_few_bad_bytes_stay_visible() -> None:
    data = (PROSE * 20).encode()
    broken = data + b"\xff" + data
    assert text_of(broken).count("\ufffd") == 1
    assert text_of(data[:-1]).endswith("\ufffd")
    gbk = (PROSE * 20).encode("gbk")
    assert text_of(gbk[:-1])[:100] == (PROSE * 20)[:100]


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06\x00\x00\x00"
        + bytes(range(256)) * 8,
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(range(255, -1, -1)) * 8,
        b"\x7fELF\x02\x01\x01\x00" + b"\x00\x01\x02\x03\x90\xff" * 200,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    ],
    ids=["picture", "archive", "program", "old document"],
)
def test_what_is_no_text_is_refused_with_its_name(data: bytes) -> None:
    with pytest.raises(DecodeError) as caught:
        decode(data, name="dir/file.bin")
    assert str(caught.value).startswith("dir/file.bin: not ")
    assert "--encoding" in str(caught.value)


def test_lines_may_end_with_a_vertical_tab_and_other_controls_are_named() -> None:
    assert text_of("临江县\v召开推进会\v\v\v\v".encode()) == "临江县\v召开推进会\v\v\v\v"
    with pytest.raises(ReadError, match=r"p: is not text but binary data \(9 control"):
        decode("临江县召开推进会".encode() + b"\x01" * 9, name="p")


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=150)
def test_any_bytes_give_text_or_a_decode_error(data: bytes) -> None:
    try:
        text = text_of(data)
    except (DecodeError, ReadError):
        return
    controls = sum(category(c) == "Cc" and c not in "\t\n\r\f\x1b\x85" and c < "\x80" for c in text)
    assert controls <= max(2, len(text) * 0.02)
