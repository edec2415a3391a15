"""English, on spaCy."""
