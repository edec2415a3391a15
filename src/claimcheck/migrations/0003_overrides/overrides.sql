CREATE TABLE overrides (
    -- An editor's reason to publish a claim as it is, although people decided that it is wrong, misleading or disputed.
    -- Rows are only ever added. One counts as long as the decision stands that it is about.
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB 'ro????????????'), -- ro and twelve hex digits, from all that follows but the number
    claim_id TEXT NOT NULL REFERENCES claims (id), -- the claim
    review_id TEXT NOT NULL REFERENCES reviews (id), -- the decision that is overridden
    person TEXT NOT NULL REFERENCES people (name), -- the editor
    note TEXT NOT NULL CHECK (trim(note) <> ''), -- why, in their words
    overridden_utc TEXT NOT NULL CHECK (overridden_utc GLOB '????-??-??T??:??:??*Z'), -- when
    number INTEGER NOT NULL UNIQUE CHECK (number > 0) -- the order in which they were written
) STRICT;
CREATE INDEX overrides_claim_id ON overrides (claim_id);
CREATE INDEX overrides_review_id ON overrides (review_id);
CREATE INDEX overrides_person ON overrides (person);
CREATE TRIGGER overrides_are_of_editors BEFORE INSERT ON overrides BEGIN
    SELECT CASE
        WHEN NOT EXISTS (SELECT 1 FROM people WHERE name = new.person AND is_active AND role = 'editor')
            THEN raise(ABORT, 'only editors publish a claim as it is: ask one')
        WHEN trim(new.note) = '' THEN raise(ABORT, 'say why the claim can be published as it is')
        WHEN NOT EXISTS (
            SELECT 1 FROM reviews WHERE id = new.review_id
            AND (verdict IN ('wrong', 'misleading', 'disputed') OR said IN ('wrong', 'misleading', 'disputed'))
        ) THEN raise(ABORT, 'the decision does not block publishing: there is nothing to override')
    END;
END;
CREATE TRIGGER overrides_are_not_replaced BEFORE INSERT ON overrides
WHEN EXISTS (SELECT 1 FROM overrides WHERE id = new.id OR number = new.number OR rowid = new.rowid) BEGIN
    SELECT raise(ABORT, 'overrides are only ever added: this one is there already');
END;
CREATE TRIGGER overrides_are_not_changed BEFORE UPDATE ON overrides BEGIN
    SELECT raise(ABORT, 'overrides are only ever added: decide anew to end one');
END;
CREATE TRIGGER overrides_are_not_deleted BEFORE DELETE ON overrides BEGIN
    SELECT raise(ABORT, 'overrides are only ever added: they cannot be deleted; decide anew to end one');
END;
CREATE TRIGGER claims_with_an_override_are_not_deleted BEFORE DELETE ON claims
WHEN EXISTS (SELECT 1 FROM overrides WHERE claim_id = old.id) BEGIN
    SELECT raise(ABORT, 'people worked on this claim: it stays');
END;
