"""The command line and the Textual browser over a store."""
