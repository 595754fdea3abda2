"""What the documents say can be done."""
