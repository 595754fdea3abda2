"""What lies on the disk: segments, the folder that holds them, and what keeps them sound.

`segment` is one batch as a TinyDB file, `folder` the store's directory with its lock, `documents` a table read one by one,
`sound`, `differing` and `doctor` the checks, `compaction` and `backup` what is done with whole stores.
"""
