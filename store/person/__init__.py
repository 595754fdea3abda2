"""A person's word: what is added to records and what is said of them, kept apart from what was extracted.

`user` holds the entries of `user.json` (marks, sets, notes, checks), `judging` corrections, rejections and facts of one's own,
`heeding` corrections of articles, `arranging` meetings joined and split, `fields` what may be set, `indicators` one's own table;
`anchors` binds all of it to quoted evidence, `settling` keeps what is shown in step.
"""
