-- What the machine suggests, on which evidence.

CREATE TABLE findings (
    -- What the machine suggests about one question of one claim. It is never a decision.
    id TEXT NOT NULL PRIMARY KEY, -- f and twelve hex digits, from claim and question
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE, -- the claim
    question TEXT NOT NULL CHECK (question IN ('said', 'so')), -- said: did this speaker say it, in these words? so: is it so?
    finding TEXT NOT NULL CHECK (finding IN (
        'supported', 'contradicted', 'conflicting', 'related', 'not_found', 'failed', 'unchecked'
    )), -- the suggestion
    reason TEXT NOT NULL, -- why, in words one can disagree with
    rule TEXT NOT NULL, -- the row of the decision table that decided
    wording TEXT CHECK (wording IN (
        'verbatim', 'variant', 'trimmed', 'altered', 'spliced', 'misattributed', 'ambiguous', 'not_found'
    )), -- for quoted words, how they compare
    UNIQUE (claim_id, question)
) STRICT;

CREATE TABLE evidence (
    -- A passage that bears on a claim, the words aligned, and which way it points.
    id TEXT NOT NULL PRIMARY KEY, -- e and twelve hex digits, from claim, document and span
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE, -- the claim
    n INTEGER NOT NULL, -- its order for that claim, from 1
    stance TEXT NOT NULL CHECK (stance IN ('supports', 'contradicts', 'related')), -- which way it points on whether the claim is so
    text TEXT NOT NULL, -- its words
    document_id TEXT NOT NULL REFERENCES documents (id), -- the document it stands in
    is_echo INTEGER NOT NULL CHECK (is_echo IN (0, 1)), -- 1 when the same speaker says the same: no support for its being so
    wording TEXT CHECK (wording IN (
        'verbatim', 'variant', 'trimmed', 'altered', 'spliced', 'misattributed', 'ambiguous', 'not_found'
    )), -- for quoted words, how they compare
    score_pct REAL NOT NULL CHECK (score_pct BETWEEN 0 AND 100), -- how alike the aligned words are; it locates and never decides
    covered_pct REAL NOT NULL CHECK (covered_pct BETWEEN 0 AND 100), -- how much of the claim's content words the passage holds
    origin_document_id TEXT REFERENCES documents (id), -- the document this one goes back to; empty when it stands alone
    start_char INTEGER NOT NULL, -- where its words begin in the document's text
    end_char INTEGER NOT NULL CHECK (0 <= start_char AND start_char <= end_char), -- where they end
    match_json TEXT NOT NULL CHECK (json_valid(match_json)) -- the alignment: claim_span, evidence_span, edits as [kind, claim span, evidence span], missing
) STRICT;
CREATE INDEX evidence_claim_id ON evidence (claim_id, n);
CREATE INDEX evidence_document_id ON evidence (document_id);
CREATE INDEX evidence_origin_document_id ON evidence (origin_document_id);

CREATE TABLE differences (
    -- A typed disagreement between a claim and a piece of evidence.
    id TEXT NOT NULL PRIMARY KEY, -- g and twelve hex digits, from evidence and order
    evidence_id TEXT NOT NULL REFERENCES evidence (id) ON DELETE CASCADE, -- the piece of evidence
    n INTEGER NOT NULL, -- its order for that piece, from 1
    type TEXT NOT NULL CHECK (type <> ''), -- in what respect they disagree: number, date, negation ..., one of claimcheck.models.DifferenceType
    claim TEXT NOT NULL, -- the words of the claim
    evidence TEXT NOT NULL, -- the words of the evidence
    note TEXT NOT NULL, -- why they disagree, as an editor would put it
    claim_start_char INTEGER NOT NULL, -- where those words begin in the claim's text
    claim_end_char INTEGER NOT NULL CHECK (0 <= claim_start_char AND claim_start_char <= claim_end_char), -- where they end there
    evidence_start_char INTEGER NOT NULL, -- where those words begin in the document's text
    evidence_end_char INTEGER NOT NULL CHECK (0 <= evidence_start_char AND evidence_start_char <= evidence_end_char), -- where they end there
    UNIQUE (evidence_id, n)
) STRICT;
