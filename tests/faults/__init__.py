"""Faults that really happen: kills, full disks, two writers, flipped bytes. `python -m tests.faults` tries many."""
