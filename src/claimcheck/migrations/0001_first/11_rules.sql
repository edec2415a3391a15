-- Who may decide, what each step needs, and what makes a decision stale. The rules are triggers, so that they hold whatever
-- tool writes. Each refusal is one line: what is wrong, what to do.

CREATE TRIGGER reviewed_claims_are_not_deleted BEFORE DELETE ON claims
WHEN EXISTS (SELECT 1 FROM reviews WHERE claim_id = old.id) BEGIN
    SELECT raise(ABORT, 'this claim was reviewed: it stays');
END;

CREATE TRIGGER claims_with_a_history_are_not_deleted BEFORE DELETE ON claims
WHEN EXISTS (SELECT 1 FROM steps WHERE claim_id = old.id) OR EXISTS (SELECT 1 FROM calls WHERE claim_id = old.id) BEGIN
    SELECT raise(ABORT, 'people worked on this claim: it stays');
END;

CREATE TRIGGER claims_are_not_replaced BEFORE INSERT ON claims
WHEN EXISTS (SELECT 1 FROM claims WHERE id = new.id OR number = new.number OR rowid = new.rowid) BEGIN
    SELECT raise(ABORT, 'this claim is there already: change it, and what was decided about it goes stale');
END;

CREATE TRIGGER claims_keep_their_key BEFORE UPDATE ON claims
WHEN new.id IS NOT old.id OR new.number IS NOT old.number OR new.rowid <> old.rowid BEGIN
    SELECT raise(ABORT, 'claims keep their key and their number');
END;

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
        CASE WHEN step_id IS NULL THEN 'open' ELSE last_stage END,
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

-- What decisions rest on is summed up in `basis`: whatever tool changes it, the basis goes, and with it every sign-off.
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
