"""From a clean article to meetings and facts, each with the sentence that proves it and the rules that read it."""
