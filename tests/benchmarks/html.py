"""HTML: lines with cleaning rules, beside extractors of whole articles, on the made layouts of `tests/source/html.py`.

Recall and precision count the signs of whole paragraphs, as each tool gives them and after the same cleaning. Tools that
are not installed are left out (`pip install 'lichun[bench]'`).
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from importlib import import_module

from store.source.clean import clean
from store.source.headline import headline
from store.source.page import page
from tests.source.html import Layout, layouts

Tool = Callable[[str], tuple[str, Mapping[int, str]]]


def _ours(html: str) -> tuple[str, Mapping[int, str]]:
    got = page(html)
    return got.text, got.marks


def _trafilatura(html: str) -> tuple[str, Mapping[int, str]]:
    import trafilatura

    return trafilatura.extract(html, include_comments=False, include_tables=True, favor_recall=True) or "", {}


def _resiliparse(html: str) -> tuple[str, Mapping[int, str]]:
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(html, main_content=True, alt_texts=False), {}


def _readability(html: str) -> tuple[str, Mapping[int, str]]:
    from readability import Document

    return page(Document(html).summary()).text, {}


def _tools() -> dict[str, Tool]:
    found: dict[str, Tool] = {"lichun": _ours}
    others: dict[str, Tool] = {
        "trafilatura": _trafilatura,
        "resiliparse": _resiliparse,
        "readability": _readability,
    }
    return found | {name: tool for name, tool in others.items() if _loads(name)}


def _loads(name: str) -> bool:
    try:
        import_module(name)
    except ImportError:  # trafilatura is there but does not load without lxml_html_clean
        return False
    return True


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _hits(layout: Layout, rows: list[str]) -> tuple[int, int, int]:
    """Signs of paragraphs found, wanted and given."""
    want, got = {_bare(part) for part in layout.article}, [_bare(row) for row in rows if _bare(row)]
    return sum(len(part) for part in want if part in got), sum(map(len, want)), sum(map(len, got))


def main(full: bool) -> None:
    pages = list(layouts())
    print(f"HTML: {len(pages)} layouts, share of signs in whole paragraphs")
    print(f"{'':14}{'as given':>18}{'cleaned':>18}{'ms a page':>11}\n{'':14}{'R':>9}{'P':>9}{'R':>9}{'P':>9}")
    for name, tool in _tools().items():
        tool(pages[0].html)  # loads what it needs
        raw, cleaned = [0, 0, 0], [0, 0, 0]
        spent = 0.0
        for layout in pages * (5 if full else 1):
            start = time.process_time()
            text, marks = tool(layout.html)
            spent += time.process_time() - start
            body = headline(clean(text, marks)).body
            for total, rows in ((raw, text.split("\n")), (cleaned, [line.text for line in body])):
                for at, count in enumerate(_hits(layout, rows)):
                    total[at] += count
        shares = [total[0] / max(1, total[at]) for total in (raw, cleaned) for at in (1, 2)]
        print(
            f"{name:14}{''.join(f'{share:9.3f}' for share in shares)}{spent * 1000 / len(pages) / (5 if full else 1):11.2f}"
        )


if __name__ == "__main__":
    main(False)
