"""Figures: numbers that say something of the economy, projects, investment, firms, land, people, policies.

`quantity` joins numbers with units, `item` reads what each measures, `find` makes candidates and `veto` claims what is
none; `status`, `horizon`, `comparator`, `derived` fill the fields. Importing this package declares all its rules.
"""

from store.recognise.facts.figure import aims, comparator, derived, find, horizon, horizon_list, status, veto

__all__ = ["aims", "comparator", "derived", "find", "horizon", "horizon_list", "status", "veto"]
