-- The decision and the suggestion in columns of their own, beside the status that is one or the other.

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
    verdict, -- the decision that stands: is it so? Empty where nobody decided
    coalesce(
        (
            SELECT differences.note FROM evidence JOIN differences ON differences.evidence_id = evidence.id
            WHERE evidence.claim_id = suggested.id AND evidence.stance = 'contradicts' AND NOT evidence.is_echo
            AND so IN ('contradicted', 'conflicting')
            ORDER BY evidence.n, differences.n LIMIT 1
        ),
        CASE WHEN said IN ('contradicted', 'conflicting', 'failed') THEN said_reason END,
        CASE WHEN so = 'failed' THEN so_reason END,
        (SELECT note FROM provenance_flags WHERE provenance_flags.claim_id = suggested.id ORDER BY flag, provenance_flags.id LIMIT 1),
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
    verdict, -- the decision that stands: is it so? Empty where nobody decided
    suggestion, -- the graver of the machine's two suggestions
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
