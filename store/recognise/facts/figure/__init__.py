"""Figures: numbers that say something of the economy, projects, investment, firms, land, people, policies.

`quantity` joins numbers with units, `row` reads what each of a sentence measures (`count`, `measure`), `find` makes candidates
and `veto` claims what is none; `status`, `horizon` and their kin, `comparator`, `derived` fill the fields.
`store.recognise.register` names them all.
"""
