-- Decisions in steps: who may decide, what each step needs, and where every claim stands.
-- The rules are triggers, so that they hold whatever tool writes. Each refusal is one line: what is wrong, what to do.

ALTER TABLE reviews ADD COLUMN said TEXT CHECK (said IN ('confirmed', 'wrong', 'misleading', 'disputed', 'unproven', 'uncheckable', 'opinion')) /* the decision on whether this speaker said it; empty where nobody but the article speaks, and where it was not asked */;
ALTER TABLE reviews ADD COLUMN copy TEXT CHECK (copy IN ('keep', 'fix', 'soften', 'attribute', 'cut', 'ask')) /* what to do with the copy; ask: ask the author */;

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
CREATE TRIGGER claims_with_a_history_are_not_deleted BEFORE DELETE ON claims
WHEN EXISTS (SELECT 1 FROM steps WHERE claim_id = old.id) OR EXISTS (SELECT 1 FROM calls WHERE claim_id = old.id) BEGIN
    SELECT raise(ABORT, 'people worked on this claim: it stays');
END;

-- A rowid that is given, and taken already, replaces a row as a key does.
CREATE TRIGGER reviews_are_not_replaced_by_rowid BEFORE INSERT ON reviews
WHEN EXISTS (SELECT 1 FROM reviews WHERE rowid = new.rowid) BEGIN
    SELECT raise(ABORT, 'reviews are only ever added: this one is there already');
END;
CREATE TRIGGER review_evidence_is_not_replaced_by_rowid BEFORE INSERT ON review_evidence
WHEN EXISTS (SELECT 1 FROM review_evidence WHERE rowid = new.rowid) BEGIN
    SELECT raise(ABORT, 'what a reviewer saw is only ever added');
END;
CREATE TRIGGER claims_are_not_replaced BEFORE INSERT ON claims
WHEN EXISTS (SELECT 1 FROM claims WHERE id = new.id OR number = new.number OR rowid = new.rowid) BEGIN
    SELECT raise(ABORT, 'this claim is there already: change it, and what was decided about it goes stale');
END;
CREATE TRIGGER claims_keep_their_key BEFORE UPDATE ON claims
WHEN new.id IS NOT old.id OR new.number IS NOT old.number OR new.rowid <> old.rowid BEGIN
    SELECT raise(ABORT, 'claims keep their key and their number');
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

-- CROSS JOIN, IN and numbers keep SQLite from comparing all that was done with all claims: it has no index over either.
CREATE VIEW claim_stages AS
    -- Where every claim stands: its last step that was not taken back, and whether what it rests on is still so.
    -- A claim that succeeds another one carries on from where that one stood.
WITH done (claim_id, review_number, step_number, is_step, called_count, is_called) AS (
    SELECT coalesce(claims.successor_id, claims.id), reviews.number, NULL, 0, NULL, 0
    FROM reviews CROSS JOIN claims ON claims.id = reviews.claim_id
    WHERE reviews.id NOT IN (
        SELECT steps.review_id FROM steps AS back CROSS JOIN steps ON steps.id = back.withdraws_id
        WHERE steps.step = 'proposed' AND back.withdraws_id IS NOT NULL
    )
    UNION ALL
    SELECT coalesce(claims.successor_id, claims.id), NULL,
        CASE
            WHEN steps.step <> 'withdrawn'
            AND steps.id NOT IN (SELECT withdraws_id FROM steps AS back WHERE withdraws_id IS NOT NULL) THEN steps.number
        END, 1, NULL, 0
    FROM steps CROSS JOIN claims ON claims.id = steps.claim_id
    UNION ALL
    SELECT coalesce(claims.successor_id, claims.id), NULL, NULL, 0, calls.steps_count, calls.terms <> 'off_record'
    FROM calls CROSS JOIN claims ON claims.id = calls.claim_id
),
summed AS (
    SELECT claim_id, max(review_number) AS review_number, max(step_number) AS step_number,
        sum(is_step) AS steps_count, max(called_count) AS called_count, max(is_called) AS is_called
    FROM done GROUP BY claim_id
),
moved AS (
    SELECT review_evidence.review_id
    FROM rechecks
    CROSS JOIN review_evidence ON rechecks.document_id = review_evidence.document_id
        AND rechecks.start_char = review_evidence.start_char AND rechecks.end_char = review_evidence.end_char
    CROSS JOIN reviews ON reviews.id = review_evidence.review_id
    WHERE rechecks.result IN ('changed', 'gone') AND rechecks.reviews_count >= reviews.number AND NOT EXISTS (
        SELECT 1 FROM rechecks AS later
        WHERE later.document_id = rechecks.document_id AND later.start_char = rechecks.start_char
        AND later.end_char = rechecks.end_char AND later.place = rechecks.place
        AND later.result <> 'unreachable' AND later.rechecked_utc > rechecks.rechecked_utc
    )
),
placed AS (
    SELECT
        claims.id, claims.kind,
        coalesce(last.new_stage, CASE WHEN reviews.id IS NULL THEN 'open' ELSE 'proposed' END) AS last_stage,
        reviews.id IS NOT NULL AND (
            reviews.basis IS NOT claims.basis
            OR reviews.id IN moved
            OR coalesce(last.new_stage = 'signed' AND summed.called_count >= last.number, 0)
        ) AS is_stale,
        reviews.id AS review_id, reviews.verdict, reviews.said, reviews.copy, reviews.reviewer,
        last.id AS step_id, last.person, last.assignee,
        coalesce(last.at_utc, reviews.reviewed_utc) AS since_utc, summed.steps_count, summed.is_called
    FROM summed
    CROSS JOIN claims ON claims.id = summed.claim_id
    LEFT JOIN reviews ON reviews.number = summed.review_number
    LEFT JOIN steps AS last ON last.number = summed.step_number
    UNION ALL
    SELECT id, kind, 'open', 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0
    FROM claims WHERE successor_id IS NULL AND id NOT IN (SELECT claim_id FROM done)
)
SELECT
    id AS id, -- the claim
    CASE WHEN is_stale AND last_stage IN ('proposed', 'signed') THEN 'stale' ELSE last_stage END AS stage, -- open, assigned, proposed, signed, returned or reopened; stale: proposed or signed, and what that rests on changed since
    CASE WHEN last_stage = 'assigned' THEN assignee ELSE reviewer END AS checker, -- whom it is assigned to, or who decided
    CASE WHEN last_stage = 'signed' THEN person END AS signer, -- who signed off
    since_utc AS since_utc, -- when the last step was taken
    verdict AS verdict, -- the decision that stands: is it so?
    said AS said, -- the decision that stands: did this speaker say it?
    copy AS copy, -- what to do with the copy
    is_stale AS is_stale, -- 1 when the claim, its evidence or a snapshot changed after the decision, or a call was noted after the sign-off
    last_stage AS last_stage, -- the same as the stage, before anything went stale
    review_id AS review_id, -- the decision that stands
    step_id AS step_id, -- the last step that was not taken back
    person AS person, -- who took it
    steps_count AS steps_count, -- how many steps were taken in all: the next one says what it follows
    is_called AS is_called, -- 1 when a call on the record or on background was noted
    kind AS kind -- what it takes to check it
FROM placed;

-- The + and INDEXED BY keep SQLite from walking through all numbers, or all claims, in search of one.
CREATE VIEW claim_stage AS
    -- The same, put together for one claim at a time: at once for one, slow for all. The rules look at this.
WITH summed AS (
    SELECT
        claims.id, claims.kind, claims.basis,
        (
            SELECT max(+reviews.number) FROM reviews
            WHERE reviews.claim_id IN (
                SELECT claims.id UNION ALL
                SELECT before.id FROM claims AS before INDEXED BY claims_successor_id WHERE before.successor_id = claims.id
            )
            AND NOT EXISTS (
                SELECT 1 FROM steps CROSS JOIN steps AS back ON back.withdraws_id = steps.id
                WHERE steps.review_id = reviews.id AND steps.step = 'proposed'
            )
        ) AS review_number,
        (
            SELECT max(+steps.number) FROM steps
            WHERE steps.claim_id IN (
                SELECT claims.id UNION ALL
                SELECT before.id FROM claims AS before INDEXED BY claims_successor_id WHERE before.successor_id = claims.id
            )
            AND steps.step <> 'withdrawn' AND NOT EXISTS (SELECT 1 FROM steps AS back WHERE back.withdraws_id = steps.id)
        ) AS step_number,
        (
            SELECT count(*) FROM steps
            WHERE steps.claim_id IN (
                SELECT claims.id UNION ALL
                SELECT before.id FROM claims AS before INDEXED BY claims_successor_id WHERE before.successor_id = claims.id
            )
        ) AS steps_count,
        (
            SELECT count(*) FROM reviews
            WHERE reviews.claim_id IN (
                SELECT claims.id UNION ALL
                SELECT before.id FROM claims AS before INDEXED BY claims_successor_id WHERE before.successor_id = claims.id
            )
            AND NOT EXISTS (SELECT 1 FROM steps WHERE steps.review_id = reviews.id AND steps.step = 'proposed')
        ) AS unstepped_count,
        (
            SELECT max(calls.steps_count) FROM calls
            WHERE calls.claim_id IN (
                SELECT claims.id UNION ALL
                SELECT before.id FROM claims AS before INDEXED BY claims_successor_id WHERE before.successor_id = claims.id
            )
        ) AS called_count,
        EXISTS (
            SELECT 1 FROM calls
            WHERE calls.claim_id IN (
                SELECT claims.id UNION ALL
                SELECT before.id FROM claims AS before INDEXED BY claims_successor_id WHERE before.successor_id = claims.id
            )
            AND calls.terms <> 'off_record'
        ) AS is_called
    FROM claims WHERE claims.successor_id IS NULL
),
placed AS (
    SELECT
        summed.id, summed.kind, summed.steps_count, summed.unstepped_count, summed.is_called, reviews.id AS review_id,
        reviews.verdict, reviews.said, reviews.reviewer, last.id AS step_id, last.person,
        coalesce(last.new_stage, CASE WHEN reviews.id IS NULL THEN 'open' ELSE 'proposed' END) AS last_stage,
        reviews.id IS NOT NULL AND (
            reviews.basis IS NOT summed.basis
            OR coalesce(last.new_stage = 'signed' AND summed.called_count >= last.number, 0)
            OR EXISTS (
                SELECT 1 FROM review_evidence
                CROSS JOIN rechecks ON rechecks.document_id = review_evidence.document_id
                    AND rechecks.start_char = review_evidence.start_char AND rechecks.end_char = review_evidence.end_char
                WHERE review_evidence.review_id = reviews.id
                AND rechecks.result IN ('changed', 'gone') AND rechecks.reviews_count >= reviews.number AND NOT EXISTS (
                    SELECT 1 FROM rechecks AS later
                    WHERE later.document_id = rechecks.document_id AND later.start_char = rechecks.start_char
                    AND later.end_char = rechecks.end_char AND later.place = rechecks.place
                    AND later.result <> 'unreachable' AND later.rechecked_utc > rechecks.rechecked_utc
                )
            )
        ) AS is_stale
    FROM summed
    LEFT JOIN reviews ON reviews.number = summed.review_number
    LEFT JOIN steps AS last ON last.number = summed.step_number
)
SELECT
    id AS id, -- the claim
    CASE WHEN is_stale AND last_stage IN ('proposed', 'signed') THEN 'stale' ELSE last_stage END AS stage, -- as in claim_stages
    last_stage AS last_stage, -- the same as the stage, before anything went stale
    is_stale AS is_stale, -- 1 when the claim, its evidence or a snapshot changed after the decision, or a call was noted after the sign-off
    steps_count AS steps_count, -- how many steps were taken in all: the next one says what it follows
    step_id AS step_id, -- the last step that was not taken back
    person AS person, -- who took it
    review_id AS review_id, -- the decision that stands
    verdict AS verdict, -- the decision that stands: is it so?
    said AS said, -- the decision that stands: did this speaker say it?
    reviewer AS reviewer, -- who decided
    unstepped_count AS unstepped_count, -- how many decisions are older than the keeping of steps, or are just being written
    is_called AS is_called, -- 1 when a call on the record or on background was noted
    kind AS kind -- what it takes to check it
FROM placed;

CREATE TRIGGER reviews_are_of_people BEFORE INSERT ON reviews BEGIN
    SELECT CASE
        WHEN NOT EXISTS (SELECT 1 FROM claims WHERE id = new.claim_id)
            THEN raise(ABORT, 'no such claim: `claimcheck status` lists them')
        WHEN role IS NULL THEN raise(ABORT, 'no active person has that name: an editor adds people with `claimcheck people add`')
        WHEN role = 'viewer' THEN raise(ABORT, 'viewers cannot decide: ask a checker or an editor')
        WHEN new.said IS NOT NULL AND EXISTS (SELECT 1 FROM claims WHERE id = new.claim_id AND attribution_id IS NULL)
            THEN raise(ABORT, 'the article says this itself: there is no speaker to decide about')
        WHEN 'signed' = (
            SELECT stage FROM claim_stage
            WHERE id = (SELECT coalesce(successor_id, claims.id) FROM claims WHERE claims.id = new.claim_id)
        ) THEN raise(ABORT, 'the claim is signed off: an editor reopens it first')
    END
    FROM (SELECT (SELECT role FROM people WHERE name = new.reviewer AND is_active) AS role);
END;
-- A decision is a proposal, whatever tool writes it down.
CREATE TRIGGER reviews_are_proposals AFTER INSERT ON reviews BEGIN
    INSERT INTO steps (id, claim_id, n, step, old_stage, new_stage, person, review_id, note, at_utc, number)
    SELECT
        'rs' || substr(new.id, 2), new.claim_id, steps_count + 1, 'proposed',
        CASE
            WHEN step_id IS NOT NULL THEN last_stage
            WHEN unstepped_count > 1 THEN 'proposed'
            ELSE 'open'
        END,
        'proposed', new.reviewer, new.id, new.note, new.reviewed_utc, (SELECT coalesce(max(number), 0) + 1 FROM steps)
    FROM claim_stage
    WHERE id = (SELECT coalesce(successor_id, claims.id) FROM claims WHERE claims.id = new.claim_id);
END;

CREATE TRIGGER steps_are_of_claims BEFORE INSERT ON steps
WHEN NOT EXISTS (SELECT 1 FROM claims WHERE id = new.claim_id) BEGIN
    SELECT raise(ABORT, 'no such claim: `claimcheck status` lists them');
END;
CREATE TRIGGER steps_follow_the_rules BEFORE INSERT ON steps BEGIN
    SELECT CASE
        WHEN person_role IS NULL THEN raise(ABORT, 'no active person has that name: an editor adds people with `claimcheck people add`')
        WHEN person_role = 'viewer' THEN raise(ABORT, 'viewers cannot decide: ask a checker or an editor')
        WHEN new.n <> steps_count + 1 OR new.step <> 'proposed' AND new.old_stage <> last_stage
            THEN raise(ABORT, 'a step was taken meanwhile: check it again and decide again')
        WHEN new.step = 'assigned' AND coalesce(assignee_role, 'viewer') = 'viewer'
            THEN raise(ABORT, 'claims are assigned to active checkers and editors: an editor adds people with `claimcheck people add`')
        WHEN new.step = 'assigned' AND last_stage IN ('proposed', 'signed') AND stage <> 'stale'
            THEN raise(ABORT, 'the claim is decided already: return or reopen it first')
        WHEN new.step = 'proposed' AND (
            new.review_id IS NOT review_id OR new.person IS NOT checker_of_review
            OR EXISTS (SELECT 1 FROM steps WHERE steps.review_id = new.review_id)
        ) THEN raise(ABORT, 'a proposal is a decision of your own: write it to reviews')
        WHEN new.step IN ('signed', 'returned', 'reopened') AND person_role <> 'editor'
            THEN raise(ABORT, 'only editors sign off, return and reopen: ask one')
        WHEN new.step IN ('signed', 'returned') AND last_stage = 'signed'
            THEN raise(ABORT, 'the claim is signed off already: reopen it to take it up again')
        WHEN new.step IN ('signed', 'returned') AND last_stage <> 'proposed'
            THEN raise(ABORT, 'nothing is proposed for this claim: decide first')
        WHEN new.step = 'reopened' AND last_stage <> 'signed'
            THEN raise(ABORT, 'the claim is not signed off: there is nothing to reopen')
        WHEN new.step IN ('signed', 'returned', 'reopened') AND new.review_id IS NOT review_id
            THEN raise(ABORT, 'another decision stands by now: check it again and decide again')
        WHEN new.step = 'signed' AND stage = 'stale'
            THEN raise(ABORT, 'the claim or its evidence changed after the decision: decide anew, then sign off')
        WHEN new.step = 'signed' AND new.person = checker_of_review AND is_high_risk
            THEN raise(ABORT, 'whoever proposed cannot sign off a claim of this kind: a second editor has to')
        WHEN new.step = 'signed' AND new.person = checker_of_review AND NOT may_sign_own
            THEN raise(ABORT, 'a second person signs off: ask another editor, or let claims of this kind be signed by one with `claimcheck kind`')
        WHEN new.step = 'signed' AND NOT is_called
            AND (verdict NOT IN ('unproven', 'uncheckable', 'opinion') OR said NOT IN ('unproven', 'uncheckable', 'opinion'))
            AND NOT EXISTS (
                SELECT 1 FROM evidence JOIN documents ON documents.id = evidence.document_id
                WHERE evidence.claim_id = stage_id AND evidence.text <> ''
                AND evidence.text = substr(documents.text, evidence.start_char + 1, evidence.end_char - evidence.start_char)
            ) THEN raise(ABORT, 'nothing kept bears on this claim: find evidence, or note a call, before it is signed off')
        WHEN new.step = 'withdrawn' AND (step_id IS NULL OR new.withdraws_id IS NOT step_id)
            THEN raise(ABORT, 'only the last step of a claim can be taken back')
        WHEN new.step = 'withdrawn' AND new.person <> last_person
            THEN raise(ABORT, 'everybody takes back their own steps only: return or reopen the claim, or decide anew')
        WHEN new.step = 'withdrawn' AND new.new_stage <> (SELECT old_stage FROM steps WHERE id = new.withdraws_id)
            THEN raise(ABORT, 'a step that is taken back leads to where the claim stood before')
    END
    FROM (
        SELECT
            claim_stage.id AS stage_id, claim_stage.stage, claim_stage.last_stage, claim_stage.steps_count,
            claim_stage.review_id, claim_stage.verdict, claim_stage.said, claim_stage.step_id,
            claim_stage.person AS last_person, claim_stage.is_called,
            (SELECT is_high_risk FROM kinds WHERE kinds.id = claim_stage.kind) AS is_high_risk,
            (SELECT may_sign_own FROM kinds WHERE kinds.id = claim_stage.kind) AS may_sign_own,
            claim_stage.reviewer AS checker_of_review,
            (SELECT role FROM people WHERE name = new.person AND is_active) AS person_role,
            (SELECT role FROM people WHERE name = new.assignee AND is_active) AS assignee_role
        FROM claim_stage
        WHERE id = (SELECT coalesce(successor_id, claims.id) FROM claims WHERE claims.id = new.claim_id)
    );
END;

-- What decisions rest on is told by `basis`: whatever tool changes it, the basis goes, and with it every sign-off.
CREATE TRIGGER claims_that_change_lose_their_basis AFTER UPDATE OF text, kind, attribution_id ON claims
WHEN (new.text IS NOT old.text OR new.kind IS NOT old.kind OR new.attribution_id IS NOT old.attribution_id)
    AND new.basis IS NOT NULL BEGIN
    UPDATE claims SET basis = NULL WHERE id = new.id;
END;
CREATE TRIGGER evidence_that_comes_is_news AFTER INSERT ON evidence BEGIN
    UPDATE claims SET basis = NULL WHERE id = new.claim_id AND basis IS NOT NULL;
END;
CREATE TRIGGER evidence_that_changes_is_news AFTER UPDATE OF claim_id, document_id, text, start_char, end_char ON evidence
WHEN new.claim_id IS NOT old.claim_id OR new.document_id IS NOT old.document_id OR new.text IS NOT old.text
    OR new.start_char IS NOT old.start_char OR new.end_char IS NOT old.end_char BEGIN
    UPDATE claims SET basis = NULL WHERE id IN (old.claim_id, new.claim_id) AND basis IS NOT NULL;
END;
CREATE TRIGGER evidence_that_goes_is_news AFTER DELETE ON evidence BEGIN
    UPDATE claims SET basis = NULL WHERE id = old.claim_id AND basis IS NOT NULL;
END;
CREATE TRIGGER snapshots_that_change_are_news AFTER UPDATE OF text, digest ON documents
WHEN new.text IS NOT old.text OR new.digest IS NOT old.digest BEGIN
    UPDATE claims SET basis = NULL
    WHERE basis IS NOT NULL AND id IN (SELECT claim_id FROM evidence WHERE document_id = old.id);
END;
CREATE TRIGGER snapshots_that_go_are_news AFTER DELETE ON documents BEGIN
    UPDATE claims SET basis = NULL
    WHERE basis IS NOT NULL AND id IN (SELECT claim_id FROM evidence WHERE document_id = old.id);
END;
CREATE TRIGGER speakers_that_change_are_news AFTER UPDATE OF name, role, via ON speakers
WHEN new.name IS NOT old.name OR new.role IS NOT old.role OR new.via IS NOT old.via BEGIN
    UPDATE claims SET basis = NULL
    WHERE basis IS NOT NULL AND attribution_id IN (SELECT id FROM attributions WHERE speaker_id = old.id);
END;
CREATE TRIGGER attributions_that_change_are_news AFTER UPDATE OF speaker_id ON attributions
WHEN new.speaker_id IS NOT old.speaker_id BEGIN
    UPDATE claims SET basis = NULL WHERE basis IS NOT NULL AND attribution_id = old.id;
END;

DROP VIEW review_queue;
DROP VIEW claim_status;
CREATE VIEW claim_status AS
    -- Every claim in article order: who said it, what the machine suggests, what people decided, and how far that is.
    -- Claims that were reviewed and have since gone from their article stay listed.
WITH bearing AS (
    SELECT
        evidence.claim_id,
        count(DISTINCT evidence.document_id) AS documents_count,
        count(DISTINCT coalesce(origins.origin_document_id, evidence.document_id)) AS origins_count
    FROM evidence LEFT JOIN origins ON origins.document_id = evidence.document_id
    WHERE evidence.stance <> 'related' OR evidence.is_echo
    GROUP BY evidence.claim_id
),
listed AS (
    SELECT
        claims.*,
        articles.place,
        coalesce(said.finding, 'unchecked') AS said,
        said.reason AS said_reason,
        coalesce(so.finding, 'unchecked') AS so,
        so.reason AS so_reason,
        claim_stages.verdict,
        claim_stages.stage,
        claim_stages.checker,
        claim_stages.signer,
        claim_stages.since_utc,
        claim_stages.copy,
        claim_stages.steps_count,
        articles.is_current AND claims.is_current AND articles.document_id = claims.document_id AS is_there,
        claim_stages.is_stale
    FROM articles
    JOIN captures ON captures.place = articles.place
    JOIN claims ON claims.document_id = captures.document_id
    JOIN claim_stages ON claim_stages.id = claims.id
    LEFT JOIN findings AS said ON said.claim_id = claims.id AND said.question = 'said'
    LEFT JOIN findings AS so ON so.claim_id = claims.id AND so.question = 'so'
    WHERE claims.successor_id IS NULL AND (is_there OR claim_stages.stage <> 'open')
),
suggested AS (
    SELECT
        *,
        CASE
            WHEN so = 'unchecked' THEN said
            WHEN so <> 'contradicted' AND said IN ('contradicted', 'conflicting') THEN said
            ELSE so
        END AS suggestion
    FROM listed
)
SELECT
    suggested.id AS id, -- the claim
    suggested.n AS n, -- the claim's order in the article
    CASE
        WHEN attribution_id IS NULL THEN 'the article'
        WHEN speakers.id IS NULL THEN 'unclear: ' || coalesce(nullif(attributions.source, ''), attributions.cue)
        ELSE speakers.name || coalesce(' via ' || speakers.via, '')
    END AS speaker, -- who says it
    suggested.text AS claim, -- the statement, self-contained
    CASE
        WHEN NOT is_there THEN coalesce(verdict, stage) || ' (gone)'
        WHEN verdict IS NOT NULL AND is_stale THEN verdict || ' (stale)'
        ELSE coalesce(verdict, suggestion || ' (suggested)')
    END AS status, -- the last review; else the machine's suggestion, marked as one
    coalesce(
        (
            SELECT differences.note FROM evidence JOIN differences ON differences.evidence_id = evidence.id
            WHERE evidence.claim_id = suggested.id AND evidence.stance = 'contradicts' AND NOT evidence.is_echo
            AND so IN ('contradicted', 'conflicting')
            ORDER BY evidence.n, differences.n LIMIT 1
        ),
        CASE WHEN said IN ('contradicted', 'conflicting', 'failed') THEN said_reason END,
        CASE WHEN so = 'failed' THEN so_reason END,
        (SELECT note FROM trail_flags WHERE trail_flags.claim_id = suggested.id ORDER BY flag, trail_flags.id LIMIT 1),
        CASE WHEN NOT is_checkable THEN why_not END
    ) AS flag, -- the first thing to look at: how claim and evidence differ, what could not be retrieved, where it is said to come from, or why it cannot be checked
    said, -- the machine's suggestion: did this speaker say it, in these words?
    so, -- the machine's suggestion: is it so?
    suggestion, -- the graver of the two
    coalesce(documents_count, 0) AS documents_count, -- documents that support it, contradict it or hold the speaker's own words
    coalesce(origins_count, 0) AS origins_count, -- how many independent texts those documents go back to
    place AS article, -- the article's path inside the workspace
    suggested.kind AS kind, -- what it takes to check it
    priority_pct, -- what to check first: 100 is most urgent
    is_stale, -- 1 when the claim's text or evidence changed after the last review, here or at the evidence's address
    NOT is_there AS is_gone, -- 1 when the article no longer makes this claim
    stage, -- open, assigned, proposed, signed, returned or reopened; stale: proposed or signed, and what that rests on changed since
    checker, -- whom it is assigned to, or who decided
    signer, -- who signed off
    since_utc, -- when the last step was taken
    CAST(julianday('now') - julianday(since_utc) AS INTEGER) AS age_days, -- how many days ago that was
    copy, -- what to do with the copy
    steps_count -- how many steps were taken: the next one says what it follows
FROM suggested
LEFT JOIN attributions ON attributions.id = attribution_id
LEFT JOIN speakers ON speakers.id = attributions.speaker_id
LEFT JOIN bearing ON bearing.claim_id = suggested.id
ORDER BY article, n, suggested.id;

CREATE VIEW review_queue AS
    -- What to look at first: what went stale or was returned, contradictions and conflicts, then by priority; settled claims last.
WITH ranked AS (
    SELECT
        *,
        CASE
            WHEN is_gone THEN 8
            WHEN is_stale THEN 1
            WHEN stage IN ('returned', 'reopened') THEN 2
            WHEN stage = 'proposed' THEN 6
            WHEN stage = 'signed' THEN 7
            WHEN suggestion = 'contradicted' THEN 3
            WHEN suggestion = 'conflicting' THEN 4
            ELSE 5
        END AS urgency
    FROM claim_status
)
SELECT
    id, -- the claim
    row_number() OVER (ORDER BY urgency, priority_pct DESC, article, n) AS turn, -- 1 is what to look at first
    CASE urgency
        WHEN 1 THEN 'changed after review'
        WHEN 2 THEN stage
        WHEN 3 THEN 'contradicted'
        WHEN 4 THEN 'sources conflict'
        WHEN 5 THEN 'not reviewed'
        WHEN 6 THEN 'waits for sign-off'
        WHEN 7 THEN 'settled'
        ELSE 'gone from the article'
    END AS why, -- why it has this turn
    claim, -- the statement, self-contained
    speaker, -- who says it
    status, -- the last review; else the machine's suggestion, marked as one
    flag, -- the first thing to look at: how claim and evidence differ, what could not be retrieved, where it is said to come from, or why it cannot be checked
    said, -- the machine's suggestion: did this speaker say it, in these words?
    so, -- the machine's suggestion: is it so?
    documents_count, -- documents that support it, contradict it or hold the speaker's own words
    origins_count, -- how many independent texts those documents go back to
    kind, -- what it takes to check it
    priority_pct, -- what to check first: 100 is most urgent
    article, -- the article's path inside the workspace
    n, -- the claim's order in the article
    stage, -- open, assigned, proposed, signed, returned, reopened or stale
    checker, -- whom it is assigned to, or who decided
    signer -- who signed off
FROM ranked
ORDER BY turn;

CREATE VIEW agreement AS
    -- What the machine suggested against what people decided, by kind of claim and rule: how often the machine was right.
    -- Only decisions that stand and are not stale count, as the machine still suggests what those people had before them.
WITH stands AS (
    SELECT id, kind, verdict, said, review_id FROM claim_stages WHERE verdict IS NOT NULL AND NOT is_stale
),
decided AS (
    SELECT id AS claim_id, kind, 'so' AS question, verdict, review_id FROM stands
    UNION ALL
    SELECT id, kind, 'said', said, review_id FROM stands WHERE said IS NOT NULL
),
meant (finding, verdict) AS (
    VALUES ('supported', 'confirmed'), ('contradicted', 'wrong'), ('contradicted', 'misleading'), ('conflicting', 'disputed'),
        ('related', 'unproven'), ('not_found', 'unproven'), ('failed', 'unproven'), ('unchecked', 'uncheckable'),
        ('unchecked', 'opinion')
),
compared AS (
    SELECT
        decided.kind, decided.question, findings.rule, findings.finding, decided.verdict, reviews.note,
        EXISTS (
            SELECT 1 FROM meant WHERE meant.finding = findings.finding AND meant.verdict = decided.verdict
        ) AS is_agreed
    FROM decided
    JOIN findings ON findings.claim_id = decided.claim_id AND findings.question = decided.question
    JOIN reviews ON reviews.id = decided.review_id
)
SELECT
    question || ' ' || kind || ' ' || rule || ' ' || finding AS id, -- question, kind, rule and suggestion together
    question, -- said: did this speaker say it? so: is it so?
    kind, -- the kind of claim
    rule, -- the row of the decision table that decided
    finding, -- what it suggested
    count(*) AS decisions_count, -- how many people's decisions it is held against
    sum(is_agreed) AS agreed_count, -- how many of them say the same
    round(100.0 * sum(is_agreed) / count(*), 1) AS agreed_pct, -- their share
    group_concat(CASE WHEN NOT is_agreed THEN verdict || CASE WHEN note <> '' THEN ': ' || note ELSE '' END END, '; ') AS reasons -- what was decided instead, and why, in people's words
FROM compared
GROUP BY question, kind, rule, finding
ORDER BY decisions_count DESC, id;
