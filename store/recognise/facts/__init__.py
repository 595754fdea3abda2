"""One file a kind of fact; each holds the rules that find it and those that fill its fields."""
