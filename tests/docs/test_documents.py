"""What the documents say is so: their commands run, their files and links are there, no command is left out."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.examples import desk, run
from tui.actions import BY_ID, IME, label
from tui.cli import COMMANDS
from tui.config import KEYS

ROOT = Path(__file__).parent.parent.parent
GUIDES = ("README.md", "README.zh.md", "docs/guide.md", "docs/guide.zh.md")
PAGES = (*GUIDES, "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "seeds/README.md", "store/data/README.md")
# These open the screen or an editor; the screen has tests of its own.
SCREEN = re.compile(r"^(?:lichun(?: --samples| --lang \w+| --store \w+)*|\$EDITOR .*|pipx? install .*|make \w+.*)$")


def _commands_of(page: str) -> Iterator[str]:
    """Each line of a shell block, and each line behind $ in a console block, without its comment."""
    for kind, block in re.findall(r"^```(sh|console)\n(.*?)^```$", _text(page), re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            if kind == "sh" or line.startswith("$ "):
                command = re.sub(r"\s+# .*$", "", line.removeprefix("$ ")).strip()
                if command and not command.startswith("#") and not SCREEN.match(command):
                    yield command


def _commands() -> list[tuple[str, str]]:
    """(document, command), each command once."""
    found = {command: page for page in reversed(GUIDES) for command in _commands_of(page)}
    return [(page, command) for command, page in found.items()]


def _text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made() -> Iterator[tuple[Path, dict[str, str]]]:
    with desk() as (folder, env):
        shutil.copytree(folder / "store", folder / "untouched")
        yield folder, env


@pytest.fixture
def place(made: tuple[Path, dict[str, str]]) -> tuple[Path, dict[str, str]]:
    """Every command finds the store as it was made: in what order they run, and on which worker, tells nothing."""
    folder, env = made
    shutil.rmtree(folder / "store")
    shutil.copytree(folder / "untouched", folder / "store")
    return folder, env


@pytest.mark.parametrize(("page", "command"), _commands(), ids=lambda value: value.replace("/", "."))
def test_every_command_of_the_documents_runs(page: str, command: str, place: tuple[Path, dict[str, str]]) -> None:
    done = run(command, *place)
    assert done.returncode == 0, (page, done.stderr)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("page", PAGES)
def test_every_file_and_link_is_there(page: str) -> None:
    text, here = _text(page), (ROOT / page).parent
    linked = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    assert [t for t in linked if not t.startswith("http") and not (here / t).exists()] == []
    named = re.findall(r"`((?:store|tui|tests|scripts|docs|seeds)/[\w./]+?\.\w+)`", text)
    assert [t for t in named if not (ROOT / t).exists()] == []


@pytest.mark.parametrize("page", ["docs/guide.md", "docs/guide.zh.md"])
def test_the_guide_tells_of_every_command_and_every_setting(page: str) -> None:
    guide = _text(page)
    assert [name for name in COMMANDS if f"lichun {name}" not in guide] == []
    assert [key.name for key in KEYS if f"`{key.name}`" not in guide] == []


@pytest.mark.parametrize("page", GUIDES)
def test_keys_that_are_named_do_something(page: str) -> None:
    """In the tables of keys and in the guide's text: `f`, `Space`."""
    known = {label(key) for action in BY_ID.values() for key in action.keys} | {"gg", "Esc"}
    known |= {sign for signs in IME.values() for sign in signs}
    named = set(re.findall(r"`([A-Za-z\[\]./?!;|#*<>]|Space|Enter|Tab|Esc|ctrl\+\w)`", _text(page)))
    assert named - known - {"-"} == set()


def test_both_readmes_have_the_same_parts_pictures_and_commands() -> None:
    english, chinese = _text("README.md"), _text("README.zh.md")
    for pattern in (r"^## ", r"!\[[^\]]*\]\(([^)]+)\)"):
        ours, theirs = (re.findall(pattern, text, re.MULTILINE) for text in (english, chinese))
        assert ours == theirs
    assert list(_commands_of("README.md")) == list(_commands_of("README.zh.md"))


def test_both_guides_have_the_same_parts_and_commands() -> None:
    english, chinese = _text("docs/guide.md"), _text("docs/guide.zh.md")
    assert list(_commands_of("docs/guide.md")) == list(_commands_of("docs/guide.zh.md"))
    for pattern in (r"^## ", r"^```(\w+)$", r"^\| `([^`]+)`", r"^- "):
        ours, theirs = (re.findall(pattern, text, re.MULTILINE) for text in (english, chinese))
        assert ours == theirs, pattern
