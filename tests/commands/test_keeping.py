"""Commands that look after a store: backup, compact, doctor; and the card's differences."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from store.database import Library
from tests.commands.conftest import SEEDS, Done
from tests.store.made import article, figure, mention, put
from tui.commands.common import hanging
from tui.commands.progress import pace

Call = Callable[..., Done]


def test_a_backup_unpacked_is_the_store_again(samples: Path, tmp_path: Path, lichun: Call) -> None:
    with Library.open(samples) as library:
        library.notebook.toggle("article", library.articles()[0].id)
    file, back = tmp_path / "backup.zip", tmp_path / "back"
    assert lichun("backup", file, "--store", samples).status == 0
    with zipfile.ZipFile(file) as archive:
        assert not any("index" in name or name == "lock" for name in archive.namelist())
        archive.extractall(back)
    records = ("articles", "meetings", "facts", "marks", "corrections")
    here, there = (lichun("export", "--trace", "--store", store).json for store in (samples, back))
    assert [here[name] for name in records] == [there[name] for name in records]
    assert len(there["marks"]) == 1
    assert "1 replaced" not in lichun("import", *SEEDS.glob("*.txt"), "--store", back).err
    assert lichun("doctor", "--store", back).status == 0


def test_a_backup_overwrites_nothing_unasked(samples: Path, tmp_path: Path, lichun: Call) -> None:
    file = tmp_path / "mine.zip"
    file.write_bytes(b"mine")
    done = lichun("backup", file, "--store", samples)
    assert done.status == 2 and "--force" in done.err and file.read_bytes() == b"mine"
    assert lichun("backup", file, "--force", "--store", samples).status == 0 and zipfile.is_zipfile(file)
    assert sorted(f.name for f in tmp_path.iterdir() if f.is_file()) == ["mine.zip"], "no draft is left"


def test_a_backup_of_no_store_makes_none(tmp_path: Path, lichun: Call) -> None:
    done = lichun("backup", tmp_path / "b.zip", "--store", tmp_path / "none")
    assert done.status == 1 and list(tmp_path.iterdir()) == []


def test_a_torn_segment_is_told_by_backup_and_doctor_and_mended(samples: Path, tmp_path: Path, lichun: Call) -> None:
    segment = next((samples / "segments").glob("*.json"))
    data = segment.read_bytes()
    segment.write_bytes(data[:-400] + b"?" * 400)
    done = lichun("backup", tmp_path / "b.zip", "--store", samples)
    assert done.status == 1 and "doctor --mend" in done.err and zipfile.is_zipfile(tmp_path / "b.zip")
    found = lichun("doctor", "--store", samples, "--json")
    assert found.status == 1 and {f["level"] for f in found.json["found"]} >= {"damage"}
    assert lichun("doctor", "--mend", "--store", samples).status == 0
    assert lichun("doctor", "--whole", "--store", samples).status == 0
    assert lichun("meeting", "常州", "--store", samples).status == 0


@pytest.mark.parametrize("of", ["user.json", "segments/00000001.json"])
def test_a_copy_of_a_synced_folder_is_taken_in_as_the_doctor_says(
    samples: Path, tmp_path: Path, lichun: Call, monkeypatch: pytest.MonkeyPatch, of: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with Library.open(samples) as library:
        library.notebook.toggle("article", library.articles()[0].id)
    mine = samples if of == "user.json" else tmp_path / "mine"
    with Library.open(mine) as library:
        put(library, article("x"), mention("x"))
    copy = (mine / of).with_name(f"{Path(of).stem} (conflicted copy).json")
    copy.write_bytes((samples / of).read_bytes())
    if mine == samples:
        (mine / of).unlink()
        (mine / "user.json.bak").unlink(missing_ok=True)
    (told,) = (f for f in lichun("doctor", "--json", "--store", mine).json["found"] if f["path"] == str(copy))
    made, place, run, then = re.fullmatch(
        r"`mkdir -p (.+)`, copy it alone to (.+), run `lichun (.+)`, then (\w+) that file", told["mend"]
    ).groups()  # type: ignore[union-attr]
    Path(made).mkdir(parents=True)
    Path(place).write_bytes(copy.read_bytes())
    assert lichun(*run.split()).status == 0
    assert lichun(then, run.split()[-1], "--store", mine).status == 0
    with Library.open(mine) as library:
        assert len(library.notebook.marked()) == 1 if mine == samples else len(library.articles()) == 6


def test_compact_merges_segments_and_keeps_all(tmp_path: Path, lichun: Call) -> None:
    store = tmp_path / "store"
    for seed in sorted(SEEDS.glob("*.txt"))[2:]:
        assert lichun("import", seed, "--store", store).status == 0
    before = lichun("export", "--format", "jsonl", "--store", store).out
    done = lichun("compact", "--store", store, "--json").json
    assert (done["before"], done["after"]) == (3, 1)
    assert lichun("export", "--format", "jsonl", "--store", store).out == before


def test_doctor_says_where_things_are(samples: Path, lichun: Call) -> None:
    told = lichun("doctor", "--store", samples, "--json").json
    assert told["found"] == [] and told["surroundings"]["store"] == str(samples)
    assert "config.toml" in told["surroundings"]["settings"] and "keys.toml" in told["surroundings"]["keys"]


def test_a_card_tells_where_its_sources_differ(tmp_path: Path, lichun: Call) -> None:
    store = tmp_path / "store"
    with Library.open(store) as library:
        put(
            library,
            *(article(a, f"全市高质量发展大会召开。签约项目{n}个。", publisher=p) for a, n, p in _TOLD),
            *(mention(a) for a, _, _ in _TOLD),
            *(
                figure(f"f{a}", a, measure="签约项目", value=n, unit="个", literal=f"{n}个", meeting=f"m-{a}-{_NAME}")
                for a, n, _ in _TOLD
            ),
            figure("t1", "a1", measure="总投资", literal="902.7亿元", meeting=f"m-a1-{_NAME}"),
            figure("t2", "a2", measure="总投资", literal="902.7亿元", meeting=f"m-a2-{_NAME}"),
        )
    out = lichun("meeting", "常州", "--store", store).out
    (number,) = (line for line in out.splitlines() if line.endswith("≠"))
    assert "15个" in number and "16个" in number and "×2" in number
    assert "常州日报: 15个" in out and "新华日报: 16个" in out
    assert "总投资  902.7亿元  ×2\n" in out, "one statement is one line, however many articles repeat it"
    assert len(lichun("meeting", "常州", "--store", store, "--json").json["differences"]) == 1


_NAME = "全市高质量发展大会"
_TOLD = (("a1", 15, "常州日报"), ("a2", 16, "新华日报"))


@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_long_line_hangs_and_fits(width: int) -> None:
    from rich.cells import cell_len

    text = "  “坚决克服‘满不在乎’的漠然心态,锻造‘平常时候看得出来、关键时刻站得出来’的干部队伍。”  2023年 902.7亿元"
    told = list(hanging(text, width))
    assert all(cell_len(line) <= width for line in told)
    assert told[0].startswith("  “") and all(line.startswith("    ") for line in told[1:])
    assert "".join("".join(told).split()) == "".join(text.split()), "nothing is lost"


@pytest.mark.parametrize(
    ("done", "total", "seconds", "said"),
    [
        (0, None, 0.1, "0 articles"),
        (300, 1200, 10, "300 of 1,200 articles  30/s  0:30 left"),
        (5, 10, 10, "5 of 10 articles  0.5/s  0:10 left"),
        (1000, 1_000_000, 10, "1,000 of 1,000,000 articles  100/s  2:46:30 left"),
        (12, 10, 10, "12 of 10 articles  1.2/s"),
        (50, None, 10, "50 articles  5/s"),
    ],
)
def test_progress_tells_rate_and_time_left(done: int, total: int | None, seconds: float, said: str) -> None:
    assert pace("articles", done, total, seconds) == said
