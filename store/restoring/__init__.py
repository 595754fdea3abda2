"""An export back in a store.

lines       its records where they stand in its bytes
exported    a JSON export as it is read again, article by article
reports     from merged meetings back to what each article reports
restore     what is new goes in, what stands and differs is told
"""
