-- What was computed once and need not be computed again while all that it rests on is the same. It belongs to no case.

ALTER TABLE documents ADD COLUMN language TEXT /* the language as the document declares it; empty where it does not */;

CREATE TABLE annotations (
    -- What the language of a document says about it: sentences, names, speakers, claims.
    id TEXT NOT NULL PRIMARY KEY, -- p and twelve hex digits, from digest, annotator and place
    digest TEXT NOT NULL, -- the digest of the document
    language TEXT NOT NULL, -- the code of its language
    annotator TEXT NOT NULL, -- who annotated it
    version TEXT NOT NULL, -- the edition of the annotator
    basis TEXT NOT NULL, -- digest over the text and its description as they were annotated
    start_char INTEGER NOT NULL, -- where the annotated part of the document begins
    end_char INTEGER NOT NULL CHECK (0 <= start_char AND start_char <= end_char), -- where it ends
    annotated BLOB NOT NULL -- the annotation, packed by claimcheck
) STRICT;
CREATE INDEX annotations_digest ON annotations (digest, start_char);

CREATE TABLE article_checks (
    -- What the findings of an article rest on.
    id TEXT NOT NULL PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE, -- the article
    inputs TEXT NOT NULL, -- digest over article, evidence, settings and program when its claims were last checked
    findings TEXT NOT NULL -- digest over the findings and evidence that this led to
) STRICT;

CREATE TABLE embeddings (
    -- The vectors of texts. Passages are found by them.
    key TEXT NOT NULL PRIMARY KEY CHECK (length(key) = 32), -- a digest of the model's version, the text, and its role: query or passage
    model TEXT NOT NULL, -- the version of the model
    vector BLOB NOT NULL -- unit length; numbers of 16 bits, lowest byte first
) STRICT, WITHOUT ROWID;

CREATE TABLE entailments (
    -- Whether a piece of evidence entails or contradicts a claim: the model's estimate, one signal among several.
    key TEXT NOT NULL PRIMARY KEY CHECK (length(key) = 32), -- a digest of the model's version, the evidence and the claim
    model TEXT NOT NULL, -- the version of the model
    entailment_pct INTEGER NOT NULL CHECK (entailment_pct BETWEEN 0 AND 100), -- how probable it is that the claim follows
    neutral_pct INTEGER NOT NULL CHECK (neutral_pct BETWEEN 0 AND 100), -- how probable it is that the evidence leaves it open
    contradiction_pct INTEGER NOT NULL CHECK (contradiction_pct BETWEEN 0 AND 100) -- how probable it is that the evidence denies it
) STRICT, WITHOUT ROWID;
