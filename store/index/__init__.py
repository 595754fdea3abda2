"""The disposable index: its tables, and how a segment's records become rows of it.

`index` holds the schema and opens it, `indexing` makes rows of records, `change` applies one segment, `terms`, `wording` and
`readings` say how text, fields and names are written for the full-text tables, `joining` which reports are one meeting.
"""
