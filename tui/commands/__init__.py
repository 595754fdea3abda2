"""The commands of `lichun`, one file each (the two filters share one); `tui.cli` loads them when they are called."""
