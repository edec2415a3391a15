-- Articles under check: their claims, who says them, and what became of every sentence.

CREATE TABLE articles (
    -- An article under check: a file of the workspace and the text that it holds now.
    id TEXT NOT NULL PRIMARY KEY, -- a and twelve hex digits, from the place
    place TEXT NOT NULL UNIQUE, -- the path inside the workspace
    document_id TEXT NOT NULL REFERENCES documents (id), -- the text it holds now; earlier ones are under captures
    is_from_sheet INTEGER NOT NULL CHECK (is_from_sheet IN (0, 1)), -- 1 when a hand-corrected claim sheet gave the claims
    is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)) -- 1 while the file is there; 0 once it vanished
) STRICT;
CREATE INDEX articles_document_id ON articles (document_id);

CREATE TABLE coverage (
    -- A sentence, heading or piece of boilerplate of an article, and what became of it: together they are the whole article.
    id TEXT NOT NULL PRIMARY KEY, -- v and twelve hex digits, from document and order
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, -- the article's text
    n INTEGER NOT NULL, -- its order in that text, from 1
    text TEXT NOT NULL, -- its words
    covered TEXT NOT NULL CHECK (covered IN ('claims', 'excluded', 'gap')), -- claims: split into claims; excluded: holds none, see why; gap: not accounted for
    why TEXT, -- why it is excluded, or a gap
    start_char INTEGER NOT NULL, -- where it begins
    end_char INTEGER NOT NULL CHECK (0 <= start_char AND start_char <= end_char), -- where it ends
    UNIQUE (document_id, n)
) STRICT;

CREATE TABLE speakers (
    -- A source as an article names it: the same name with another role is another row.
    id TEXT NOT NULL PRIMARY KEY, -- s and twelve hex digits, from all that follows
    name TEXT NOT NULL, -- the fullest name the article gives
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'document', 'imagery', 'data', 'unnamed', 'article')), -- what kind of source it is
    role TEXT, -- the role, as the article words it
    via TEXT, -- who reviewed, obtained or relayed it
    anonymity TEXT, -- why an unnamed source is unnamed, where the article says so
    candidates_json TEXT NOT NULL CHECK (json_valid(candidates_json)) -- the names it could be, when the text leaves more than one open
) STRICT;

CREATE TABLE attributions (
    -- Who says what in an article: the source, the cue and the content.
    id TEXT NOT NULL PRIMARY KEY, -- t and twelve hex digits, from document, type, spans, speaker and outer attribution
    label TEXT NOT NULL, -- what a person calls it: the speaker and the cue
    speaker_id TEXT REFERENCES speakers (id), -- whom the source resolves to; empty when the text leaves it open
    source TEXT NOT NULL, -- the words that name who speaks; empty when left out
    cue TEXT NOT NULL, -- the words that attribute, such as "noted" or "according to"
    content TEXT NOT NULL, -- what is said, quotation marks included
    type TEXT NOT NULL CHECK (type IN ('direct', 'mixed', 'indirect', 'none')), -- direct: all inside quotation marks; mixed: partly; indirect: not at all
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, -- the article's text
    outer_id TEXT REFERENCES attributions (id) ON DELETE CASCADE -- the attribution that this one is nested in
) STRICT;
CREATE INDEX attributions_document_id ON attributions (document_id);
CREATE INDEX attributions_speaker_id ON attributions (speaker_id);
CREATE INDEX attributions_outer_id ON attributions (outer_id);

CREATE TABLE attribution_spans (
    -- Where the parts of an attribution stand in the article, piece by piece.
    id TEXT NOT NULL PRIMARY KEY, -- x and twelve hex digits, from attribution, part and order
    attribution_id TEXT NOT NULL REFERENCES attributions (id) ON DELETE CASCADE, -- the attribution
    part TEXT NOT NULL CHECK (part IN ('source', 'cue', 'content')), -- which part
    n INTEGER NOT NULL, -- the order of the pieces of that part, from 1
    text TEXT NOT NULL, -- the words
    start_char INTEGER NOT NULL, -- where they begin
    end_char INTEGER NOT NULL CHECK (0 <= start_char AND start_char <= end_char), -- where they end
    UNIQUE (attribution_id, part, n)
) STRICT;

CREATE TABLE claims (
    -- An atomic, self-contained statement with its exact place in the article.
    id TEXT NOT NULL PRIMARY KEY, -- c and twelve hex digits, from article, spans and text
    n INTEGER NOT NULL, -- its order in the article, from 1
    text TEXT NOT NULL, -- the statement, self-contained
    kind TEXT NOT NULL CHECK (kind IN (
        'number', 'date', 'quote', 'event', 'cause', 'comparison', 'superlative', 'identity', 'prediction', 'opinion', 'presupposition'
    )), -- what it takes to check it
    attribution_id TEXT REFERENCES attributions (id), -- who says it; empty where the article speaks for itself
    priority_pct REAL NOT NULL CHECK (priority_pct BETWEEN 0 AND 100), -- what to check first: 100 is most urgent
    is_checkable INTEGER NOT NULL CHECK (is_checkable IN (0, 1)), -- 0 when no evidence could settle it
    why_not TEXT, -- why it cannot be checked
    uncertain TEXT, -- what the splitter could not decide, in words
    is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)), -- 0 for a reviewed claim that the article no longer makes
    document_id TEXT NOT NULL REFERENCES documents (id), -- the article's text, as it stood when this claim was taken from it
    sentence_start_char INTEGER NOT NULL, -- where the sentence it comes from begins
    sentence_end_char INTEGER NOT NULL CHECK (0 <= sentence_start_char AND sentence_start_char <= sentence_end_char), -- where that sentence ends
    successor_id TEXT REFERENCES claims (id) ON DELETE SET NULL, -- the same statement in the article as it reads now
    basis TEXT, -- digest over its text, speaker and evidence as last checked; a review of another basis is stale
    number INTEGER NOT NULL UNIQUE -- its number in the full-text index
) STRICT;
CREATE INDEX claims_document_id ON claims (document_id, n);
CREATE INDEX claims_attribution_id ON claims (attribution_id);
CREATE INDEX claims_successor_id ON claims (successor_id);
CREATE VIRTUAL TABLE claims_fts USING fts5 (
    text, content = 'claims', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER claims_fts_insert AFTER INSERT ON claims BEGIN
    INSERT INTO claims_fts (rowid, text) VALUES (new.number, new.text);
END;
CREATE TRIGGER claims_fts_delete AFTER DELETE ON claims BEGIN
    INSERT INTO claims_fts (claims_fts, rowid, text) VALUES ('delete', old.number, old.text);
END;
CREATE TRIGGER claims_fts_update AFTER UPDATE OF number, text ON claims BEGIN
    INSERT INTO claims_fts (claims_fts, rowid, text) VALUES ('delete', old.number, old.text);
    INSERT INTO claims_fts (rowid, text) VALUES (new.number, new.text);
END;

CREATE TABLE claim_spans (
    -- The words of the article that a claim is made of, piece by piece, and the quoted words among them.
    id TEXT NOT NULL PRIMARY KEY, -- w and twelve hex digits, from claim, part and order
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE, -- the claim
    part TEXT NOT NULL CHECK (part IN ('words', 'quote')), -- words: it is made of them; quote: quoted words, without their quotation marks
    n INTEGER NOT NULL, -- the order of the pieces of that part, from 1
    text TEXT NOT NULL, -- the words
    start_char INTEGER NOT NULL, -- where they begin
    end_char INTEGER NOT NULL CHECK (0 <= start_char AND start_char <= end_char), -- where they end
    UNIQUE (claim_id, part, n)
) STRICT;

CREATE TABLE substitutions (
    -- A replacement that makes a claim self-contained, such as a full name for "he".
    id TEXT NOT NULL PRIMARY KEY, -- b and twelve hex digits, from claim and order
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE, -- the claim
    n INTEGER NOT NULL, -- the order of the replacements in that claim, from 1
    old TEXT NOT NULL, -- the words of the article
    new TEXT NOT NULL, -- what stands in the claim instead
    start_char INTEGER NOT NULL, -- where the replaced words begin
    end_char INTEGER NOT NULL CHECK (0 <= start_char AND start_char <= end_char), -- where they end
    UNIQUE (claim_id, n)
) STRICT;
