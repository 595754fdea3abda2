"""`python -m tests.score GOLD_DIR EXPORT.json`: print the score; `--update FLOORS` raises the floors."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.score.score import gold_of, score, table

parser = argparse.ArgumentParser(prog="python -m tests.score")
parser.add_argument("gold", type=Path)
parser.add_argument("export", type=Path)
parser.add_argument("--also-region", action="store_true", help="count the further regions that a record allows")
parser.add_argument("--misses", metavar="KIND", help="list what is missing, extra or different of one kind")
parser.add_argument("--update", type=Path, metavar="FLOORS", help="raise the floors to what was reached")
parser.add_argument("--allow-regression", action="store_true", help="let --update lower a floor; say why in the commit")
args = parser.parse_args()
result = score(gold_of(args.gold, also_region=args.also_region), json.loads(args.export.read_text(encoding="utf-8")))
for kind, line in result.misses:
    if kind == args.misses:
        print(line)
print(table(result))
if args.update:
    old = json.loads(args.update.read_text(encoding="utf-8")) if args.update.exists() else {}
    new = result.figures()
    lower = {k: (v, new.get(k, 0.0)) for k, v in old.items() if new.get(k, 0.0) < v}
    if lower and not args.allow_regression:
        sys.exit(f"not updated, these would fall: {lower}")
    args.update.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
