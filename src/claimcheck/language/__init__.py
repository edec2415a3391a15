"""What a language says of a document."""
