"""From the bytes of a page to a clean article: read, decode, repair, page, clean, headline."""
