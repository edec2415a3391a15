-- Where every claim stands.

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
        summed.id, summed.kind, summed.steps_count, summed.is_called, reviews.id AS review_id,
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
    is_called AS is_called, -- 1 when a call on the record or on background was noted
    kind AS kind -- what it takes to check it
FROM placed;
