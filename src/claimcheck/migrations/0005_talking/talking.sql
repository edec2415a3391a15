-- What a desk agrees on beside decisions: until when, what people say to one another, and who outside may read.

CREATE TABLE deadlines (
    -- Until when an article is to be checked. Rows are only ever added; the last one of an article holds.
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB 'dl????????????'), -- dl and twelve hex digits, from all that follows
    place TEXT NOT NULL, -- the path of the article inside the workspace
    deadline_utc TEXT, -- the time; empty to have none
    person TEXT NOT NULL REFERENCES people (name), -- who set it
    set_utc TEXT NOT NULL CHECK (set_utc GLOB '????-??-??T??:??:??*Z'), -- when
    number INTEGER NOT NULL UNIQUE CHECK (number > 0) -- the order in which they were set
) STRICT;
CREATE INDEX deadlines_place ON deadlines (place, number);
CREATE INDEX deadlines_person ON deadlines (person);

CREATE TABLE comments (
    -- What somebody said about a claim to the others; @name speaks to one of them. Rows are only ever added.
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB 'cm????????????'), -- cm and twelve hex digits, from all that follows but the number
    claim_id TEXT NOT NULL REFERENCES claims (id), -- the claim
    person TEXT NOT NULL REFERENCES people (name), -- who said it
    words TEXT NOT NULL CHECK (trim(words) <> ''), -- what they said
    said_utc TEXT NOT NULL CHECK (said_utc GLOB '????-??-??T??:??:??*Z'), -- when
    number INTEGER NOT NULL UNIQUE CHECK (number > 0) -- the order in which they were written
) STRICT;
CREATE INDEX comments_claim_id ON comments (claim_id, number);
CREATE INDEX comments_person ON comments (person);
CREATE TRIGGER comments_are_of_people BEFORE INSERT ON comments
WHEN NOT EXISTS (SELECT 1 FROM people WHERE name = new.person AND is_active) BEGIN
    SELECT raise(ABORT, 'no active person has that name: an editor adds people with `claimcheck people add`');
END;
CREATE TRIGGER comments_are_not_replaced BEFORE INSERT ON comments
WHEN EXISTS (SELECT 1 FROM comments WHERE id = new.id OR number = new.number OR rowid = new.rowid) BEGIN
    SELECT raise(ABORT, 'comments are only ever added: this one is there already');
END;
CREATE TRIGGER comments_are_not_changed BEFORE UPDATE ON comments BEGIN
    SELECT raise(ABORT, 'comments are only ever added: write a new one');
END;
CREATE TRIGGER comments_are_not_deleted BEFORE DELETE ON comments BEGIN
    SELECT raise(ABORT, 'comments are only ever added: they cannot be deleted');
END;
CREATE TRIGGER claims_with_comments_are_not_deleted BEFORE DELETE ON claims
WHEN EXISTS (SELECT 1 FROM comments WHERE claim_id = old.id) BEGIN
    SELECT raise(ABORT, 'people worked on this claim: it stays');
END;

CREATE TABLE shares (
    -- A link with which somebody without a login may read one article, or a person's feed.
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB 'ln????????????'), -- ln and twelve hex digits, from the digest
    kind TEXT NOT NULL, -- what may be read: article or feed
    subject TEXT NOT NULL, -- the path of the article, or the person
    token_digest TEXT NOT NULL UNIQUE, -- sha256: and the hex digest of the secret in the link
    person TEXT NOT NULL REFERENCES people (name), -- who made it
    made_utc TEXT NOT NULL CHECK (made_utc GLOB '????-??-??T??:??:??*Z'), -- when
    withdrawn_utc TEXT -- when it was withdrawn; empty while it works
) STRICT;
CREATE INDEX shares_subject ON shares (kind, subject);
CREATE INDEX shares_person ON shares (person);
