"""Finding: the query language, the query as SQL, what it finds, what listings ask, what goes along with a record.

`query` is the grammar, `answers` which kind of answer it wants, `meaning` what its values mean to the index, `asking` the SQL, `finding` the answers, `hits` what is shown of them,
`offers` what to ask instead, `snippet` the sentence that answers, `closure` and `selection` what is exported.
"""
