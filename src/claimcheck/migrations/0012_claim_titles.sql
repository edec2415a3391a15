-- Datasette names a row by a column "title" where nobody tells it which one to take: without the plugin, a claim that
-- another table refers to is shown by its words rather than by its id.

ALTER TABLE claims ADD COLUMN title TEXT GENERATED ALWAYS AS (iif(length(text) > 100, substr(text, 1, 99) || '…', text)) VIRTUAL /* the statement, cut to 100 characters: by it Datasette names the claim in other tables */;
