"""The source archive holds what a wheel is built from, and the wheel runs on the newest Python at hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from shutil import which

import pytest

from tests.packaging.test_wheel import ROOT

NEWER = ("3.14", "3.13", "3.12")


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sdist")
    _build("--sdist", out, ROOT)
    return next(out.glob("*.tar.gz"))


def _build(what: str, out: Path, source: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", what, "--no-isolation", "--outdir", out, source],
        check=True,
        capture_output=True,
    )


def test_a_wheel_from_the_source_archive_is_that_from_the_tree(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    unpacked = next(tmp_path.iterdir())
    for needed in ("seeds/README.md", "docs/rules.md", "README.md", "CHANGELOG.md", "LICENSE", "Makefile"):
        assert (unpacked / needed).is_file(), needed
    _build("--wheel", tmp_path / "out", unpacked)
    names = [set(zipfile.ZipFile(file).namelist()) for file in (wheel, next((tmp_path / "out").glob("*.whl")))]
    assert names[0] ^ names[1] == set()


def _python(version: str) -> str | None:
    """An interpreter of that version: on the path, or among those of pyenv."""
    kept = sorted(Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(f"versions/{version}.*/bin/python"))
    # pyenv puts a stand-in on the path for every version; it answers only for those that are chosen.
    candidates = [*map(str, reversed(kept)), *filter(None, [which(f"python{version}")])]
    for one in candidates:
        done = subprocess.run([one, "-c", "import venv, ensurepip"], capture_output=True)
        if done.returncode == 0:
            return one
    return None


def test_it_runs_on_the_newest_python_at_hand(wheel: Path, tmp_path: Path) -> None:
    python = next((found for version in NEWER if (found := _python(version))), None)
    if python is None:
        pytest.skip(f"no Python {' or '.join(NEWER)} with venv on this machine")
    subprocess.run([python, "-m", "venv", tmp_path / "env"], check=True)
    here = tmp_path / "env" / "bin"
    subprocess.run(
        [here / "pip", "install", "-q", "-c", ROOT / "constraints.txt", wheel], check=True, capture_output=True
    )
    env = {**os.environ, "LICHUN_STORE": str(tmp_path / "store"), "HOME": str(tmp_path), "PYTHONPATH": ""}

    def lichun(*args: object) -> str:
        done = subprocess.run(
            [here / "lichun", *map(str, args)], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
        )
        assert done.stderr.count("Warning") == 0, done.stderr
        return done.stdout

    lichun("import", *sorted((ROOT / "seeds").glob("*.txt")))
    assert "常州" in lichun("meeting", "常州")
    assert len(json.loads(lichun("export"))["articles"]) == 5
    assert (
        "徐匯"
        in subprocess.run(
            [here / "lichun", "convert", "--to", "hant"],
            input="徐汇",
            env=env,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )
