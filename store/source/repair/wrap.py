"""Lines of a paragraph that were broken at a fixed width, or in the middle of a sentence: joined again.

In: a text of lines without markup; out: edits that take the breaks out. A break is taken out only where the line before
it ends within a sentence and the next line goes on at its margin: behind a comma or an opening quotation mark, behind a
word that ends no sentence, or within a block of lines of which most end so, near its width. Where indents tell
paragraphs from lines, lines of any width go on. Titles and headings end without a sign too, and stay: they hold no full
stop and stand in no such block.
"""

from __future__ import annotations

from collections.abc import Iterator

from store.language import patterns as re
from store.source.repair.edit import Edit

KIND = "wrapped"
FEWEST, NEAR = 4, 0.6  # breaks of a block; how near to its widest line a line must come
RAGGED = 0.4  # the same of the first line of a paragraph that an indent tells, where it may be a heading
_LONGEST, _SHORTEST = 120, 12  # signs of a line that was set to a width; of a line that can be one of a paragraph
_HEADING = 14  # signs of a heading, where lines are short
_OPEN = re.compile(r"[，、,“‘（《「『]$")  # what never ends a paragraph
_BOUND = re.compile("[的和与及或为将对把以被从由使让]$")  # nor do these words
_OFFICE = re.compile(r"(?:书记|主任|主席|总经理|董事长|[省市县区州旗局厅部]长)$")  # whose name follows
_CLOSES = re.compile(r"[，、。；％%”’）》」』]|个百分点")  # what never begins one
_FINAL = re.compile(r"[。！？!?：:；;…”’）)】》」』]$")
_ENDED = re.compile(r"[。！？!?：:；;…][”’）)」』]?$|】$")  # the same of a line whose paragraph an indent tells
_DATELINE = re.compile(r"(?:本报|本网|本刊|又|据|[一-鿿]{2,8})[讯电](?![一-鿿])")
_BULLET = re.compile(
    r"[●○■□◆◇★☆▲△▶►·•※【\[—\-]|[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.．)）](?!\d)|第[一二三四五六七八九十]+[,，、]"
)
_HAN = re.compile(r"[一-鿿]")
_LINE = re.compile(r"[^\n]+")


def find(text: str) -> list[Edit]:
    blocks = list(_blocks(text))
    # Paragraphs that all begin with an indent are judged as one: each may have few lines.
    indented = [block for block in blocks if len(block) > 1 and block[0][0][0].isspace()]
    width = _page_width([[line[0].strip() for line in block] for block in indented])
    return [
        Edit(start, end, "", KIND)
        for block in blocks
        for start, end in _breaks(block, width if block in indented else 0)
    ]


def _blocks(text: str) -> Iterator[list[re.Match[str]]]:
    """Lines that follow each other without a blank line or an indent, the first line's own indent apart."""
    block: list[re.Match[str]] = []
    for line in _LINE.finditer(text):
        if block and (line.start() != block[-1].end() + 1 or line[0][0].isspace()):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _width(broken: list[re.Match[str]], lines: list[re.Match[str]]) -> int:
    """The width to which the lines were set, where most of those that another follows end within a sentence; else 0."""
    inner = [line[0].strip() for line in broken]
    open_ended = [line for line in inner if not _FINAL.search(line) and len(line) >= _SHORTEST]
    width = max(map(len, open_ended), default=0)
    # Of a page whose whole text is one block the titles stand among its lines.
    set_to_width = (
        len(open_ended) >= FEWEST
        and 2 * len(open_ended) >= len(inner)
        and width <= _LONGEST
        and all(len(line[0].strip()) <= width + 4 for line in lines)
        and any("。" in line for line in open_ended)
    )
    return width if set_to_width else 0


def _page_width(paragraphs: list[list[str]]) -> int:
    """The same of paragraphs told by their indents: their lines may be of any width, as they wrap round pictures."""
    inner = [line for paragraph in paragraphs for line in paragraph[:-1]]
    broken = [line for line in inner if not _ENDED.search(line)]
    width = max(map(len, broken), default=0)
    wrapped = len(broken) >= FEWEST and 2 * len(broken) >= len(inner) and width <= _LONGEST
    return width if wrapped and any("。" in line for paragraph in paragraphs for line in paragraph) else 0


def _breaks(block: list[re.Match[str]], page: int) -> list[tuple[int, int]]:
    """The breaks to be taken out of a block, with the blanks before them; `page` is the width of all paragraphs, or 0."""
    if len(block) < 2:
        return []
    inner = [line[0].strip() for line in block[:-1]]
    width = 0 if page else _width(block[:-1], block)
    out: list[tuple[int, int]] = []
    running = False  # the line before is part of a sentence that began above
    for i, line in enumerate(inner):
        after = block[i + 1][0].strip()
        if page:
            running = not _ENDED.search(line) and not _BULLET.match(after) and (i > 0 or not _headed(line, page))
            if running:
                out.append((block[i].start() + len(block[i][0].rstrip()), block[i + 1].start()))
            continue
        if _FINAL.search(line) or len(_HAN.findall(line)) < _SHORTEST // 2 or not _HAN.search(after):
            running = False
            continue
        told = "。" in line or running
        joined = (
            (_OPEN.search(line) and (told or "。" in after or "，" in after))
            or ((told or _punctuated(line)) and (_BOUND.search(line) or _OFFICE.search(line) or _CLOSES.match(after)))
            or (width and len(line) >= NEAR * width and not _BULLET.match(after) and (told or _punctuated(line)))
        )
        if joined and not (_BULLET.match(after) and not _OPEN.search(line)):
            out.append((block[i].start() + len(block[i][0].rstrip()), block[i + 1].start()))
            running = True
        else:
            running = False
    return out


def _headed(line: str, width: int) -> bool:
    """Whether the first line of a paragraph may be a heading that a paragraph without an indent follows."""
    told = ("，" in line or "。" in line) and not _BULLET.match(line)
    return not told and len(line) < max(_HEADING, RAGGED * width) and not _DATELINE.match(line)


def _punctuated(line: str) -> bool:
    """Whether a line reads like a stretch of a paragraph, which no title does: two commas, or one and a day."""
    return len(re.findall("[，、]", line)) >= 2 or bool(re.match(r"\d{1,2}[月日]", line) and "，" in line)
