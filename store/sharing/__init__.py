"""A person's work as one small file, and its way into another store.

work    what a person added, as a document: written by `lichun share`, made of an export too
merge   laying it over what stands: bound by anchors, conflicts listed, nothing overwritten unasked
"""
