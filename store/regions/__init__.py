"""Divisions of China: the table, and which of them a text speaks of."""
