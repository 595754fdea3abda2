"""What listings ask of the index: rows, counts and records by id, of a place and a span of years.

`articles`, `meetings`, `facts` are one kind of record each, `tallies` how many there are. Free text is `store.search`'s.
"""
