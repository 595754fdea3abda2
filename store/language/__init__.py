"""What is true of Chinese text wherever it stands: folding, script, sentences, numbers, dates, names, quotations."""
