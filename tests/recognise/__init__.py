"""Rules and the way from an article to its records."""
