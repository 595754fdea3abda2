"""What can be done in the reading room, one part a file; `tui/screens/room.py` puts them together."""
