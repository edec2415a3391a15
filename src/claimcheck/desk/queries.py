"""Questions that editors ask, answered by queries that Datasette lists by name."""

from __future__ import annotations

QUERIES = {
    "differences_found": {
        "title": "Claims that differ from their evidence",
        "description": "What the claim says, what the evidence says, and in which document.",
        "sql": """\
SELECT
    claims.id AS claim_id, claims.text AS claim, differences.type, differences.note,
    differences.claim AS claim_says, differences.evidence AS evidence_says,
    evidence.stance, documents.id AS document_id, documents.label AS document, documents.publisher, documents.published
FROM differences
JOIN evidence ON evidence.id = differences.evidence_id
JOIN claims ON claims.id = evidence.claim_id
JOIN documents ON documents.id = evidence.document_id
WHERE claims.is_current
ORDER BY evidence.stance <> 'contradicts', claims.number, evidence.n, differences.n""",
    },
    "quotes_that_differ": {
        "title": "Quotes that are not as they were said",
        "description": "Quoted words that were altered, trimmed, spliced, or said by somebody else.",
        "sql": """\
SELECT claims.id AS claim_id, claims.text AS claim, findings.wording, findings.reason
FROM findings JOIN claims ON claims.id = findings.claim_id
WHERE claims.is_current AND findings.question = 'said'
AND findings.wording IN ('altered', 'trimmed', 'spliced', 'misattributed', 'ambiguous')
ORDER BY claims.number""",
    },
    "evidence_of_a_claim": {
        "title": "The evidence of one claim",
        "description": "Give a claim's id: every passage that bears on it, the best first.",
        "sql": """\
SELECT
    evidence.id AS evidence_id, evidence.stance, evidence.text, evidence.wording, evidence.is_echo, evidence.score_pct,
    documents.id AS document_id, documents.label AS document, documents.publisher, documents.published, documents.url
FROM evidence JOIN documents ON documents.id = evidence.document_id
WHERE evidence.claim_id = :claim_id
ORDER BY evidence.n""",
    },
    "who_says_what": {
        "title": "Who says what",
        "description": "How many claims each speaker makes, and what is suggested about them.",
        "sql": """\
SELECT
    speaker, count(*) AS claims_count,
    sum(suggestion = 'supported') AS supported_count,
    sum(suggestion = 'contradicted') AS contradicted_count,
    sum(suggestion = 'conflicting') AS conflicting_count,
    sum(status NOT LIKE '%(suggested)') AS reviewed_count
FROM claim_status GROUP BY speaker ORDER BY claims_count DESC, speaker""",
    },
    "failures": {
        "title": "What could not be read, and why",
        "description": "Files and addresses that hold no document now.",
        "sql": """\
SELECT place, failure, note, captured_utc, size_bytes
FROM captures WHERE is_current AND failure IS NOT NULL ORDER BY place""",
    },
    "gaps": {
        "title": "Sentences that became no claim",
        "description": "What was left out of the current articles, and the reason.",
        "sql": """\
SELECT articles.place AS article, coverage.covered, coverage.why, coverage.text
FROM coverage JOIN articles ON articles.document_id = coverage.document_id
WHERE articles.is_current AND coverage.covered <> 'claims'
ORDER BY coverage.covered = 'excluded', articles.place, coverage.n""",
    },
}
