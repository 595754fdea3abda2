"""Write the outputs in the documents anew: every line `$ lichun …` of a console block is run over the five samples.

python -m scripts.examples
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "README.zh.md", "docs/guide.md", "docs/guide.zh.md")
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@contextmanager
def desk() -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder to run examples in, with the files that they name and a home of its own; and its environment."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        shim = folder / "bin" / "lichun"
        shim.parent.mkdir()
        shim.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m tui.cli "$@"\n', encoding="utf-8")
        shim.chmod(0o755)
        env = {name: value for name, value in os.environ.items() if not name.startswith(("LICHUN_", "XDG_"))}
        env |= {
            "HOME": place,
            "PATH": f"{shim.parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "LICHUN_STORE": str(folder / "store"),
            "LC_ALL": "C.UTF-8",
        }
        seeds = sorted((ROOT / "seeds").glob("*.txt"))
        (folder / "articles").mkdir()
        (folder / "articles" / "one.txt").write_bytes(seeds[4].read_bytes())
        for name, seed in (("text.txt", seeds[1]), ("damaged.txt", seeds[0])):
            (folder / name).write_bytes(seed.read_bytes())
        text = seeds[1].read_text(encoding="utf-8")
        (folder / "page.html").write_text(f"<html><body><p>{text}</p></body></html>", encoding="utf-8")
        record = json.dumps(
            {"title": "一篇报道", "body_html": seeds[4].read_text(encoding="utf-8")}, ensure_ascii=False
        )
        (folder / "records.jsonl").write_text(f"{record}\n", encoding="utf-8")
        for made in (["import", *seeds], ["share", "colleague.json"], ["export", "-o", "backup.json"]):
            subprocess.run([shim, *made], env=env, cwd=folder, check=True, capture_output=True)
            _work(folder / "store", str(made[0]))
        yield folder, env


def _work(store: Path, after: str) -> None:
    """Somebody's work, for there to be something to share."""
    from store.database import Library

    with Library.open(store) as library:
        if after == "import":
            library.notebook.toggle("fact", library.facts(region="320400")[0].id)
            library.notebook.keep_query("大项目", "value>100亿")


def run(command: str, folder: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """The command as a shell runs it; a pipe fails where any part of it does, but for one cut short by head."""
    shell = f"set -o pipefail\n{command}"
    return subprocess.run(["bash", "-c", shell], cwd=folder, env=env, capture_output=True, text=True)


def main() -> None:
    with desk() as (folder, env):

        def shown(block: re.Match[str]) -> str:
            told = []
            for line in block[1].splitlines():
                if line.startswith("$ "):
                    told += [line, *run(line[2:], folder, env).stdout.rstrip().splitlines()]
            return "```console\n" + "\n".join(told) + "\n```"

        for name in PAGES:
            page = ROOT / name
            page.write_text(_BLOCK.sub(shown, page.read_text(encoding="utf-8")), encoding="utf-8")
            print(name)


if __name__ == "__main__":
    main()
