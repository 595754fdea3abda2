"""The register of cleaning rules: every module is named here, so nothing registers by being imported from afar."""

from __future__ import annotations

from store.source.furniture import lists, media, navigation, notices
from store.source.furniture.rule import EdgeRule, LineRule

LINE_RULES: tuple[LineRule, ...] = (*media.RULES, *navigation.RULES, *lists.RULES, *notices.RULES)
EDGE_RULES: tuple[EdgeRule, ...] = media.EDGES
