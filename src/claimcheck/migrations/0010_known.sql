-- What was checked before: fact-checks of others that were read in, and for claims what was decided about the same claim.

CREATE TABLE known_checks (
    -- A fact-check that somebody published, as its publisher states it. It enters no finding of its own.
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB 'kc????????????'), -- kc and twelve hex digits, from all that follows but the file
    claim TEXT NOT NULL CHECK (trim(claim) <> ''), -- the words checked
    rating TEXT NOT NULL CHECK (trim(rating) <> ''), -- what was made of them, in the publisher's words
    publisher TEXT, -- who checked
    claimant TEXT, -- who made the claim
    checked TEXT, -- when it was checked: ISO 8601, as exact as stated
    url TEXT, -- where the fact-check is
    title TEXT, -- what it is called
    file TEXT NOT NULL -- the name of the file that it was read from first
) STRICT;
CREATE INDEX known_checks_url ON known_checks (url);

CREATE TABLE known_matches (
    -- What was checked before that makes the same claim: a fact-check of others, or a claim of another article.
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB 'km????????????'), -- km and twelve hex digits, from the claim and what it is the same as
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE, -- the claim
    known_check_id TEXT REFERENCES known_checks (id) ON DELETE CASCADE, -- the fact-check of others
    earlier_claim_id TEXT REFERENCES claims (id) ON DELETE CASCADE, -- or the claim that people here decided on
    likeness_pct REAL NOT NULL CHECK (likeness_pct BETWEEN 0 AND 100), -- how likely it is that both make the same claim
    CHECK ((known_check_id IS NULL) <> (earlier_claim_id IS NULL))
) STRICT;
CREATE INDEX known_matches_claim_id ON known_matches (claim_id);
CREATE INDEX known_matches_known_check_id ON known_matches (known_check_id);
CREATE INDEX known_matches_earlier_claim_id ON known_matches (earlier_claim_id);

CREATE TABLE known_lookups (
    -- Which articles were held against what was checked before, and against what of it.
    place TEXT NOT NULL PRIMARY KEY, -- the path of the article inside the workspace
    inputs TEXT NOT NULL -- digest over its claims, what was checked before, and the program
) STRICT;
