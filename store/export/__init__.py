"""One file a format, one list of columns."""
