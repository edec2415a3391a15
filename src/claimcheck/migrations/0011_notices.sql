-- What was said of sources after they were published.

CREATE TABLE source_notices (
    -- A document that claims rest on was retracted, doubted or corrected, as it says itself or as a table says.
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB 'sn????????????'), -- sn and twelve hex digits, from document, kind, day and words
    document_id TEXT NOT NULL REFERENCES documents (id), -- the document
    kind TEXT NOT NULL CHECK (kind IN ('retracted', 'concern', 'corrected')), -- what became of it; concern: its publisher doubts it
    noticed TEXT, -- when: ISO 8601, as exact as stated; empty where nobody says
    words TEXT NOT NULL, -- what the notice says
    start_char INTEGER, -- where that begins in the document's text; empty where a table says so, or the title
    end_char INTEGER, -- where it ends
    table_place TEXT, -- the path of the table inside the workspace; empty where the document says so itself
    url TEXT -- where the notice is, as the table states it
) STRICT;
CREATE INDEX source_notices_document_id ON source_notices (document_id);
