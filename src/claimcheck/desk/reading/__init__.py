"""What the pages show, read from the database: queries that change nothing, and values that pages are made of."""
