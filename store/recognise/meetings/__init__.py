"""Meetings: what gathering took place, under which name, on which day, held by which division.

`verbs`, `spoken_of` and `events` find meetings by the form in which they are told, with `span`; `name` cuts a name out of
the text; `region`, `day` and `kind` fill the fields; `joining` says which findings of an article are one meeting.
"""
