"""What the pages of the desk show, read from the database: queries that change nothing, and the values they make."""
