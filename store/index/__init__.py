"""The disposable index: its tables, and how a segment's records become rows of it.

`index` opens it, `layout` is its schema, `indexing` makes rows of records, `change` applies one segment, `terms`, `wording`, `naming` and
`readings` say how text, fields, ids and names are written for the full-text tables, `joining` which reports are one meeting.
"""
