"""Scoring recognition against annotation by hand: what is compared, counted and allowed to count as the same."""
