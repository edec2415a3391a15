-- What a model of meaning answered, so that a text or a pair of texts is computed once for each version of the model.
-- It belongs to no case and is not sealed: it can be computed again from the texts at any time.

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
