"""The doctor over torn packs of sources and copies of a synced folder: all is told, nothing ends it, nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.database import Library
from store.disk import sources
from store.importer import import_paths
from store.refresh import refresh
from tests.store.made import article, put


@pytest.fixture
def packed(place: Path, tmp_path: Path) -> Path:
    """The first of two packs of a store: that of the articles `a.txt` and `b.txt` beside the store."""
    for n in "abc":
        text = f"临江县召开推进会{n}\n2023-02-07 来源:临江日报\n\n2月6日,临江县召开推进会{n}。"
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
    with Library.open(place) as library:
        import_paths(library, [tmp_path / "a.txt", tmp_path / "b.txt"])
        import_paths(library, [tmp_path / "c.txt"])
    return sources.pack(place, 1)


# The bit of the pack that changes: in the last part that begins so, at which byte.
FLIPPED = {
    "a password": (b"PK\1\2", 8, 1),
    "a method": (b"PK\1\2", 10, 2),
    "a version": (b"PK\1\2", 6, 128),
    "no end": (b"PK\3\4", 29, 128),
    "a place": (b"PK\5\6", 18, 1),
}


@pytest.mark.parametrize("how", FLIPPED)
def test_one_bit_of_a_pack_ends_nothing(place: Path, packed: Path, tmp_path: Path, how: str) -> None:
    data, (part, at, bit) = bytearray(packed.read_bytes()), FLIPPED[how]
    data[data.rindex(part) + at] ^= bit
    packed.write_bytes(data)
    with Library.open(place) as library:
        library.rebuild()  # which lists what the packs hold
        (torn, *_) = library.doctor()
        assert torn.level == "damage" and "a pack of sources is torn" in torn.what
        assert all(str(packed) in told or "not kept" in told for told in refresh(library).failed)
        library.compact()
        assert packed.read_bytes() == data
        library.doctor(mend=True)
        assert not packed.exists()
        import_paths(library, [tmp_path / "a.txt", tmp_path / "b.txt"])
        assert refresh(library).failed == library.doctor(whole=True) == []


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_a_pack_cut_short_is_left_by_compact_and_told_as_lost(
    place: Path, packed: Path, tmp_path: Path, kept: int
) -> None:
    data = packed.read_bytes()
    data = data[: (60, data.rindex(b"PK\3\4") + 60, data.index(b"PK\1\2"))[kept]]
    packed.write_bytes(data)
    with Library.open(place) as library:
        before = sources.packs(place)
        library.compact()
        assert sources.packs(place) == before and packed.read_bytes() == data
        (told, *_) = library.doctor(mend=True)
        assert told.what.endswith(
            f"{kept} could be read, {f'{2 - kept} could not' if kept < 2 else 'no other is known of'}"
        )
        assert told.mend.startswith(f"{kept} were kept; ") and len(sources.packs(place)) == 1 + bool(kept)
        lost = [f"{2 - kept} articles have no source kept"][: 2 - kept]
        for _ in range(2):
            assert [f.what for f in library.doctor()] == lost


def test_a_list_that_leaves_out_a_source_drops_none(place: Path, packed: Path, tmp_path: Path) -> None:
    data = bytearray(packed.read_bytes())
    data[data.index(b"PK\1\2") + 30] ^= 78  # a remark as long as the second entry
    packed.write_bytes(data)
    with Library.open(place) as library:
        library.rebuild()
        library.compact()
        assert packed.read_bytes() == data
        library.doctor(mend=True)
        assert library.doctor(whole=True) == []


def test_what_was_laid_aside_before_stays(library: Library, place: Path) -> None:
    put(library, article("a"))
    for torn in ('{"marks":', '{"notes":', '{"marks":'):
        library.notebook.toggle("article", "a")
        library.flush()
        (place / "user.json.bak").write_bytes((place / "user.json").read_bytes())
        (place / "user.json").write_text(torn)
        library.doctor(mend=True)
    aside = {file.name: file.read_text() for file in (place / "damaged").iterdir()}
    assert aside == {"user.json": '{"marks":', "user-2.json": '{"notes":'}


def test_a_copy_of_what_a_person_said_is_told_where_the_original_is_gone(library: Library, place: Path) -> None:
    put(library, article("a"))
    (place / "user (conflicted copy).json").write_text("{}")
    assert [(f.level, f.path.name) for f in library.doctor()] == [("warning", "user (conflicted copy).json")]
