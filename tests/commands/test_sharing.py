"""`lichun share` and `lichun merge`: what they say, what they change, how they end."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.database import Library
from store.records import Figure
from tests.commands.conftest import Done

Call = Callable[..., Done]


@pytest.fixture
def desks(samples: Path, tmp_path: Path) -> Iterator[tuple[Path, Path, str]]:
    """Two stores of the samples, and a figure on which both worked: 王 made 48 of it, 李 49."""
    theirs = Path(shutil.copytree(samples, tmp_path / "theirs"))
    chosen = ""
    for place, who, value in ((theirs, "王", 48), (samples, "李", 49)):
        with Library.open(place) as library:
            library.person = who
            fact = next(f for f in library.facts(region="320400") if isinstance(f, Figure))
            library.word.correct("fact", fact.id, value=value)
            if who == "王":
                library.notebook.annotate("fact", fact.id, "问过统计局\x1b[31m")
                library.notebook.toggle("article", fact.article)
            chosen = fact.id
    yield theirs, samples, chosen


def test_share_and_merge_by_the_command_line(desks: tuple[Path, Path, str], tmp_path: Path, lichun: Call) -> None:
    theirs, mine, fact = desks
    file = tmp_path / "work.json"
    done = lichun("share", file, "--store", theirs)
    assert done.status == 0 and "1 correction, 1 note, 1 mark" in done.err and done.out == ""
    assert lichun("share", file, "--store", theirs).status == 2, "a file that exists stays"

    dry = lichun("merge", "--dry-run", file, "--store", mine)
    assert dry.status == 1 and "would take 1 note, 1 mark" in dry.err
    assert "value: 49 (李, 20" in dry.err and "48 (王, 20" in dry.err
    assert lichun("merge", file, "--json", "--store", mine).json["added"] == {"notes": 1, "marks": 1}
    assert lichun("show", fact, "--json", "--store", mine).json["value"] == 49

    assert lichun("merge", file, "--keep", fact[:8], "--store", mine).status == 0
    assert lichun("show", fact, "--json", "--store", mine).json["value"] == 49
    taken = lichun("merge", file, "--take", fact[:8], "--store", mine)
    assert taken.status == 0 and "took 1 correction" in taken.err
    assert lichun("show", fact, "--json", "--store", mine).json["value"] == 48
    again = lichun("merge", file, "--store", mine)
    assert again.status == 0 and "took nothing new; 3 stood already" in again.err
    assert "\x1b" not in again.err + taken.err + dry.err


def test_work_without_its_articles_waits_and_is_told(
    desks: tuple[Path, Path, str], tmp_path: Path, lichun: Call
) -> None:
    file, empty = tmp_path / "work.json", tmp_path / "empty"
    assert lichun("share", file, "--store", desks[0]).status == 0
    done = lichun("merge", file, "--store", empty)
    assert done.status == 0 and "wait for their articles" in done.err and "waits: 1 correction on “" in done.err
    assert lichun("export", "--marked", "--store", empty).status == 1


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (["share", "x.json", "--store", "{empty}"], 1, "lichun import"),
        (["share", "{tmp}/x.json", "--by", "nobody", "--store", "{store}"], 1, "work of nobody"),
        (["merge", "{tmp}/none.json", "--store", "{store}"], 1, "No such file"),
        (["merge", "{store}/user.json", "--store", "{store}"], 2, "lichun share FILE"),
        (["merge", "{store}/user.json", "--theirs", "--mine", "--store", "{store}"], 2, "exclude"),
        (["merge"], 2, "FILE"),
    ],
)
def test_statuses(
    args: list[str], status: int, said: str, desks: tuple[Path, Path, str], tmp_path: Path, lichun: Call
) -> None:
    done = lichun(*(a.format(store=desks[1], empty=tmp_path / "empty", tmp=tmp_path) for a in args))
    assert (done.status, said in done.err) == (status, True), done
