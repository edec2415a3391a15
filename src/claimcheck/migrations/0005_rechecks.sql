-- Evidence looked at again: whether the words that it rests on still stand at their address.

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

DROP VIEW claim_status;
CREATE VIEW claim_status AS
    -- Every claim in article order: who said it, what the machine suggests, what a person decided.
    -- Claims that were reviewed and have since gone from their article stay listed.
WITH standing AS (
    SELECT coalesce(claims.successor_id, claims.id) AS claim_id, reviews.verdict, reviews.basis,
        reviews.id AS review_id, max(reviews.number) AS number
    FROM reviews JOIN claims ON claims.id = reviews.claim_id
    GROUP BY coalesce(claims.successor_id, claims.id)
),
moved AS (
    SELECT review_evidence.review_id, max(rechecks.reviews_count) AS reviews_count
    FROM review_evidence
    JOIN rechecks ON rechecks.document_id = review_evidence.document_id
        AND rechecks.start_char = review_evidence.start_char AND rechecks.end_char = review_evidence.end_char
    WHERE rechecks.result IN ('changed', 'gone') AND NOT EXISTS (
        SELECT 1 FROM rechecks AS later
        WHERE later.document_id = rechecks.document_id AND later.start_char = rechecks.start_char
        AND later.end_char = rechecks.end_char AND later.place = rechecks.place
        AND later.result <> 'unreachable' AND later.rechecked_utc > rechecks.rechecked_utc
    )
    GROUP BY review_evidence.review_id
),
bearing AS (
    SELECT
        claim_id,
        count(DISTINCT document_id) AS documents_count,
        count(DISTINCT coalesce(origin_document_id, document_id)) AS origins_count
    FROM evidence WHERE stance <> 'related' OR is_echo
    GROUP BY claim_id
),
listed AS (
    SELECT
        claims.*,
        articles.place,
        coalesce(said.finding, 'unchecked') AS said,
        said.reason AS said_reason,
        coalesce(so.finding, 'unchecked') AS so,
        so.reason AS so_reason,
        standing.verdict,
        articles.is_current AND claims.is_current AND articles.document_id = claims.document_id AS is_there,
        standing.verdict IS NOT NULL AND (
            standing.basis IS NOT claims.basis OR coalesce(moved.reviews_count >= standing.number, 0)
        ) AS is_stale
    FROM articles
    JOIN captures ON captures.place = articles.place
    JOIN claims ON claims.document_id = captures.document_id
    LEFT JOIN findings AS said ON said.claim_id = claims.id AND said.question = 'said'
    LEFT JOIN findings AS so ON so.claim_id = claims.id AND so.question = 'so'
    LEFT JOIN standing ON standing.claim_id = claims.id
    LEFT JOIN moved ON moved.review_id = standing.review_id
    WHERE claims.successor_id IS NULL AND (is_there OR standing.verdict IS NOT NULL)
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
        WHEN NOT is_there THEN verdict || ' (gone)'
        WHEN is_stale THEN verdict || ' (stale)'
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
        CASE WHEN NOT is_checkable THEN why_not END
    ) AS flag, -- the first thing to look at: how claim and evidence differ, what could not be retrieved, or why it cannot be checked
    said, -- the machine's suggestion: did this speaker say it, in these words?
    so, -- the machine's suggestion: is it so?
    suggestion, -- the graver of the two
    coalesce(documents_count, 0) AS documents_count, -- documents that support it, contradict it or hold the speaker's own words
    coalesce(origins_count, 0) AS origins_count, -- how many independent texts those documents go back to
    place AS article, -- the article's path inside the workspace
    suggested.kind AS kind, -- what it takes to check it
    priority_pct, -- what to check first: 100 is most urgent
    is_stale, -- 1 when the claim's text or evidence changed after the last review, here or at the evidence's address
    NOT is_there AS is_gone -- 1 when the article no longer makes this claim
FROM suggested
LEFT JOIN attributions ON attributions.id = attribution_id
LEFT JOIN speakers ON speakers.id = attributions.speaker_id
LEFT JOIN bearing ON bearing.claim_id = suggested.id
ORDER BY article, n, suggested.id;
