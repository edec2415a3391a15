-- The schema. Comments inside a statement stay in the database: the first lines describe the table, the rest of a
-- line its column. They are the only description there is: docs/schema.md and Datasette show them.
-- Spans are half-open [start_char, end_char) and count characters of the document's text.
-- A key is a letter and twelve hex digits of a digest over what the row stands for, so two machines make the same rows.

CREATE TABLE documents (
    -- Readable text plus what is known about it: articles under check and evidence alike.
    id TEXT NOT NULL PRIMARY KEY, -- d and twelve hex digits, from the digest
    label TEXT NOT NULL, -- what a person calls it: its title, else its address, else the place it was found
    publisher TEXT, -- who published it, as the document states it
    published TEXT, -- when it was published: ISO 8601, as exact as stated
    url TEXT, -- its address, where known
    kind TEXT, -- what it calls itself: note, report, transcript ...
    text TEXT NOT NULL, -- all the words, furniture included; every offset counts characters of this
    title TEXT, -- its title, as the document states it
    author TEXT, -- who wrote it, as the document states it
    modified TEXT, -- when it was last changed: ISO 8601, as exact as stated
    digest TEXT NOT NULL UNIQUE CHECK (digest LIKE 'sha256:%'), -- sha256: and the hex digest of the bytes that were read
    blocks_json TEXT NOT NULL CHECK (json_valid(blocks_json)) -- its paragraphs, headings and furniture: [kind, start, end, page, why]
) STRICT;

CREATE TABLE captures (
    -- One retrieval of one file or address: its bytes by their digest, or a failure with its reason.
    id TEXT NOT NULL PRIMARY KEY, -- k and twelve hex digits, from place, digest and failure
    place TEXT NOT NULL, -- the path inside the workspace, or the address
    document_id TEXT REFERENCES documents (id), -- the document that was read from it; empty when it failed
    failure TEXT CHECK (failure IN (
        'paywall', 'blocked', 'robots', 'dead', 'timeout', 'login', 'empty', 'parse_error', 'too_large', 'rate_limited', 'refused'
    )), -- why there is no document; empty when there is one
    note TEXT, -- one line for a person about the failure
    is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)), -- 1 while the place holds this; 0 once it changed or vanished
    captured_utc TEXT NOT NULL CHECK (captured_utc GLOB '????-??-??T??:??:??Z'), -- when it was first retrieved
    size_bytes INTEGER CHECK (size_bytes >= 0), -- how many bytes came
    digest TEXT CHECK (digest LIKE 'sha256:%'), -- sha256: and the hex digest of those bytes
    CHECK (document_id IS NULL OR failure IS NULL),
    CHECK (digest IS NOT NULL OR failure IS NOT NULL)
) STRICT;
CREATE INDEX captures_document_id ON captures (document_id);
CREATE INDEX captures_place ON captures (place, is_current);
CREATE INDEX captures_failure ON captures (failure) WHERE failure IS NOT NULL;

CREATE TABLE links (
    -- A link out of a document.
    id TEXT NOT NULL PRIMARY KEY, -- l and twelve hex digits, from document and order
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, -- the document it stands in
    n INTEGER NOT NULL, -- its order in that document, from 1
    text TEXT NOT NULL, -- the words that carry it
    url TEXT NOT NULL, -- where it leads
    start_char INTEGER, -- where those words begin; empty when they are not part of the text
    end_char INTEGER CHECK (0 <= start_char AND start_char <= end_char), -- where they end
    UNIQUE (document_id, n)
) STRICT;
CREATE INDEX links_url ON links (url);

CREATE TABLE passages (
    -- A window of a piece of evidence, the unit that the index returns. Only what is in the workspace now has passages.
    number INTEGER NOT NULL PRIMARY KEY, -- its number in the full-text index
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, -- the document it is a window of
    text TEXT NOT NULL, -- the words at its span
    start_char INTEGER NOT NULL, -- where it begins
    end_char INTEGER NOT NULL CHECK (0 <= start_char AND start_char <= end_char), -- where it ends
    UNIQUE (document_id, start_char, end_char)
) STRICT;
CREATE VIRTUAL TABLE passages_fts USING fts5 (
    text, content = 'passages', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER passages_fts_insert AFTER INSERT ON passages BEGIN
    INSERT INTO passages_fts (rowid, text) VALUES (new.number, new.text);
END;
CREATE TRIGGER passages_fts_delete AFTER DELETE ON passages BEGIN
    INSERT INTO passages_fts (passages_fts, rowid, text) VALUES ('delete', old.number, old.text);
END;
CREATE TRIGGER passages_fts_update AFTER UPDATE OF number, text ON passages BEGIN
    INSERT INTO passages_fts (passages_fts, rowid, text) VALUES ('delete', old.number, old.text);
    INSERT INTO passages_fts (rowid, text) VALUES (new.number, new.text);
END;

CREATE TABLE articles (
    -- An article under check: a file of the workspace and the text that it holds now.
    id TEXT NOT NULL PRIMARY KEY, -- a and twelve hex digits, from the place
    place TEXT NOT NULL UNIQUE, -- the path inside the workspace
    document_id TEXT NOT NULL REFERENCES documents (id), -- the text it holds now; earlier ones are under captures
    is_from_sheet INTEGER NOT NULL CHECK (is_from_sheet IN (0, 1)), -- 1 when a hand-corrected claim sheet gave the claims
    is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)) -- 1 while the file is there; 0 once it vanished
) STRICT;
CREATE INDEX articles_document_id ON articles (document_id);

CREATE TABLE coverage (
    -- A sentence, heading or piece of furniture of an article, and what became of it: together they are the whole article.
    id TEXT NOT NULL PRIMARY KEY, -- v and twelve hex digits, from document and order
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, -- the article's text
    n INTEGER NOT NULL, -- its order in that text, from 1
    text TEXT NOT NULL, -- its words
    covered TEXT NOT NULL CHECK (covered IN ('claims', 'excluded', 'gap')), -- claims: split into claims; excluded: holds none, see why; gap: not accounted for
    why TEXT, -- why it is excluded, or a gap
    start_char INTEGER NOT NULL, -- where it begins
    end_char INTEGER NOT NULL CHECK (0 <= start_char AND start_char <= end_char), -- where it ends
    UNIQUE (document_id, n)
) STRICT;

CREATE TABLE speakers (
    -- A source as an article names it: the same name with another role is another row.
    id TEXT NOT NULL PRIMARY KEY, -- s and twelve hex digits, from all that follows
    name TEXT NOT NULL, -- the fullest name the article gives
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'document', 'imagery', 'data', 'unnamed', 'article')), -- what kind of source it is
    role TEXT, -- the role, as the article words it
    via TEXT, -- who reviewed, obtained or relayed it
    anonymity TEXT, -- why an unnamed source is unnamed, where the article says so
    candidates_json TEXT NOT NULL CHECK (json_valid(candidates_json)) -- the names it could be, when the text leaves more than one open
) STRICT;

CREATE TABLE attributions (
    -- Who says what in an article: the source, the cue and the content.
    id TEXT NOT NULL PRIMARY KEY, -- t and twelve hex digits, from document, type, spans, speaker and outer attribution
    label TEXT NOT NULL, -- what a person calls it: the speaker and the cue
    speaker_id TEXT REFERENCES speakers (id), -- whom the source resolves to; empty when the text leaves it open
    source TEXT NOT NULL, -- the words that name who speaks; empty when left out
    cue TEXT NOT NULL, -- the words that attribute, such as "noted" or "according to"
    content TEXT NOT NULL, -- what is said, quotation marks included
    type TEXT NOT NULL CHECK (type IN ('direct', 'mixed', 'indirect', 'none')), -- direct: all inside quotation marks; mixed: partly; indirect: not at all
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE, -- the article's text
    outer_id TEXT REFERENCES attributions (id) ON DELETE CASCADE -- the attribution this one is told inside of
) STRICT;
CREATE INDEX attributions_document_id ON attributions (document_id);
CREATE INDEX attributions_speaker_id ON attributions (speaker_id);
CREATE INDEX attributions_outer_id ON attributions (outer_id);

CREATE TABLE attribution_spans (
    -- Where the parts of an attribution stand in the article, piece by piece.
    id TEXT NOT NULL PRIMARY KEY, -- x and twelve hex digits, from attribution, part and order
    attribution_id TEXT NOT NULL REFERENCES attributions (id) ON DELETE CASCADE, -- the attribution
    part TEXT NOT NULL CHECK (part IN ('source', 'cue', 'content')), -- which part
    n INTEGER NOT NULL, -- the order of the pieces of that part, from 1
    text TEXT NOT NULL, -- the words
    start_char INTEGER NOT NULL, -- where they begin
    end_char INTEGER NOT NULL CHECK (0 <= start_char AND start_char <= end_char), -- where they end
    UNIQUE (attribution_id, part, n)
) STRICT;

CREATE TABLE claims (
    -- An atomic, self-contained statement with its exact place in the article.
    id TEXT NOT NULL PRIMARY KEY, -- c and twelve hex digits, from article, spans and text
    n INTEGER NOT NULL, -- its order in the article, from 1
    text TEXT NOT NULL, -- the statement, self-contained
    kind TEXT NOT NULL CHECK (kind IN (
        'number', 'date', 'quote', 'event', 'cause', 'comparison', 'superlative', 'identity', 'prediction', 'opinion', 'presupposition'
    )), -- what it takes to check it
    attribution_id TEXT REFERENCES attributions (id), -- who says it; empty where the article speaks for itself
    priority_pct REAL NOT NULL CHECK (priority_pct BETWEEN 0 AND 100), -- what to check first: 100 is most urgent
    is_checkable INTEGER NOT NULL CHECK (is_checkable IN (0, 1)), -- 0 when no evidence could settle it
    why_not TEXT, -- why it cannot be checked
    uncertain TEXT, -- what the splitter could not decide, in words
    is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)), -- 0 for a reviewed claim that the article no longer makes
    document_id TEXT NOT NULL REFERENCES documents (id), -- the article's text, as it stood when this claim was taken from it
    sentence_start_char INTEGER NOT NULL, -- where the sentence it comes from begins
    sentence_end_char INTEGER NOT NULL CHECK (0 <= sentence_start_char AND sentence_start_char <= sentence_end_char), -- where that sentence ends
    successor_id TEXT REFERENCES claims (id) ON DELETE SET NULL, -- the same statement in the article as it reads now
    basis TEXT, -- digest over its text, speaker and evidence as last checked; a review of another basis is stale
    number INTEGER NOT NULL UNIQUE -- its number in the full-text index
) STRICT;
CREATE INDEX claims_document_id ON claims (document_id, n);
CREATE INDEX claims_attribution_id ON claims (attribution_id);
CREATE INDEX claims_successor_id ON claims (successor_id);
CREATE VIRTUAL TABLE claims_fts USING fts5 (
    text, content = 'claims', content_rowid = 'number', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER claims_fts_insert AFTER INSERT ON claims BEGIN
    INSERT INTO claims_fts (rowid, text) VALUES (new.number, new.text);
END;
CREATE TRIGGER claims_fts_delete AFTER DELETE ON claims BEGIN
    INSERT INTO claims_fts (claims_fts, rowid, text) VALUES ('delete', old.number, old.text);
END;
CREATE TRIGGER claims_fts_update AFTER UPDATE OF number, text ON claims BEGIN
    INSERT INTO claims_fts (claims_fts, rowid, text) VALUES ('delete', old.number, old.text);
    INSERT INTO claims_fts (rowid, text) VALUES (new.number, new.text);
END;

CREATE TABLE claim_spans (
    -- The words of the article that a claim is made of, piece by piece, and the quoted words among them.
    id TEXT NOT NULL PRIMARY KEY, -- w and twelve hex digits, from claim, part and order
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE, -- the claim
    part TEXT NOT NULL CHECK (part IN ('words', 'quote')), -- words: it is made of them; quote: quoted words, without their quotation marks
    n INTEGER NOT NULL, -- the order of the pieces of that part, from 1
    text TEXT NOT NULL, -- the words
    start_char INTEGER NOT NULL, -- where they begin
    end_char INTEGER NOT NULL CHECK (0 <= start_char AND start_char <= end_char), -- where they end
    UNIQUE (claim_id, part, n)
) STRICT;

CREATE TABLE substitutions (
    -- A replacement that makes a claim self-contained, such as a full name for "he".
    id TEXT NOT NULL PRIMARY KEY, -- b and twelve hex digits, from claim and order
    claim_id TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE, -- the claim
    n INTEGER NOT NULL, -- the order of the replacements in that claim, from 1
    old TEXT NOT NULL, -- the words of the article
    new TEXT NOT NULL, -- what stands in the claim instead
    start_char INTEGER NOT NULL, -- where the replaced words begin
    end_char INTEGER NOT NULL CHECK (0 <= start_char AND start_char <= end_char), -- where they end
    UNIQUE (claim_id, n)
) STRICT;

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
    type TEXT NOT NULL CHECK (type IN (
        'number', 'date', 'negation', 'direction', 'name', 'quantity', 'unit', 'modality', 'place'
    )), -- in what respect they disagree
    claim TEXT NOT NULL, -- the words of the claim
    evidence TEXT NOT NULL, -- the words of the evidence
    note TEXT NOT NULL, -- why they disagree, as an editor would put it
    claim_start_char INTEGER NOT NULL, -- where those words begin in the claim's text
    claim_end_char INTEGER NOT NULL CHECK (0 <= claim_start_char AND claim_start_char <= claim_end_char), -- where they end there
    evidence_start_char INTEGER NOT NULL, -- where those words begin in the document's text
    evidence_end_char INTEGER NOT NULL CHECK (0 <= evidence_start_char AND evidence_start_char <= evidence_end_char), -- where they end there
    UNIQUE (evidence_id, n)
) STRICT;

CREATE TABLE origins (
    -- Documents that go back to one text, such as a wire story, and so count once.
    id TEXT NOT NULL PRIMARY KEY, -- o and twelve hex digits, from the document
    document_id TEXT NOT NULL UNIQUE REFERENCES documents (id), -- the document
    origin_document_id TEXT NOT NULL REFERENCES documents (id), -- the one it goes back to: all that share it are one origin
    reason TEXT NOT NULL -- what gives it away
) STRICT;
CREATE INDEX origins_origin_document_id ON origins (origin_document_id);

CREATE TABLE reviews (
    -- What a person decided about a claim. Rows are only ever added; the last one stands.
    id TEXT NOT NULL PRIMARY KEY, -- r and twelve hex digits, from all that follows but the number
    claim_id TEXT NOT NULL REFERENCES claims (id), -- the claim
    verdict TEXT NOT NULL CHECK (verdict IN (
        'confirmed', 'wrong', 'misleading', 'disputed', 'unproven', 'uncheckable', 'opinion'
    )), -- the decision
    reviewer TEXT NOT NULL CHECK (trim(reviewer) <> ''), -- who decided
    note TEXT NOT NULL, -- why, in their words
    reviewed_utc TEXT NOT NULL CHECK (reviewed_utc GLOB '????-??-??T??:??:??*'), -- when
    basis TEXT NOT NULL, -- digest over the claim's text, speaker and evidence as that person saw them
    number INTEGER NOT NULL UNIQUE CHECK (number > 0) -- the order in which reviews were written
) STRICT;
CREATE INDEX reviews_claim_id ON reviews (claim_id, number);
-- INSERT OR REPLACE deletes without asking the delete trigger, so the insert itself has to refuse.
CREATE TRIGGER reviews_are_not_replaced BEFORE INSERT ON reviews
WHEN EXISTS (SELECT 1 FROM reviews WHERE id = new.id OR number = new.number) BEGIN
    SELECT raise(ABORT, 'reviews are only ever added: this one is there already');
END;
CREATE TRIGGER reviews_are_not_changed BEFORE UPDATE ON reviews BEGIN
    SELECT raise(ABORT, 'reviews are only ever added: write a new one to change your mind');
END;
CREATE TRIGGER reviews_are_not_deleted BEFORE DELETE ON reviews BEGIN
    SELECT raise(ABORT, 'reviews are only ever added: they cannot be deleted');
END;
CREATE TRIGGER reviewed_claims_are_not_deleted BEFORE DELETE ON claims
WHEN EXISTS (SELECT 1 FROM reviews WHERE claim_id = old.id) BEGIN
    SELECT raise(ABORT, 'this claim was reviewed: it stays');
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
WHEN EXISTS (SELECT 1 FROM review_evidence WHERE id = new.id OR (review_id = new.review_id AND n = new.n)) BEGIN
    SELECT raise(ABORT, 'what a reviewer saw is only ever added');
END;
CREATE TRIGGER review_evidence_is_not_changed BEFORE UPDATE ON review_evidence BEGIN
    SELECT raise(ABORT, 'what a reviewer saw cannot be changed');
END;
CREATE TRIGGER review_evidence_is_not_deleted BEFORE DELETE ON review_evidence BEGIN
    SELECT raise(ABORT, 'what a reviewer saw cannot be deleted');
END;

CREATE VIEW claim_status AS
    -- Every claim in article order: who said it, what the machine suggests, what a person decided.
    -- Claims that were reviewed and have since gone from their article stay listed.
WITH standing AS (
    SELECT coalesce(claims.successor_id, claims.id) AS claim_id, reviews.verdict, reviews.basis, max(reviews.number) AS number
    FROM reviews JOIN claims ON claims.id = reviews.claim_id
    GROUP BY coalesce(claims.successor_id, claims.id)
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
        standing.verdict IS NOT NULL AND standing.basis IS NOT claims.basis AS is_stale
    FROM articles
    JOIN captures ON captures.place = articles.place
    JOIN claims ON claims.document_id = captures.document_id
    LEFT JOIN findings AS said ON said.claim_id = claims.id AND said.question = 'said'
    LEFT JOIN findings AS so ON so.claim_id = claims.id AND so.question = 'so'
    LEFT JOIN standing ON standing.claim_id = claims.id
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
    is_stale, -- 1 when the claim's text or evidence changed after the last review
    NOT is_there AS is_gone -- 1 when the article no longer makes this claim
FROM suggested
LEFT JOIN attributions ON attributions.id = attribution_id
LEFT JOIN speakers ON speakers.id = attributions.speaker_id
LEFT JOIN bearing ON bearing.claim_id = suggested.id
ORDER BY article, n, suggested.id;

CREATE VIEW review_queue AS
    -- What to look at first: sign-offs gone stale, contradictions and conflicts, then by priority; settled claims last.
WITH ranked AS (
    SELECT
        *,
        CASE
            WHEN is_gone THEN 6
            WHEN is_stale THEN 1
            WHEN status NOT LIKE '%(suggested)' THEN 5
            WHEN suggestion = 'contradicted' THEN 2
            WHEN suggestion = 'conflicting' THEN 3
            ELSE 4
        END AS urgency
    FROM claim_status
)
SELECT
    id, -- the claim
    row_number() OVER (ORDER BY urgency, priority_pct DESC, article, n) AS turn, -- 1 is what to look at first
    CASE urgency
        WHEN 1 THEN 'changed after review'
        WHEN 2 THEN 'contradicted'
        WHEN 3 THEN 'sources conflict'
        WHEN 4 THEN 'not reviewed'
        WHEN 5 THEN 'settled'
        ELSE 'gone from the article'
    END AS why, -- why it has this turn
    claim, -- the statement, self-contained
    speaker, -- who says it
    status, -- the last review; else the machine's suggestion, marked as one
    flag, -- the first thing to look at: how claim and evidence differ, what could not be retrieved, or why it cannot be checked
    said, -- the machine's suggestion: did this speaker say it, in these words?
    so, -- the machine's suggestion: is it so?
    documents_count, -- documents that support it, contradict it or hold the speaker's own words
    origins_count, -- how many independent texts those documents go back to
    kind, -- what it takes to check it
    priority_pct, -- what to check first: 100 is most urgent
    article, -- the article's path inside the workspace
    n -- the claim's order in the article
FROM ranked
ORDER BY turn;
