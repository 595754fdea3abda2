"""What a correction changed: told by kind of change, the record itself left out."""

from __future__ import annotations

from tui.changes import Changes, changes


def record(id: str, **fields: object) -> dict[str, object]:
    return {"id": id, "date": "2023-01-28", "region": "320400", "name": "x", "trace": {"a": id}, **fields}


def test_what_was_dated_placed_changed_added_and_lost_is_counted_apart() -> None:
    before = {
        ("meeting", 1): record("m1"),
        ("meeting", 2): record("m2"),
        ("fact", 1): record("f1", horizon="2023"),
        ("fact", 2): record("f2"),
        ("fact", 3): record("f3"),
        ("fact", 4): record("f4"),
    }
    after = {
        ("meeting", 1): record("m1x", date="2022-01-28"),
        ("meeting", 2): record("m2"),
        ("fact", 1): record("f1x", horizon="2022"),
        ("fact", 2): record("f2", region="320500"),
        ("fact", 3): record("f3", name="y"),
        ("fact", 5): record("f5"),
    }
    found = changes(before, after)
    assert found == Changes(dated=(1, 1), placed=(0, 1), other=(0, 1), added=(0, 1), gone=(0, 1))
    assert found.told().startswith("1 meeting and 1 fact dated anew · 1 fact placed anew")


def test_a_new_id_or_trace_alone_is_no_change_and_the_corrected_record_is_left_out() -> None:
    before = {("fact", 1): record("f1"), ("fact", 2): record("f2")}
    after = {("fact", 1): record("g1"), ("fact", 2): record("f2", date="2020")}
    assert changes(before, after, but="f2") == Changes()
    assert changes(before, after, but="f2").told() == ""
