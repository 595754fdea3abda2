"""Draw the pictures of the documents: the real browser over the five samples, driven by keys, as SVG.

python -m scripts.pictures            all of them, into docs/pictures/
"""

from __future__ import annotations

import asyncio
import os
import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
SEEDS = FOLDER.parent.parent / "seeds"


@dataclass(frozen=True)
class Picture:
    name: str
    size: tuple[int, int]
    keys: tuple[str, ...]  # pressed one after another; a text in quotes is typed letter by letter
    lang: str = "en"


PICTURES = (
    Picture("wide", (160, 42), ("p", "'常州'", "enter", "2", "]", "]")),
    Picture("normal", (110, 36), ("p", "'nanjing'", "enter", "t", "t", "2", "]"), "zh"),
    Picture("narrow", (80, 24), ("p", "'cz'", "enter", "2", "]")),
    Picture("compare", (120, 30), ("p", "'nanjing'", "enter", "c", "'地区生产'", "enter")),
    Picture("search", (120, 32), ("f", "'新能源 in:江苏'")),
)


async def draw(picture: Picture, folder: Path) -> str:
    """One picture as SVG. The store is shared; the state is new each time."""
    from store.database import Library
    from tui import i18n
    from tui.app import Browser, Choices

    i18n.use(picture.lang)
    with Library.open(folder / "store") as library:
        choices = Choices(lang=picture.lang, settle=0, watch=0)
        app = Browser(library, choices, folder / f"{picture.name}.json")
        async with app.run_test(size=picture.size) as pilot:
            await pilot.pause()
            for key in picture.keys:
                await pilot.press(*(key.strip("'") if key.startswith("'") else [key]))
                await app.workers.wait_for_complete()
                await pilot.pause(0.1)
            return app.export_screenshot(title=f"lichun  {picture.size[0]}×{picture.size[1]}")


def settled(svg: str) -> str:
    """The same picture for the same screen, in any viewer: names made anew each time are made the same, and every wide
    character is told where it stands, since the font for it is never as wide as two of the other."""
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    svg = _TEXT.sub(_placed, svg)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


CELL = 12.2  # width of a column in Rich's pictures
_TEXT = re.compile(r'(<text [^>]*?\bx="([\d.]+)"[^>]*?)( textLength="[\d.]+")([^>]*>)([^<]*)(</text>)')


def _placed(match: re.Match[str]) -> str:
    """A text with a place for every run of narrow characters and every wide one."""
    from html import escape, unescape

    from tui.widgets.width import char_width

    head, x, _, close, content, end = match.groups()
    text = unescape(content)
    if all(char_width(c) < 2 for c in text):
        return match[0]
    parts: list[tuple[float, str]] = []
    column, fresh = 0, True
    for character in text:
        wide = char_width(character) == 2
        if fresh and character in " \xa0":
            pass  # a viewer may swallow a blank that begins a run: the next one just begins further on
        elif wide or fresh:
            parts.append((float(x) + column * CELL, character))
        else:
            parts[-1] = (parts[-1][0], parts[-1][1] + character)
        fresh = wide or (fresh and character in " \xa0")
        column += 1 if character == "\xa0" else char_width(character)
    spans = "".join(
        f'<tspan x="{at:.1f}">{escape(run)}</tspan>'.replace(" ", "&#160;").replace("<tspan&#160;", "<tspan ")
        for at, run in parts
    )
    return head + close + spans + end


def main() -> None:
    from store.database import Library
    from store.importer import import_paths

    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as place:
        folder = Path(place)
        os.environ |= {"LICHUN_STATE": str(folder / "view.json"), "XDG_CONFIG_HOME": place}
        with Library.open(folder / "store") as library:
            import_paths(library, sorted(SEEDS.glob("*.txt")))
        for picture in PICTURES:
            svg = settled(asyncio.run(draw(picture, folder)))
            (FOLDER / f"{picture.name}.svg").write_text(svg, encoding="utf-8")
            print(f"docs/pictures/{picture.name}.svg  {len(svg) // 1024} kB")


if __name__ == "__main__":
    main()
