-- Documents, where they were captured, and the index over their passages.
-- Comments inside a statement stay in the database: the first lines describe the table, the rest of a line its column.
-- They are the only description there is: docs/schema.md and Datasette show them.
-- Spans are half-open [start_char, end_char) and count characters of the document's text.
-- A key is a letter and twelve hex digits of a digest over what the row stands for, so two machines make the same rows.

CREATE TABLE documents (
    -- Readable text plus what is known about it: articles under check and evidence alike.
    id TEXT NOT NULL PRIMARY KEY, -- d and twelve hex digits, from the digest
    label TEXT NOT NULL, -- what a person calls it: its title, else its address, else the place it was found
    publisher TEXT, -- who published it, as the document states it
    published TEXT, -- when it was published: ISO 8601, as exact as stated
    url TEXT, -- its address, where known
    kind TEXT, -- what it calls itself: note, report, transcript ...
    text TEXT NOT NULL, -- all the words, boilerplate included; every offset counts characters of this
    title TEXT, -- its title, as the document states it
    author TEXT, -- who wrote it, as the document states it
    modified TEXT, -- when it was last changed: ISO 8601, as exact as stated
    digest TEXT NOT NULL UNIQUE CHECK (digest LIKE 'sha256:%'), -- sha256: and the hex digest of the bytes that were read
    blocks_json TEXT NOT NULL CHECK (json_valid(blocks_json)) -- its paragraphs, headings and boilerplate: [kind, start, end, page, why]
) STRICT;
CREATE INDEX documents_url ON documents (url) WHERE url IS NOT NULL;

CREATE TABLE captures (
    -- One retrieval of one file or address: its bytes by their digest, or a failure with its reason.
    id TEXT NOT NULL PRIMARY KEY, -- k and twelve hex digits, from place, digest and failure
    place TEXT NOT NULL, -- the path inside the workspace, or the address
    document_id TEXT REFERENCES documents (id), -- the document that was read from it; empty when it failed
    failure TEXT CHECK (failure <> ''), -- why there is no document: paywall, blocked, dead ..., one of claimcheck.models.FailureReason; empty when there is one
    note TEXT, -- one line for a person about the failure
    is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)), -- 1 while the place holds this; 0 once it changed or vanished
    captured_utc TEXT NOT NULL CHECK (captured_utc GLOB '????-??-??T??:??:??Z'), -- when it was first retrieved
    size_bytes INTEGER CHECK (size_bytes >= 0), -- how many bytes came
    digest TEXT CHECK (digest LIKE 'sha256:%'), -- sha256: and the hex digest of those bytes
    CHECK (document_id IS NULL OR failure IS NULL),
    CHECK (digest IS NOT NULL OR failure IS NOT NULL)
) STRICT;
CREATE INDEX captures_document_id ON captures (document_id);
CREATE INDEX captures_place ON captures (place, is_current);
CREATE INDEX captures_failure ON captures (failure) WHERE failure IS NOT NULL;

CREATE TABLE links (
    -- A link out of a document.
    id TEXT NOT NULL PRIMARY KEY, -- l and twelve hex digits, from document and order
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, -- the document it stands in
    n INTEGER NOT NULL, -- its order in that document, from 1
    text TEXT NOT NULL, -- the words that carry it
    url TEXT NOT NULL, -- where it leads
    start_char INTEGER, -- where those words begin; empty when they are not part of the text
    end_char INTEGER CHECK (0 <= start_char AND start_char <= end_char), -- where they end
    UNIQUE (document_id, n)
) STRICT;
CREATE INDEX links_url ON links (url);

CREATE TABLE passages (
    -- A window of a piece of evidence, the unit that the index returns. Only what is in the workspace now has passages.
    number INTEGER NOT NULL PRIMARY KEY, -- its number in the full-text index
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, -- the document it is a window of
    text TEXT NOT NULL, -- the words at its span
    start_char INTEGER NOT NULL, -- where it begins
    end_char INTEGER NOT NULL CHECK (0 <= start_char AND start_char <= end_char), -- where it ends
    UNIQUE (document_id, start_char, end_char)
) STRICT;
CREATE VIRTUAL TABLE passages_fts USING fts5 (
    text, content = 'passages', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER passages_fts_insert AFTER INSERT ON passages BEGIN
    INSERT INTO passages_fts (rowid, text) VALUES (new.number, new.text);
END;
CREATE TRIGGER passages_fts_delete AFTER DELETE ON passages BEGIN
    INSERT INTO passages_fts (passages_fts, rowid, text) VALUES ('delete', old.number, old.text);
END;
CREATE TRIGGER passages_fts_update AFTER UPDATE OF number, text ON passages BEGIN
    INSERT INTO passages_fts (passages_fts, rowid, text) VALUES ('delete', old.number, old.text);
    INSERT INTO passages_fts (rowid, text) VALUES (new.number, new.text);
END;
