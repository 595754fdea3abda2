"""Meetings: what gathering took place, under which name, on which day, held by which division.

`find` holds the finders, `name` cuts a name out of the text, `fields` fills day, division, kind and the rest.
"""
