"""Everything below the screen: importing, repairing, recognising, keeping, finding and exporting articles.

A library of its own: nothing here imports Textual. The way in is `store.importer` for writing and
`store.database.Library` for reading.
"""

from pathlib import Path

# Read as files, not through importlib.resources: its machinery alone takes a tenth of a look-up's start.
DATA = Path(__file__).parent / "data"
