"""The panes of the main screen; each knows records and messages, no other pane."""
