"""Decoding: 400 sampled byte strings in eight encodings, beside charset-normalizer and faust-cchardet in the same run.

The samples are drawn by a random generator from the seeds and from made articles: 8 to 2,000 characters (as many short
as long ones), simplified, traditional for Big5. Right is what gives the text back, whatever the encoding is called.
The two peers are in the extra `bench`; without them their columns stay empty.
"""

from __future__ import annotations

import codecs
import random
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from store.errors import DecodeError
from store.source.decode import decode

SEEDS = Path(__file__).parents[2] / "seeds"
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "big5", "utf-16-le", "utf-16-be", "utf-16-le+bom", "utf-16-be+bom")
SAMPLES, MORE = 400, 4000
MUST = 99.5


def samples(count: int, seed: int) -> Iterator[tuple[str, str, bytes]]:
    """(encoding, text, its bytes)"""
    from opencc import OpenCC

    chance = random.Random(seed)
    traditional = OpenCC("s2t").convert
    texts = [path.read_text("utf-8") for path in sorted(SEEDS.glob("0*.txt"))[1:]]
    for number in range(count):
        encoding = ENCODINGS[number % len(ENCODINGS)]
        text = chance.choice(texts)
        size = round(8 * 250 ** chance.random())
        start = chance.randrange(max(1, len(text) - size))
        part = text[start : start + size]
        if encoding == "big5":
            part = "".join(c for c in traditional(part) if _fits(c))
        yield encoding, part, encoded(part, encoding)


def _fits(char: str) -> bool:
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        return False
    return True


def encoded(text: str, encoding: str) -> bytes:
    kind, _, mark = encoding.partition("+")
    first = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}[kind] if mark else b""
    return first + text.encode(kind)


def _ours(data: bytes) -> str | None:
    try:
        return decode(data, name="sample").text
    except DecodeError:
        return None


def _normalizer() -> Callable[[bytes], str | None]:
    from charset_normalizer import from_bytes

    def read(data: bytes) -> str | None:
        best = from_bytes(data).best()
        return None if best is None else str(best).removeprefix("\ufeff")

    return read


def _cchardet() -> Callable[[bytes], str | None]:
    from cchardet import detect

    def read(data: bytes) -> str | None:
        kind = detect(data)["encoding"]
        try:
            return None if kind is None else data.decode(kind).removeprefix("\ufeff")
        except (LookupError, UnicodeDecodeError):
            return None

    return read


def main(full: bool) -> None:
    readers: dict[str, Callable[[bytes], str | None]] = {"lichun": _ours}
    if find_spec("charset_normalizer"):
        readers["charset-normalizer"] = _normalizer()
    if find_spec("cchardet"):
        readers["faust-cchardet"] = _cchardet()
    drawn = list(samples(MORE if full else SAMPLES, seed=1))
    _ours(drawn[2][2])  # the tables are loaded once
    print(f"{'right, %':16}" + "".join(f"{name:>20}" for name in readers))
    right: dict[str, dict[str, list[bool]]] = {name: {e: [] for e in ENCODINGS} for name in readers}
    spent = dict.fromkeys(readers, 0.0)
    for encoding, text, data in drawn:
        for name, read in readers.items():
            begun = time.process_time()
            right[name][encoding].append(read(data) == text)
            spent[name] += time.process_time() - begun
    for encoding in ENCODINGS:
        print(f"{encoding:16}" + "".join(f"{_percent(right[n][encoding]):20.1f}" for n in readers))
    whole = {n: _percent([hit for hits in right[n].values() for hit in hits]) for n in readers}
    print(f"{'all':16}" + "".join(f"{whole[n]:20.2f}" for n in readers) + f"   (must: {MUST})")
    print(f"{'ms each':16}" + "".join(f"{1000 * spent[n] / len(drawn):20.2f}" for n in readers))


def _percent(hits: list[bool]) -> float:
    return 100 * sum(hits) / len(hits)


if __name__ == "__main__":
    main(full=False)
