-- A reprint of the article under check, or a text that it was taken from, is no second source.

ALTER TABLE evidence ADD COLUMN is_reprint INTEGER NOT NULL DEFAULT 0 CHECK (is_reprint IN (0, 1)) /* 1 when the document goes back to one text with the article: no support, though it may differ */;
