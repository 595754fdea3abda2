"""Write store/data/readings.txt: every pinyin syllable with the GBK characters that are read so.

Source: pinyin_dict of the PyPI package pypinyin (MIT). One syllable a line, tone marks kept, a tab, its characters;
only characters with a two-byte GBK code, since the annotated pages of which this is the key are GBK pages.

    python -m scripts.make_readings
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from unicodedata import normalize

from pypinyin.pinyin_dict import pinyin_dict

TARGET = Path(__file__).parent.parent / "store" / "data" / "readings.txt"


def main() -> None:
    readings: defaultdict[str, set[str]] = defaultdict(set)
    for code, syllables in pinyin_dict.items():
        try:
            short = len(chr(code).encode("gbk")) == 2
        except UnicodeEncodeError:
            continue
        if short:
            for syllable in syllables.split(","):
                readings[normalize("NFC", syllable).replace("ɡ", "g").replace("ɑ", "a")].add(chr(code))
    lines = [f"{syllable}\t{''.join(sorted(chars))}\n" for syllable, chars in sorted(readings.items())]
    TARGET.write_text("".join(lines), encoding="utf-8")
    print(f"{TARGET}: {len(lines)} syllables, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
