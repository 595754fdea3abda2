"""The disposable index: its tables, and how a segment's records become rows of it.

`index` opens it, `layout` is its schema; `building` makes it anew and brings it to what the store holds, `syncing` to what
a person `said`. `indexing` makes rows of a segment's records, `change` gathers what that alters; `terms`, `wording`,
`naming` and `readings` say how text, fields, ids and names are written for the full-text tables, `joining` which reports
are one meeting.
"""
