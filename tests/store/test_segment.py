"""A segment is an ordinary TinyDB file, written whole or not at all, and knows its own bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tinydb import TinyDB

from store.disk import segment
from store.errors import StoreDamaged, StoreFull, StoreTooNew

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(),
    lambda v: st.lists(v, max_size=3),
    max_leaves=5,
)
DOCUMENTS = st.dictionaries(st.integers(1, 10**9), st.dictionaries(st.text(), VALUES, max_size=4), max_size=5)
TABLES = st.dictionaries(st.text(min_size=1).filter(lambda n: n != segment.META), DOCUMENTS, max_size=3)


@given(TABLES)
def test_what_is_written_is_read(tables: dict[str, dict[int, dict[str, object]]]) -> None:
    data = segment.encode(tables)
    read = list(segment.scan(Path("x.json"), data))
    assert [(p.table, p.doc, d) for p, d in read] == [(t, n, d) for t, docs in tables.items() for n, d in docs.items()]
    for place, document in read:
        assert segment.loads(Path("x.json"), data[place.offset : place.offset + place.length]) == document


def test_plain_tinydb_opens_it(tmp_path: Path) -> None:
    file = tmp_path / "00000001.json"
    segment.replace(file, segment.encode({"articles": {7: {"id": "a", "text": "第一行\n第二行"}}}))
    with TinyDB(file, access_mode="r", encoding="utf-8") as plain:
        assert plain.tables() == {"meta", "articles"}
        found = plain.table("articles").all()
        assert found == [{"id": "a", "text": "第一行\n第二行"}] and found[0].doc_id == 7


@given(TABLES, st.data())
def test_a_changed_byte_is_noticed(tables: dict[str, dict[int, dict[str, object]]], draw: st.DataObject) -> None:
    data = bytearray(segment.encode(tables))
    at = draw.draw(st.integers(data.index(b"\n") + 1, len(data) - 1))
    data[at] ^= 1 << draw.draw(st.integers(0, 7))
    file = Path(os.environ.get("TMPDIR", "/tmp")) / f"lichun-test-{os.getpid()}.json"
    file.write_bytes(data)
    try:
        with pytest.raises(StoreDamaged, match="not those that were written"):
            segment.verify(file)
    finally:
        file.unlink()


@pytest.mark.parametrize("keep", [0, 1, 40, 120, -2, -4])
def test_a_torn_file_is_damaged(tmp_path: Path, keep: int) -> None:
    file = tmp_path / "00000001.json"
    data = segment.encode({"articles": {1: {"id": "a"}, 2: {"id": "b"}}})
    file.write_bytes(data[:keep])
    with pytest.raises(StoreDamaged, match=str(file)):
        list(segment.scan(file, file.read_bytes()))


def test_a_newer_format_is_told(tmp_path: Path) -> None:
    file = tmp_path / "00000001.json"
    file.write_bytes(segment.encode({}).replace(b'"format":1', b'"format":99'))
    with pytest.raises(StoreTooNew, match="format 99"):
        segment.header(file)


def test_no_room_leaves_what_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "user.json"
    segment.replace(file, b"before")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(StoreFull, match=str(file)):
        segment.replace(file, b"after")
    monkeypatch.undo()
    assert file.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == ["user.json"]
