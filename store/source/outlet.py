"""Outlets: whether a bare name is one of a paper, station, site or office, and which of two names is the origin.

Names are plain text; their last words stand in `store/data/meta.tsv`. Nothing here reads a line.
"""

from __future__ import annotations

from functools import cache

from store.language import patterns as re
from store.language.fold import fold
from store.source.phrases import either, words


@cache
def _outlet() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(rf"(?:{either(words('outlet'))})$"), re.compile(rf"(?:{either(words('not_outlet'))})$")


def outlet(name: str) -> bool:
    """Whether a bare name is one of a paper, station, site or office, by its last word."""
    ends, never = _outlet()
    bare = fold(name)
    return (
        2 <= len(bare) <= 20
        and bare not in ("发布", "在线", "热线", "传媒", "网站")
        and bool(ends.search(bare))
        and not never.search(bare)
    )


def origin(name: str) -> str:
    """The outlet of a source line: without 综合 and the papers behind it, 某某专版, 微信公众号, and of a paper and its site
    or column (某某日报·某某在线, 某某晚报·某视界) the paper.
    """
    name = re.sub(
        r"(?<=[\u4e00-\u9fff]{2})(?:官方)?(?:微信)?(?:公众号|订阅号|服务号)$|(?<=网)-[\u4e00-\u9fff]{2,6}频道$",
        "",
        name,
    )
    name = (
        re.sub(
            r"(?<=[网报社台])综合.*$|[·-][\u4e00-\u9fff]{2,6}专[版刊]$",
            "",
            name.removesuffix("综合").removesuffix("原创"),
        )
        or name
    )
    parts = [part.strip() for part in re.split(r"[·—–-]+", name)]
    if len(parts) < 2 or not (
        all(map(outlet, parts)) or (parts[0].endswith("报") and outlet(parts[0]) and len(parts[1]) > 2)
    ):
        return name
    return next((part for part in parts if part.endswith(("报", "社", "台"))), parts[0])
