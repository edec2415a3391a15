-- What people decide, step by step, and what it rests on.

CREATE TABLE people (
    -- Whoever works with this database. What they decided stays when they leave, so rows are never deleted.
    name TEXT NOT NULL PRIMARY KEY CHECK (name <> '' AND name = trim(name)), -- the name that they decide under
    role TEXT NOT NULL CHECK (role IN ('viewer', 'checker', 'editor')), -- viewer: looks; checker: decides too; editor: signs off too
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)), -- 0 once they work here no longer
    added_utc TEXT NOT NULL CHECK (added_utc GLOB '????-??-??T??:??:??*Z') -- since when they are listed
) STRICT;
CREATE UNIQUE INDEX people_name ON people (name COLLATE NOCASE);
CREATE TRIGGER people_are_not_machines BEFORE INSERT ON people
WHEN new.name LIKE '%claimcheck%' OR new.name LIKE 'machine' OR new.name LIKE 'the machine' OR new.name LIKE 'system'
    OR new.name LIKE 'bot' OR new.name LIKE '% bot' OR new.name LIKE 'ai' OR new.name LIKE 'datasette' BEGIN
    SELECT raise(ABORT, 'people decide, and the machine only suggests: give the name of a person');
END;
CREATE TRIGGER people_are_not_replaced BEFORE INSERT ON people
WHEN EXISTS (SELECT 1 FROM people WHERE name = new.name COLLATE NOCASE OR rowid = new.rowid) BEGIN
    SELECT raise(ABORT, 'somebody of that name is listed already: change their role, or choose another name');
END;
CREATE TRIGGER people_keep_their_name BEFORE UPDATE ON people WHEN new.name IS NOT old.name OR new.rowid <> old.rowid BEGIN
    SELECT raise(ABORT, 'people keep their name, as decisions carry it: add the new name, and mark the old one as inactive');
END;
CREATE TRIGGER people_are_not_deleted BEFORE DELETE ON people BEGIN
    SELECT raise(ABORT, 'people are not deleted, as decisions name them: mark them as inactive');
END;

CREATE TABLE kind_settings (
    -- What a newsroom set for a kind of claim in place of the default. Rows are only ever added; the last one holds.
    number INTEGER NOT NULL PRIMARY KEY CHECK (number > 0), -- the order in which they were set
    kind TEXT NOT NULL CHECK (kind IN (
        'number', 'date', 'quote', 'event', 'cause', 'comparison', 'superlative', 'identity', 'prediction', 'opinion', 'presupposition'
    )), -- the kind of claim
    is_high_risk INTEGER NOT NULL CHECK (is_high_risk IN (0, 1)), -- 1 when whoever proposed must never sign off
    may_sign_own INTEGER NOT NULL CHECK (may_sign_own IN (0, 1)), -- 1 when whoever proposed may sign off
    person TEXT NOT NULL REFERENCES people (name), -- who set it
    note TEXT NOT NULL, -- why, in their words
    set_utc TEXT NOT NULL CHECK (set_utc GLOB '????-??-??T??:??:??*Z'), -- when
    CHECK (NOT (is_high_risk AND may_sign_own))
) STRICT;
CREATE INDEX kind_settings_kind ON kind_settings (kind, number);
CREATE INDEX kind_settings_person ON kind_settings (person);
CREATE TRIGGER kind_settings_are_of_editors BEFORE INSERT ON kind_settings
WHEN NOT EXISTS (SELECT 1 FROM people WHERE name = new.person AND is_active AND role = 'editor') BEGIN
    SELECT raise(ABORT, 'only editors say what it takes to sign off a kind of claim');
END;
CREATE TRIGGER kind_settings_are_not_replaced BEFORE INSERT ON kind_settings
WHEN EXISTS (SELECT 1 FROM kind_settings WHERE number = new.number) BEGIN
    SELECT raise(ABORT, 'settings are only ever added: this one is there already');
END;
CREATE TRIGGER kind_settings_are_not_changed BEFORE UPDATE ON kind_settings BEGIN
    SELECT raise(ABORT, 'settings are only ever added: write a new one to change it');
END;
CREATE TRIGGER kind_settings_are_not_deleted BEFORE DELETE ON kind_settings BEGIN
    SELECT raise(ABORT, 'settings are only ever added: they cannot be deleted');
END;

CREATE VIEW kinds AS
    -- What it takes to sign off a claim of each kind: the defaults, or what an editor set in their place.
WITH defaults (kind, is_high_risk) AS (
    VALUES ('number', 1), ('date', 0), ('quote', 1), ('event', 0), ('cause', 1), ('comparison', 0), ('superlative', 1),
        ('identity', 0), ('prediction', 0), ('opinion', 0), ('presupposition', 1)
),
chosen AS (
    SELECT kind, is_high_risk, may_sign_own, person, note, set_utc, max(number) FROM kind_settings GROUP BY kind
)
SELECT
    defaults.kind AS id, -- the kind of claim
    coalesce(chosen.is_high_risk, defaults.is_high_risk) AS is_high_risk, -- 1 when whoever proposed must never sign off
    coalesce(chosen.may_sign_own, 0) AS may_sign_own, -- 1 when whoever proposed may sign off
    chosen.person AS person, -- who set it; empty for a default
    chosen.note AS note, -- why
    chosen.set_utc AS set_utc -- when
FROM defaults LEFT JOIN chosen ON chosen.kind = defaults.kind;

CREATE TABLE reviews (
    -- What a person decided about a claim. Rows are only ever added; the last one stands.
    id TEXT NOT NULL PRIMARY KEY, -- r and twelve hex digits, from all that follows but the number
    claim_id TEXT NOT NULL REFERENCES claims (id), -- the claim
    verdict TEXT NOT NULL CHECK (verdict IN (
        'confirmed', 'wrong', 'misleading', 'disputed', 'unproven', 'uncheckable', 'opinion'
    )), -- the decision on whether it is so
    reviewer TEXT NOT NULL CHECK (trim(reviewer) <> ''), -- who decided
    note TEXT NOT NULL, -- why, in their words
    reviewed_utc TEXT NOT NULL CHECK (reviewed_utc GLOB '????-??-??T??:??:??*'), -- when
    basis TEXT NOT NULL, -- digest over the claim's text, speaker and evidence as that person saw them
    said TEXT CHECK (said IN (
        'confirmed', 'wrong', 'misleading', 'disputed', 'unproven', 'uncheckable', 'opinion'
    )), -- the decision on whether this speaker said it; empty where nobody but the article speaks, and where it was not asked
    copy TEXT CHECK (copy IN ('keep', 'fix', 'soften', 'attribute', 'cut', 'ask')), -- what to do with the copy; ask: ask the author
    number INTEGER NOT NULL UNIQUE CHECK (number > 0) -- the order in which reviews were written
) STRICT;
CREATE INDEX reviews_claim_id ON reviews (claim_id, number);
-- INSERT OR REPLACE deletes without asking the delete trigger, so the insert itself has to refuse; a rowid that is
-- given, and taken already, replaces a row as a key does.
CREATE TRIGGER reviews_are_not_replaced BEFORE INSERT ON reviews
WHEN EXISTS (SELECT 1 FROM reviews WHERE id = new.id OR number = new.number OR rowid = new.rowid) BEGIN
    SELECT raise(ABORT, 'reviews are only ever added: this one is there already');
END;
CREATE TRIGGER reviews_are_not_changed BEFORE UPDATE ON reviews BEGIN
    SELECT raise(ABORT, 'reviews are only ever added: write a new one to change your mind');
END;
CREATE TRIGGER reviews_are_not_deleted BEFORE DELETE ON reviews BEGIN
    SELECT raise(ABORT, 'reviews are only ever added: they cannot be deleted');
END;

CREATE TABLE review_evidence (
    -- The evidence a person had before them when they decided, kept as it was.
    id TEXT NOT NULL PRIMARY KEY, -- y and twelve hex digits, from review and order
    review_id TEXT NOT NULL REFERENCES reviews (id), -- the review
    n INTEGER NOT NULL, -- its order at the time, from 1
    document_id TEXT NOT NULL REFERENCES documents (id), -- the document it stands in
    text TEXT NOT NULL, -- its words
    stance TEXT NOT NULL CHECK (stance IN ('supports', 'contradicts', 'related')), -- which way it was said to point
    start_char INTEGER NOT NULL, -- where its words begin
    end_char INTEGER NOT NULL CHECK (0 <= start_char AND start_char <= end_char), -- where they end
    UNIQUE (review_id, n)
) STRICT;
CREATE INDEX review_evidence_document_id ON review_evidence (document_id);
CREATE TRIGGER review_evidence_is_not_replaced BEFORE INSERT ON review_evidence
WHEN EXISTS (SELECT 1 FROM review_evidence WHERE id = new.id OR (review_id = new.review_id AND n = new.n) OR rowid = new.rowid) BEGIN
    SELECT raise(ABORT, 'what a reviewer saw is only ever added');
END;
CREATE TRIGGER review_evidence_is_not_changed BEFORE UPDATE ON review_evidence BEGIN
    SELECT raise(ABORT, 'what a reviewer saw cannot be changed');
END;
CREATE TRIGGER review_evidence_is_not_deleted BEFORE DELETE ON review_evidence BEGIN
    SELECT raise(ABORT, 'what a reviewer saw cannot be deleted');
END;

CREATE TABLE steps (
    -- Every step that a person took with a claim. Rows are only ever added; a step is taken back by a further one.
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB 'rs????????????'), -- rs and twelve hex digits; of a proposal, those of its review
    claim_id TEXT NOT NULL REFERENCES claims (id), -- the claim
    n INTEGER NOT NULL CHECK (n > 0), -- its order among the steps of that claim and of those that it succeeds, from 1
    step TEXT NOT NULL CHECK (step IN ('assigned', 'proposed', 'signed', 'returned', 'reopened', 'withdrawn')), -- what was done; withdrawn: a step of one's own taken back
    old_stage TEXT NOT NULL CHECK (old_stage IN ('open', 'assigned', 'proposed', 'signed', 'returned', 'reopened')), -- where the claim stood before
    new_stage TEXT NOT NULL CHECK (new_stage IN ('open', 'assigned', 'proposed', 'signed', 'returned', 'reopened')), -- where it stood from then on
    person TEXT NOT NULL REFERENCES people (name), -- who did it
    assignee TEXT REFERENCES people (name), -- to whom it was assigned
    review_id TEXT REFERENCES reviews (id), -- the decision that was proposed, signed, returned or reopened
    note TEXT NOT NULL, -- why, in their words
    at_utc TEXT NOT NULL CHECK (at_utc GLOB '????-??-??T??:??:??*'), -- when
    withdraws_id TEXT UNIQUE REFERENCES steps (id), -- the step that was taken back
    number INTEGER NOT NULL UNIQUE CHECK (number > 0), -- the order in which steps were written
    CHECK (step = 'withdrawn' OR new_stage = step),
    CHECK ((step = 'assigned') = (assignee IS NOT NULL)),
    CHECK ((step = 'withdrawn') = (withdraws_id IS NOT NULL)),
    CHECK ((step NOT IN ('assigned', 'withdrawn')) = (review_id IS NOT NULL))
) STRICT;
CREATE INDEX steps_claim_id ON steps (claim_id, number);
CREATE INDEX steps_review_id ON steps (review_id);
CREATE INDEX steps_person ON steps (person);
CREATE INDEX steps_assignee ON steps (assignee);
CREATE TRIGGER steps_are_not_replaced BEFORE INSERT ON steps
WHEN EXISTS (SELECT 1 FROM steps WHERE id = new.id OR number = new.number OR rowid = new.rowid) BEGIN
    SELECT raise(ABORT, 'steps are only ever added: this one is there already');
END;
CREATE TRIGGER steps_are_not_changed BEFORE UPDATE ON steps BEGIN
    SELECT raise(ABORT, 'steps are only ever added: take a new one');
END;
CREATE TRIGGER steps_are_not_deleted BEFORE DELETE ON steps BEGIN
    SELECT raise(ABORT, 'steps are only ever added: they cannot be deleted; take back your own last one');
END;

CREATE TABLE calls (
    -- A call or an interview about a claim: human evidence, as noted by whoever spoke. Rows are only ever added.
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB 'rc????????????'), -- rc and twelve hex digits, from all that follows but the counts
    claim_id TEXT NOT NULL REFERENCES claims (id), -- the claim
    spoken_to TEXT NOT NULL CHECK (trim(spoken_to) <> ''), -- who was spoken to
    role TEXT, -- in what capacity they speak
    terms TEXT NOT NULL CHECK (terms IN ('on_record', 'background', 'off_record')), -- background: their words without their name; off_record: neither, and nothing rests on it
    words TEXT NOT NULL CHECK (trim(words) <> ''), -- what they said
    spoken_utc TEXT NOT NULL CHECK (spoken_utc GLOB '????-??-??*'), -- when: ISO 8601, as exact as noted
    person TEXT NOT NULL REFERENCES people (name), -- who noted it
    noted_utc TEXT NOT NULL CHECK (noted_utc GLOB '????-??-??T??:??:??*Z'), -- when it was noted
    steps_count INTEGER NOT NULL CHECK (steps_count >= 0), -- how many steps there were then, of all claims: sign-offs among them have not seen it
    number INTEGER NOT NULL UNIQUE CHECK (number > 0) -- the order in which calls were noted
) STRICT;
CREATE INDEX calls_claim_id ON calls (claim_id, number);
CREATE INDEX calls_person ON calls (person);
CREATE TRIGGER calls_are_noted_by_people BEFORE INSERT ON calls BEGIN
    SELECT CASE
        WHEN role IS NULL THEN raise(ABORT, 'no active person has that name: an editor adds people with `claimcheck people add`')
        WHEN role = 'viewer' THEN raise(ABORT, 'viewers cannot decide: ask a checker or an editor')
        WHEN new.steps_count IS NOT (SELECT coalesce(max(number), 0) FROM steps)
            THEN raise(ABORT, 'steps were taken meanwhile: look again, and note the call then')
        WHEN NOT EXISTS (SELECT 1 FROM claims WHERE id = new.claim_id)
            THEN raise(ABORT, 'no such claim: `claimcheck status` lists them')
        WHEN trim(new.spoken_to) = '' THEN raise(ABORT, 'a call is with somebody: say whom you spoke to')
        WHEN trim(new.words) = '' THEN raise(ABORT, 'a call without words says nothing: note what they said')
        -- A day more, for whoever writes down the time of a place that is ahead of UTC.
        WHEN substr(new.spoken_utc, 1, 10) > date(new.noted_utc, '+1 day')
            THEN raise(ABORT, 'that day is still to come: say when you spoke')
    END
    FROM (SELECT (SELECT role FROM people WHERE name = new.person AND is_active) AS role);
END;
CREATE TRIGGER calls_are_not_replaced BEFORE INSERT ON calls
WHEN EXISTS (SELECT 1 FROM calls WHERE id = new.id OR number = new.number OR rowid = new.rowid) BEGIN
    SELECT raise(ABORT, 'calls are only ever added: this one is there already');
END;
CREATE TRIGGER calls_are_not_changed BEFORE UPDATE ON calls BEGIN
    SELECT raise(ABORT, 'calls are only ever added: note a new one to correct it');
END;
CREATE TRIGGER calls_are_not_deleted BEFORE DELETE ON calls BEGIN
    SELECT raise(ABORT, 'calls are only ever added: they cannot be deleted');
END;

CREATE TABLE rechecks (
    -- A passage that evidence rests on, looked for again at its address. What was captured before stays as it was.
    id TEXT NOT NULL PRIMARY KEY, -- j and twelve hex digits, from retrieval, document and span
    place TEXT NOT NULL, -- the address
    result TEXT NOT NULL CHECK (result IN ('unchanged', 'changed', 'gone', 'unreachable')), -- unchanged: its sentence still stands, word for word; gone: the page or the sentence is not there
    text TEXT NOT NULL, -- the words that the evidence rests on
    document_id TEXT NOT NULL REFERENCES documents (id), -- the document that they stand in
    start_char INTEGER NOT NULL, -- where they begin
    end_char INTEGER NOT NULL CHECK (0 <= start_char AND start_char <= end_char), -- where they end
    found TEXT, -- the sentence as it reads now; empty when it is gone or could not be looked for
    found_document_id TEXT REFERENCES documents (id), -- the document that the address holds now
    found_start_char INTEGER, -- where that sentence begins
    found_end_char INTEGER CHECK (0 <= found_start_char AND found_start_char <= found_end_char), -- where it ends
    note TEXT, -- what there is to say about it, such as why it could not be looked for
    retrieval_id TEXT NOT NULL REFERENCES retrievals (id), -- the retrieval that it was looked for in
    rechecked_utc TEXT NOT NULL CHECK (rechecked_utc GLOB '????-??-??T??:??:??*Z'), -- when that was
    reviews_count INTEGER NOT NULL CHECK (reviews_count >= 0) -- how many reviews there were then: only those can have gone stale by it
) STRICT;
CREATE INDEX rechecks_document_id ON rechecks (document_id, start_char, end_char);
CREATE INDEX rechecks_found_document_id ON rechecks (found_document_id);
CREATE INDEX rechecks_retrieval_id ON rechecks (retrieval_id);
