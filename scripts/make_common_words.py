"""Write store/data/common_words.z: words of the language that are nobody's name, to tell names of projects from types.

Source: the dictionary of jieba (MIT). First line: words of two to four hanzi that are no verbs, counted at least 20
times (shortened ones 200); second line: verbs, adverbs, prepositions and pronouns, those of two hanzi counted at least
3 times, of three or four at least 20 times. Words tagged as names of persons, places, bodies or brands (n with r, s, t
or z) are left out. zlib of UTF-8.

    python -m scripts.make_common_words
"""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import jieba

TARGET = Path(__file__).parent.parent / "store" / "data" / "common_words.z"
NAMES = re.compile(r"n[rstz]|x$|eng")
VERBS = re.compile(r"v|d|p|c|r|z|ad|u")


def main() -> None:
    nouns, verbs = set(), set()
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        if not re.fullmatch(r"[一-鿿]{2,4}", word) or NAMES.match(tag):
            continue
        if VERBS.match(tag):
            if int(count) >= (3 if len(word) == 2 else 20):
                verbs.add(word)
        elif int(count) >= (200 if tag == "j" else 20):
            nouns.add(word)
    text = " ".join(sorted(nouns)) + "\n" + " ".join(sorted(verbs)) + "\n"
    TARGET.write_bytes(zlib.compress(text.encode("utf-8"), 9))
    print(f"{TARGET}: {len(nouns)} words and {len(verbs)} verbs, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
