"""A library's tables behave as TinyDB documents them: each test is one of its usage pages, told twice.

What is done to a stock TinyDB is done to a library; both must answer alike, and the library again after it is reopened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import delete, increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from store.database import Library

User = Query()


@pytest.fixture
def both(place: Path) -> Iterator[tuple[Table, Table]]:
    stock = TinyDB(storage=MemoryStorage)
    with Library.open(place) as library:
        yield stock.table("users"), library.table("users")


def filled(table: Table) -> Table:
    table.insert_multiple(
        {"name": name, "age": age, "tags": ["a"]} for name, age in (("王", 22), ("李", 37), ("张", 22))
    )
    return table


def contents(table: Table) -> list[dict[str, Any]]:
    return [dict(document) for document in table]


ASKED: dict[str, Callable[[Table], Any]] = {
    "all": lambda t: t.all(),
    "search": lambda t: t.search(User.age == 22),
    "search where": lambda t: t.search(where("name") == "李"),
    "search nested": lambda t: t.search(User.tags.any(["a"]) & ~(User.name == "王")),
    "search test": lambda t: t.search(User.age.test(lambda age: age > 30)),
    "search fragment": lambda t: t.search(User.fragment({"age": 22})),
    "search missing field": lambda t: t.search(User.nothing.exists()),
    "get": lambda t: t.get(User.name == "张"),
    "get nothing": lambda t: t.get(User.name == "赵"),
    "get unknown id": lambda t: t.get(doc_id=999_999),
    "contains": lambda t: (t.contains(User.name == "王"), t.contains(User.name == "赵"), t.contains(doc_id=999_999)),
    "count": lambda t: t.count(User.age == 22),
    "len": len,
}
CHANGED: dict[str, Callable[[Table], Any]] = {
    "insert": lambda t: t.insert({"name": "赵"}),
    "insert Document subclass of Mapping": lambda t: t.insert_multiple([{"name": "钱"}, {"name": "孙"}]),
    "update all": lambda t: t.update({"age": 1}),
    "update some": lambda t: t.update({"age": 23}, User.name == "王"),
    "update with an operation": lambda t: t.update(increment("age"), User.age == 22),
    "update with delete": lambda t: t.update(delete("tags"), User.name == "李"),
    "update with a function": lambda t: t.update(lambda d: d.update(seen=True), User.age > 30),
    "update none": lambda t: t.update({"age": 0}, User.name == "赵"),
    "update several": lambda t: t.update_multiple(
        [({"age": 5}, User.name == "王"), (delete("age"), User.name == "李")]
    ),
    "upsert there": lambda t: t.upsert({"name": "王", "age": 40}, User.name == "王"),
    "upsert new": lambda t: t.upsert({"name": "周", "age": 50}, User.name == "周"),
    "remove some": lambda t: t.remove(User.age == 22),
    "remove none": lambda t: t.remove(User.name == "赵"),
    "remove unknown id": lambda t: t.remove(doc_ids=[999_999]),
    "truncate": lambda t: t.truncate(),
    "remove, then insert": lambda t: [t.remove(User.name == "王"), t.insert({"name": "王"})],
}


@pytest.mark.parametrize("how", ASKED)
def test_asking(both: tuple[Table, Table], how: str) -> None:
    stock, ours = map(filled, both)
    assert ASKED[how](ours) == ASKED[how](stock)


@pytest.mark.parametrize("how", CHANGED)
def test_changing(both: tuple[Table, Table], how: str, place: Path) -> None:
    stock, ours = map(filled, both)
    theirs, mine = CHANGED[how](stock), CHANGED[how](ours)
    if isinstance(theirs, list):
        assert len(mine) == len(theirs)
    assert contents(ours) == contents(stock)
    assert len(ours) == len(stock)
    with Library.open(place) as again:
        assert contents(again.table("users")) == contents(stock)
        assert again.doctor(whole=True) == []


def test_numbers_are_kept_and_never_used_twice(both: tuple[Table, Table]) -> None:
    table = filled(both[1])
    first = [document.doc_id for document in table]
    assert sorted(set(first)) == first
    assert [table.get(doc_id=n)["name"] for n in first] == ["王", "李", "张"]  # type: ignore[index]
    table.remove(doc_ids=[first[2]])
    assert table.insert({"name": "张"}) > first[2]
    assert [d.doc_id for d in table.get(doc_ids=first)] == first[:2]


def test_a_chosen_number_is_kept(both: tuple[Table, Table]) -> None:
    for table in both:
        assert table.insert(Document({"name": "王"}, doc_id=12)) == 12
        with pytest.raises(ValueError, match="already exists"):
            table.insert(Document({"name": "李"}, doc_id=12))
        with pytest.raises(ValueError, match="not a Mapping"):
            table.insert(["no", "mapping"])  # type: ignore[arg-type]
    assert contents(both[0]) == contents(both[1])


def test_an_updater_that_fails_changes_nothing(both: tuple[Table, Table]) -> None:
    for table in map(filled, both):
        before = contents(table)

        def fails(document: MutableMapping[Any, Any]) -> None:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            table.update(fails)
        assert contents(table) == before


def test_a_table_may_be_changed_while_it_is_walked(library: Library) -> None:
    table = filled(library.table("users"))
    for document in table:
        table.update({"age": document["age"] + 1}, doc_ids=[document.doc_id])
    assert [d["age"] for d in table] == [23, 38, 23]


def test_tables(place: Path) -> None:
    with Library.open(place) as library:
        assert library.tables() == set()
        library.insert({"in": "the default table"})
        filled(library.table("users"))
        assert library.tables() == {"_default", "users"} and len(library) == 1
        library.drop_table("users")
        assert library.tables() == {"_default"} and len(library.table("users")) == 0
        library.drop_tables()
        assert library.tables() == set()
    with Library.open(place) as again:
        assert again.tables() == set()


def test_every_segment_is_a_tinydb_file(library: Library, place: Path) -> None:
    filled(library.table("users"))
    library.table("users").update({"age": 1}, User.name == "王")
    files = sorted((place / "segments").iterdir())
    assert len(files) == 2
    with TinyDB(files[0], access_mode="r", encoding="utf-8") as plain:
        assert [d["name"] for d in plain.table("users")] == ["王", "李", "张"]
