"""Reading: files, folders, archives, records, documents, standard input; one bad file never stops the rest."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import ReadError
from store.source.article import clean_article
from store.source.kind import binary, kind_of
from store.source.read import Limits, Raw, read
from tests.source.documents import pdf, word
from tests.source.pages import META, PROSE, TITLE

PAGE = "\n".join([TITLE, META, *PROSE])
HTML = f"<html><head><meta charset='gbk'></head><body><h1>{TITLE}</h1>{''.join(f'<p>{t}</p>' for t in PROSE)}</body></html>"


def got(paths: Iterable[Path | str], **options: object) -> list[str]:
    """Name of each article, or the message of each error, without the folder of the test."""
    out = []
    for item in read(paths, **options):  # type: ignore[arg-type]
        out.append(f"{item.name} {item.kind}" if isinstance(item, Raw) else f"! {item}")
    return out


def one(path: Path | str, **options: object) -> Raw:
    (item,) = read([path], **options)  # type: ignore[arg-type]
    assert isinstance(item, Raw), item
    return item


def failed(path: Path | str, **options: object) -> ReadError:
    (item,) = read([path], **options)  # type: ignore[arg-type]
    assert isinstance(item, ReadError)
    return item


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_folder_is_walked_in_sorted_order(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/2.html",
        "a/10.txt",
        ".hidden.txt",
        "x.jpg",
        "page.html",
        "page_files/frame.html",
        ".git/c.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HTML if name.endswith("html") else PAGE, encoding="utf-8")
    names = [line.removeprefix(str(tmp_path) + "/") for line in got([tmp_path])]
    assert names[:4] == ["b.txt text", "page.html html", "a/10.txt text", "a/2.html html"]
    assert names[4:] == [f"! {tmp_path}: 1 of its files are of kinds that lichun does not read (.jpg 1)"]


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    good, empty, picture = tmp_path / "1.txt", tmp_path / "2.txt", tmp_path / "3.txt"
    good.write_text(PAGE, encoding="utf-8")
    empty.write_bytes(b" \n")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    items = list(read([tmp_path / "nowhere.txt", empty, picture, good]))
    assert [type(item).__name__ for item in items] == ["ReadError", "ReadError", "ReadError", "Raw"]
    assert [str(item).rpartition("/")[2] for item in items[:3]] == [
        "nowhere.txt: no such file or folder",
        "2.txt: is empty",
        "3.txt: is not text but a picture",
    ]


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(PAGE, encoding="utf-8")

    def refuse(self: Path, *args: object, **kw: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    assert failed(path).reason == "no permission to read it"


def test_too_big(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)  # sparse: takes no room and must not be read
    assert str(failed(path)).endswith("is larger than 20 MB (200 MB); split it or raise the limit")
    path.write_bytes(PAGE.encode())
    assert failed(path, limits=Limits(file=100)).reason.startswith("is larger than")


@pytest.mark.parametrize("name", ["a\0b.txt", "/dev/null", ""])
def test_odd_paths(name: str, tmp_path: Path) -> None:
    items = list(read([name]))
    assert all(isinstance(item, ReadError) for item in items) or name == ""


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PAGE.encode(), "text"),
        (HTML.encode(), "html"),
        (b"\xef\xbb\xbf" + HTML.encode(), "html"),
        (b'{"title": "x", "text": "y"}', "json"),
        (b'{"text": "y"}\n{"text": "z"}', "jsonl"),
        ("【本报讯】全市召开大会".encode(), "text"),
        ("[图]全市召开大会".encode(), "text"),
        (b"%PDF-1.4", "pdf"),
        (zipped({"a.txt": b"x"}), "zip"),
    ],
)
def test_kind_by_content(data: bytes, kind: str) -> None:
    assert kind_of("unnamed", data) == kind


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_in_any_encoding_is_not_binary(encoding: str) -> None:
    assert binary("全市召開大會，部署全年工作。2023\n".encode(encoding) * 20) is None


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 40, b"\0" * 1000, b"\x1f\x8b\x08" + b"x" * 99, b"\x7fELF" + b"\1" * 99]
)
def test_binary(data: bytes) -> None:
    assert binary(data)


def test_the_charset_of_a_page_is_a_hint(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(HTML.encode("gbk"))
    raw = one(path)
    assert raw.encoding == "gbk"
    assert clean_article(raw).text == "\n".join(PROSE)


# Archives


def test_an_archive_is_read_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.zip"
    inner = zipped({"deep.txt": PAGE.encode()})
    path.write_bytes(
        zipped(
            {"2.txt": PAGE.encode(), "1/x.html": HTML.encode(), "y.jpg": b"x", "__MACOSX/z.txt": b"x", "in.zip": inner}
        )
    )
    before = set(tmp_path.rglob("*"))
    assert [line.removeprefix(str(path)) for line in got([path])] == [
        "/1/x.html html",
        "/2.txt text",
        "/in.zip/deep.txt text",
    ]
    assert set(tmp_path.rglob("*")) == before


def test_names_that_climb_out_are_only_names(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"../../etc/x.txt": PAGE.encode()}))
    assert one(path).name == f"{path}/../../etc/x.txt"


def test_old_archives_name_files_in_gbk(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = zipped({"AAAA.txt": PAGE.encode()})
    path.write_bytes(data.replace(b"AAAA.txt", "新闻.txt".encode("gbk")))
    assert one(path).name == f"{path}/新闻.txt"


def test_limits_of_archives(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"bomb.txt": b"0" * 3_000_000, "good.txt": PAGE.encode()}))
    bomb, good = read([path], limits=Limits(archive_ratio=100))
    assert isinstance(bomb, ReadError) and "packed more than 100 times" in bomb.reason
    assert isinstance(good, Raw)
    assert "larger than" in str(next(read([path], limits=Limits(file=1 << 20, archive_ratio=10**6))))
    assert "unpacks to more than" in str(list(read([path], limits=Limits(archive_total=10)))[-1])
    assert "holds more than 1 files" in str(failed(path, limits=Limits(archive_members=1)))
    nested = zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": PAGE.encode()})})})
    path.write_bytes(nested)
    assert "archives more than 2 deep" in str(failed(path))


@pytest.mark.parametrize("data", [b"PK\x03\x04 broken", zipped({"a.txt": PAGE.encode() * 20})[:-60]])
def test_broken_archives(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    assert "is not a readable zip archive" in failed(path).reason


def test_a_damaged_member_does_not_stop_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    data = bytearray(zipped({"1.txt": PAGE.encode(), "2.txt": PAGE.encode()}, zipfile.ZIP_STORED))
    at = data.index(TITLE.encode())
    data[at : at + 3] = b"???"
    path.write_bytes(data)
    bad, good = read([path])
    assert isinstance(bad, ReadError) and "cannot be unpacked" in bad.reason
    assert isinstance(good, Raw)


# Records


def test_jsonl_with_names_in_chinese(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [
        {"标题": TITLE, "正文": "\n".join(PROSE), "来源": "临江日报", "发布时间": "2023-01-29 10:22"},
        {"x": 1},
        {"text": PROSE[0]},
    ]
    path.write_text("\n".join([*(json.dumps(row, ensure_ascii=False) for row in rows), "{broken"]), encoding="utf-8")
    first, bad, third, broken = read([path])
    assert isinstance(first, Raw) and first.name == f"{path}#1"
    article = clean_article(first)
    assert (article.title, article.publisher, article.published) == (TITLE, "临江日报", "2023-01-29")
    assert article.text == "\n".join(PROSE)
    assert isinstance(bad, ReadError) and "no field with a text (it has x)" in bad.reason
    assert isinstance(third, Raw) and third.name.endswith("#3")
    assert isinstance(broken, ReadError) and "is not JSON" in broken.reason


def test_json_with_other_names_by_option(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"items": [{"hl": TITLE, "para": list(PROSE), "when": 1674958920}]}), encoding="utf-8")
    assert "no field with a text" in failed(path).reason
    raw = one(path, fields={"title": "hl", "text": "para", "published": "when"})
    article = clean_article(raw)
    assert (article.title, article.published, article.text) == (TITLE, "2023-01-29", "\n".join(PROSE))
    # The bytes that are kept can be read again without the option.
    assert clean_article(Raw(raw.name, raw.data, "json")).text == article.text


def test_a_record_with_markup_in_its_text() -> None:
    text = "".join(f"<p>{part}</p>" for part in PROSE)
    assert clean_article(Raw("a.json", b"", "json", fields={"text": text})).text == "\n".join(PROSE)


def test_a_source_that_is_an_address_is_the_address(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": PROSE[0], "source": "http://www.example.com/1.html"}), encoding="utf-8")
    fields = one(path).fields or {}
    assert fields["url"] == "http://www.example.com/1.html" and "publisher" not in fields


@pytest.mark.parametrize("data", ["[]", "{}", "null", "3", '"  "', "[" * 3000])
def test_json_without_records(tmp_path: Path, data: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(data, encoding="utf-8")
    assert isinstance(failed(path), ReadError)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["text", "title", "date", "data", "source", "x"]), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_any_json_is_records_or_errors(value: object) -> None:
    from store.source.record import records

    for _, _, said in records("a.json", io.BytesIO(json.dumps(value).encode()), limit=10**6, whole=True):
        assert isinstance(said, ReadError) or said["text"].strip()


# Documents


def test_word(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word([TITLE, "2023年1月29日", *PROSE], [("项目", "总投资"), ("清河新材料", "56亿元")]))
    article = clean_article(one(path))
    assert (article.title, article.published) == (TITLE, "2023-01-29")
    assert article.text.split("\n") == [*PROSE, "项目 总投资", "清河新材料 56亿元"]


def test_pdf_lines_become_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    width = 32
    rows = [row for text in PROSE for row in (text[at : at + width] for at in range(0, len(text), width))]
    path.write_bytes(pdf([[TITLE, *rows[:6], "- 1 -"], [*rows[6:], "- 2 -"]]))
    article = clean_article(one(path))
    assert article.title == TITLE
    assert "".join(article.text.split()) == "".join("".join(PROSE).split())
    assert all(line.endswith("。") for line in article.text.split("\n"))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", pdf([[]]), "holds no text"),
        ("a.pdf", b"%PDF-1.4 broken", "is not a readable PDF document"),
        ("a.docx", zipped({"word/document.xml": b"<x/>"}), "is not a readable Word document"),
    ],
)
def test_broken_documents(name: str, data: bytes, reason: str) -> None:
    kind = kind_of(name, data)
    assert kind in ("pdf", "docx")
    with pytest.raises(ReadError, match=reason):
        clean_article(Raw(name, data, kind))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.docx", b"ab", "is named .docx and is none"),
        ("a.pdf", b"<html><body>404</body></html>", "is named .pdf and is none"),
        ("a.XLSX", PAGE.encode(), "is named .xlsx and is none"),
        ("a.gz", b"ab", "is named .gz and is none"),
        ("a.zip", b"ab", "is not a readable zip archive"),
        ("a.json", b"\x1f\x8b\x08\x00", "is not text but a gzip archive"),
        ("a.html", zipped({"xl/workbook.xml": b"<x/>"}), "holds no file of a kind that lichun reads"),
        ("a.xlsx", zipped({"xl/workbook.xml": b"<x/>"}), "holds no file of a kind that lichun reads"),
    ],
)
def test_what_is_not_what_its_name_says(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.html").write_text(PAGE, encoding="utf-8")  # no tag in it: text under another name
    bad, good = read([tmp_path / name, tmp_path / "good.html"])
    assert isinstance(bad, ReadError) and reason in str(bad)
    assert isinstance(good, Raw) and good.kind == "text"


def test_documents_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("docx", "pypdf"):
        monkeypatch.setitem(sys.modules, module, None)
    for kind, data in (("docx", b"PK\x03\x04word/"), ("pdf", b"%PDF-1.4")):
        with pytest.raises(ReadError, match=r"pip install 'lichun\[documents\]'"):
            clean_article(Raw("a", data, kind))  # type: ignore[arg-type]


# Standard input


class _Input:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize(
    ("data", "want"),
    [
        (PAGE.encode(), ["- text"]),
        (b"", ["! -: is empty"]),
        (b"\xef\xbb\xbf\n", ["! -: is empty"]),
        (b'{"text": "x"}\n{"text": "y"}', ["-#1 json", "-#2 json"]),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, want: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", _Input(data))
    assert got(["-"]) == want
