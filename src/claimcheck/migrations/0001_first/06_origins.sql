-- Which documents go back to one text, what shows it, what people decided about it, and what kind of source each is.

CREATE TABLE minhash_signatures (
    -- The MinHash signature of a document: documents that share text are found by the values they share.
    number INTEGER NOT NULL PRIMARY KEY, -- its number in the index over the values
    document_id TEXT NOT NULL UNIQUE REFERENCES documents (id), -- the document
    keys TEXT NOT NULL -- the values, as words of the index, in rising order
) STRICT;
CREATE VIRTUAL TABLE minhash_signatures_fts USING fts5 (
    keys, content = 'minhash_signatures', content_rowid = 'number', tokenize = 'ascii', detail = 'none', columnsize = 0
);
CREATE TRIGGER minhash_signatures_fts_insert AFTER INSERT ON minhash_signatures BEGIN
    INSERT INTO minhash_signatures_fts (rowid, keys) VALUES (new.number, new.keys);
END;
CREATE TRIGGER minhash_signatures_fts_delete AFTER DELETE ON minhash_signatures BEGIN
    INSERT INTO minhash_signatures_fts (minhash_signatures_fts, rowid, keys) VALUES ('delete', old.number, old.keys);
END;
CREATE TRIGGER minhash_signatures_fts_update AFTER UPDATE OF number, keys ON minhash_signatures BEGIN
    INSERT INTO minhash_signatures_fts (minhash_signatures_fts, rowid, keys) VALUES ('delete', old.number, old.keys);
    INSERT INTO minhash_signatures_fts (rowid, keys) VALUES (new.number, new.keys);
END;

CREATE TABLE shared_texts (
    -- Two documents that share text, or seem to say one text in other words, and what shows it.
    id TEXT NOT NULL PRIMARY KEY, -- p and twelve hex digits, from both documents
    document_id TEXT NOT NULL REFERENCES documents (id), -- the one
    other_document_id TEXT NOT NULL REFERENCES documents (id), -- the other
    joins TEXT NOT NULL CHECK (joins IN ('merged', 'probable')), -- merged: they are one origin; probable: a person should look, until then they count as two
    signal TEXT NOT NULL CHECK (signal IN ('shared_text', 'same_address', 'credit', 'rewrite', 'translation')), -- what shows it: shared words, one address, a credit that names the other, the same names and figures in other words, or in another language
    reason TEXT NOT NULL, -- the same in words
    shared_pct REAL NOT NULL CHECK (shared_pct BETWEEN 0 AND 100), -- how much of the shorter one, quotes and boilerplate left out, stands in the other
    shared_words_count INTEGER NOT NULL CHECK (shared_words_count >= 0), -- how many of its words that is
    text TEXT, -- the longest stretch that both hold, as the one words it
    start_char INTEGER, -- where it begins in the one
    end_char INTEGER CHECK (0 <= start_char AND start_char <= end_char), -- where it ends there
    other_start_char INTEGER, -- where it begins in the other
    other_end_char INTEGER CHECK (0 <= other_start_char AND other_start_char <= other_end_char), -- where it ends there
    CHECK (document_id < other_document_id),
    UNIQUE (document_id, other_document_id)
) STRICT;
CREATE INDEX shared_texts_other_document_id ON shared_texts (other_document_id);

CREATE TABLE origins (
    -- Documents that go back to one text, such as a wire story, and so count once.
    id TEXT NOT NULL PRIMARY KEY, -- o and twelve hex digits, from the document
    document_id TEXT NOT NULL UNIQUE REFERENCES documents (id), -- the document
    origin_document_id TEXT NOT NULL REFERENCES documents (id), -- the one it goes back to: all that share it are one origin
    reason TEXT NOT NULL -- what gives it away
) STRICT;
CREATE INDEX origins_origin_document_id ON origins (origin_document_id);

CREATE TABLE origin_decisions (
    -- What a person decided about origins. Rows are only ever added; they are gone through in order.
    id TEXT NOT NULL PRIMARY KEY, -- od and twelve hex digits, from all that follows but the number
    decision TEXT NOT NULL CHECK (decision IN ('split', 'join')), -- split: the document leaves its group and stands alone; join: both documents go back to one
    document_id TEXT NOT NULL REFERENCES documents (id), -- the document
    other_document_id TEXT REFERENCES documents (id), -- the one that it is joined with
    decider TEXT NOT NULL CHECK (trim(decider) <> ''), -- who decided
    note TEXT NOT NULL, -- why, in their words
    decided_utc TEXT NOT NULL CHECK (decided_utc GLOB '????-??-??T??:??:??*'), -- when
    number INTEGER NOT NULL UNIQUE CHECK (number > 0), -- the order in which decisions were written
    CHECK ((decision = 'join') = (other_document_id IS NOT NULL)),
    CHECK (document_id IS NOT other_document_id)
) STRICT;
CREATE INDEX origin_decisions_document_id ON origin_decisions (document_id);
CREATE INDEX origin_decisions_other_document_id ON origin_decisions (other_document_id);
CREATE TRIGGER origin_decisions_are_not_replaced BEFORE INSERT ON origin_decisions
WHEN EXISTS (SELECT 1 FROM origin_decisions WHERE id = new.id OR number = new.number) BEGIN
    SELECT raise(ABORT, 'decisions about origins are only ever added: this one is there already');
END;
CREATE TRIGGER origin_decisions_are_not_changed BEFORE UPDATE ON origin_decisions BEGIN
    SELECT raise(ABORT, 'decisions about origins are only ever added: write a new one to change your mind');
END;
CREATE TRIGGER origin_decisions_are_not_deleted BEFORE DELETE ON origin_decisions BEGIN
    SELECT raise(ABORT, 'decisions about origins are only ever added: they cannot be deleted');
END;

CREATE TABLE source_kinds (
    -- What kind of source a document is: as a person set it, else as it looks, with what gives it away.
    id TEXT NOT NULL PRIMARY KEY, -- ok and twelve hex digits, from the document
    document_id TEXT NOT NULL UNIQUE REFERENCES documents (id), -- the document
    kind TEXT NOT NULL CHECK (kind IN (
        'primary', 'recording', 'official', 'party', 'wire', 'original', 'republication', 'opinion', 'anonymous'
    )), -- primary: a primary document or data; recording: or a transcript; official: an official statement; party: somebody with an interest; original: an outlet's own report
    reason TEXT NOT NULL, -- what gives it away
    decider TEXT -- who set it; empty while it is a guess
) STRICT;

CREATE TABLE source_kind_decisions (
    -- What kind of source a person said a document is. Rows are only ever added; the last one stands.
    id TEXT NOT NULL PRIMARY KEY, -- oq and twelve hex digits, from all that follows but the number
    document_id TEXT NOT NULL REFERENCES documents (id), -- the document
    kind TEXT NOT NULL CHECK (kind IN (
        'primary', 'recording', 'official', 'party', 'wire', 'original', 'republication', 'opinion', 'anonymous'
    )), -- the kind
    decider TEXT NOT NULL CHECK (trim(decider) <> ''), -- who decided
    note TEXT NOT NULL, -- why, in their words
    decided_utc TEXT NOT NULL CHECK (decided_utc GLOB '????-??-??T??:??:??*'), -- when
    number INTEGER NOT NULL UNIQUE CHECK (number > 0) -- the order in which decisions were written
) STRICT;
CREATE INDEX source_kind_decisions_document_id ON source_kind_decisions (document_id, number);
CREATE TRIGGER source_kind_decisions_are_not_replaced BEFORE INSERT ON source_kind_decisions
WHEN EXISTS (SELECT 1 FROM source_kind_decisions WHERE id = new.id OR number = new.number) BEGIN
    SELECT raise(ABORT, 'decisions about kinds of source are only ever added: this one is there already');
END;
CREATE TRIGGER source_kind_decisions_are_not_changed BEFORE UPDATE ON source_kind_decisions BEGIN
    SELECT raise(ABORT, 'decisions about kinds of source are only ever added: write a new one to change your mind');
END;
CREATE TRIGGER source_kind_decisions_are_not_deleted BEFORE DELETE ON source_kind_decisions BEGIN
    SELECT raise(ABORT, 'decisions about kinds of source are only ever added: they cannot be deleted');
END;
