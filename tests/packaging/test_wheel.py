"""A wheel built from the repository, installed alone in an empty environment, does its job."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
NEEDED = (
    "store/_seeds/000_68726ab908033a18.txt",
    "store/data/regions.tsv",
    "store/data/fold.txt",
    "store/py.typed",
    "tui/style.tcss",
    "tui/i18n/en.toml",
    "tui/i18n/zh.toml",
)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT],
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("env")
    subprocess.run([sys.executable, "-m", "venv", place], check=True)
    subprocess.run(
        [place / "bin" / "pip", "install", "-q", "-c", ROOT / "constraints.txt", wheel], check=True, capture_output=True
    )
    return place / "bin"


def test_it_carries_data_styles_catalogues_and_seeds(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        held = set(file.namelist())
    assert [name for name in NEEDED if name not in held] == []
    assert [name for name in held if name.split("/")[0] not in ("store", "tui", "lichun-0.1.0.dist-info")] == []
    for folder in ("data", "_seeds"):
        source = ROOT / ("seeds" if folder == "_seeds" else "store/data")
        missing = [f.name for f in source.iterdir() if f.is_file() and f"store/{folder}/{f.name}" not in held]
        assert missing == []


def test_installed_alone_it_imports_looks_up_and_exports(installed: Path, tmp_path: Path) -> None:
    store = {**os.environ, "LICHUN_STORE": str(tmp_path / "store"), "HOME": str(tmp_path), "PYTHONPATH": ""}

    def lichun(*args: str) -> str:
        done = subprocess.run(
            [installed / "lichun", *args], cwd=tmp_path, env=store, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert lichun("--version").startswith("lichun")
    lichun("import", *map(str, sorted((ROOT / "seeds").glob("*.txt"))))
    assert "常州" in lichun("meeting", "常州")
    assert len(json.loads(lichun("export", "--format", "json"))["articles"]) == 5


def test_installed_alone_it_finds_its_seeds(installed: Path, tmp_path: Path) -> None:
    code = "from store.samples import seeds\nprint(len(list(seeds().glob('*.txt'))))"
    done = subprocess.run([installed / "python", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "5"


def test_in_a_checkout_the_seeds_stand_beside_the_package() -> None:
    from store.samples import seeds

    assert seeds() == ROOT / "seeds"
