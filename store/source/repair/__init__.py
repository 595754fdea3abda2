"""Damaged text put right: `repair` for a page, the maps between what came in and what stands now."""

from store.source.repair.chain import KINDS, Repaired, counted, repair, repair_lines
from store.source.repair.edit import source_text, to_repaired, to_source

__all__ = [
    "KINDS",
    "Repaired",
    "counted",
    "repair",
    "repair_lines",
    "source_text",
    "to_repaired",
    "to_source",
]
