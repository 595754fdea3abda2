"""Write store/data/verbs.txt: words of two characters that can follow a person's name in a report.

Source: the dictionary of jieba (MIT): words tagged v, vn, d, p, c of two hanzi that it counts at least 60 times.

    python -m scripts.make_verbs
"""

from __future__ import annotations

from pathlib import Path

import jieba

TARGET = Path(__file__).parent.parent / "store" / "data" / "verbs.txt"


def main() -> None:
    words = set()
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        if len(word) == 2 and tag in ("v", "vn", "d", "p", "c", "vd") and int(count) >= 60:
            words.add(word)
    TARGET.write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(words)} words")


if __name__ == "__main__":
    main()
