-- Where claims were looked for: every query with its time and what was found, also when that was nothing.

CREATE TABLE searches (
    -- One query to one provider about one claim. A search without results and without a failure found nothing.
    id TEXT NOT NULL PRIMARY KEY, -- n and twelve hex digits, from claim, provider, query and time
    claim_id TEXT REFERENCES claims (id) ON DELETE SET NULL, -- the claim; empty once the article no longer makes it
    claim TEXT NOT NULL, -- the claim as it read
    provider TEXT NOT NULL, -- who was asked
    query TEXT NOT NULL, -- the words asked
    side TEXT NOT NULL CHECK (side IN ('about', 'claimant', 'against')), -- about the matter, from the claimant's side, or against the claim
    asked_utc TEXT NOT NULL CHECK (asked_utc GLOB '????-??-??T??:??:??*Z'), -- when
    failure TEXT CHECK (failure <> ''), -- why there is no answer, one of claimcheck.models.FailureReason; empty when there is one
    note TEXT -- one line for a person about the failure
) STRICT;
CREATE INDEX searches_claim_id ON searches (claim_id, provider);

CREATE TABLE search_results (
    -- One thing that a search found. The page itself, where it was gathered, is under captures by the same address.
    id TEXT NOT NULL PRIMARY KEY, -- u and twelve hex digits, from search and order
    search_id TEXT NOT NULL REFERENCES searches (id) ON DELETE CASCADE, -- the search
    n INTEGER NOT NULL, -- its order in the answer, from 1
    title TEXT NOT NULL, -- what the provider calls it
    url TEXT NOT NULL, -- where it is; for an encyclopedia, of the very revision
    kind TEXT NOT NULL CHECK (kind <> ''), -- what it leads to: page, news, encyclopedia, claim_review ..., one of claimcheck.providers.SearchResultKind
    snippet TEXT NOT NULL, -- some words of it, as the provider shows them
    published TEXT, -- when it was published: ISO 8601, as exact as stated
    text TEXT, -- what the provider holds of it ready-made, such as an extract
    revision TEXT, -- an encyclopedia's number of the revision
    rating TEXT, -- for a claim review, the rating in its publisher's words
    rated_claim TEXT, -- the claim that was rated, which need not be the one looked for
    rated_claimant TEXT, -- who made that claim
    rated_by TEXT, -- who rated it
    CHECK ((kind = 'claim_review') = (rating IS NOT NULL)),
    UNIQUE (search_id, n)
) STRICT;
CREATE INDEX search_results_url ON search_results (url);

CREATE VIEW claim_reviews AS
    -- Ratings of fact-checkers found for a claim. They are what others published, and enter no finding of their own.
SELECT
    search_results.id AS id, -- the result
    searches.claim_id AS claim_id, -- the claim looked for
    searches.claim AS claim, -- that claim as it read
    search_results.rating AS rating, -- the rating in its publisher's words
    search_results.rated_by AS rated_by, -- who rated
    search_results.rated_claim AS rated_claim, -- the claim that was rated
    search_results.rated_claimant AS rated_claimant, -- who made it
    search_results.published AS published, -- when the review was published
    search_results.url AS url, -- the review
    captures.document_id AS document_id, -- the review as it was gathered
    searches.asked_utc AS asked_utc -- when it was found
FROM search_results
JOIN searches ON searches.id = search_results.search_id
LEFT JOIN captures ON captures.place = search_results.url AND captures.is_current
WHERE search_results.kind = 'claim_review'
ORDER BY searches.claim_id, searches.asked_utc, search_results.n;
