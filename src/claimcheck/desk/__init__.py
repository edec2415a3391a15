"""The database in a browser, by Datasette."""
