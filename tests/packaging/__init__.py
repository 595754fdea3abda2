"""The wheel that a user gets."""
