-- Where claims come from: which document cites which, and where that goes round in a circle or breaks off.

CREATE TABLE citations (
    -- Where a document says that it has a claim from.
    id TEXT NOT NULL PRIMARY KEY, -- i and twelve hex digits, from claim, document, how, source and span
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE, -- the claim
    document_id TEXT NOT NULL REFERENCES documents (id), -- the document that cites; the article itself is one
    how TEXT NOT NULL CHECK (how IN ('link', 'named', 'credited', 'vague')), -- link: it links there; named: its words name an outlet; credited: its head, byline or dateline does; vague: "reports say"
    text TEXT NOT NULL, -- the words that cite
    source TEXT, -- the address linked to, or the outlet as it is named; empty when vague
    cited_document_id TEXT REFERENCES documents (id), -- the document cited; empty when it was not captured
    start_char INTEGER, -- where the words begin in the citing document; empty when they are not part of its text
    end_char INTEGER CHECK (0 <= start_char AND start_char <= end_char), -- where they end
    note TEXT NOT NULL, -- one line for an editor
    CHECK ((how = 'vague') = (source IS NULL)),
    CHECK ((start_char IS NULL) = (end_char IS NULL))
) STRICT;
CREATE INDEX citations_claim_id ON citations (claim_id);
CREATE INDEX citations_document_id ON citations (document_id);
CREATE INDEX citations_cited_document_id ON citations (cited_document_id);

CREATE TABLE provenance_flags (
    -- What an editor has to know about where a claim comes from before counting its sources.
    id TEXT NOT NULL PRIMARY KEY, -- m and twelve hex digits, from claim, flag and documents
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE, -- the claim
    flag TEXT NOT NULL CHECK (flag IN ('circle', 'dead_end')), -- circle: documents cite one another; dead_end: a document neither names nor links to its source
    note TEXT NOT NULL, -- one line for an editor
    documents_json TEXT NOT NULL -- the documents it is about, by id
) STRICT;
CREATE INDEX provenance_flags_claim_id ON provenance_flags (claim_id);
