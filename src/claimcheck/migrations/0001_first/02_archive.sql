-- Every retrieval with its requests, and where in the archive the proof of each is.

CREATE TABLE retrievals (
    -- One retrieval of one address, or of one file put into the workspace by hand: when, what came, and what was tried.
    id TEXT NOT NULL PRIMARY KEY, -- q and twelve hex digits, from place and time
    place TEXT NOT NULL, -- the address asked for, or the path inside the workspace
    capture_id TEXT NOT NULL REFERENCES captures (id), -- what it found
    retrieved_utc TEXT NOT NULL CHECK (retrieved_utc GLOB '????-??-??T??:??:??*Z'), -- when it began
    is_unchanged INTEGER NOT NULL CHECK (is_unchanged IN (0, 1)), -- 1 when the place held the same document before
    status INTEGER, -- the last answer's HTTP status; empty for files, and where no answer came
    final_url TEXT, -- the address that answered in the end; empty for files
    content_type TEXT, -- what the server called it
    tried TEXT NOT NULL, -- every address asked and what it said; for files, nothing
    advice TEXT, -- after a failure, what a person could do next
    memento_of TEXT, -- for a copy from a web archive, the address it is a copy of
    memento_utc TEXT CHECK (memento_utc GLOB '????-??-??T??:??:??*Z'), -- when that web archive took the copy
    etag TEXT, -- what to ask with whether it changed: the server's version mark
    last_modified TEXT, -- and the server's date
    record_id TEXT NOT NULL UNIQUE, -- the WARC-Record-ID of the record that closes it
    archive_file TEXT NOT NULL, -- the file under evidence/archive/ that holds its records
    archive_offset_bytes INTEGER NOT NULL CHECK (archive_offset_bytes >= 0), -- where in that file they begin
    archive_length_bytes INTEGER NOT NULL CHECK (archive_length_bytes > 0), -- how long they are together
    archive_digest TEXT NOT NULL CHECK (archive_digest LIKE 'sha256:%') -- sha256: and the hex digest of those bytes as they lie in the file
) STRICT;
CREATE INDEX retrievals_capture_id ON retrievals (capture_id);
CREATE INDEX retrievals_place ON retrievals (place, retrieved_utc);
CREATE INDEX retrievals_memento_of ON retrievals (memento_of) WHERE memento_of IS NOT NULL;
CREATE INDEX retrievals_final_url ON retrievals (final_url);

CREATE TABLE requests (
    -- One request of a retrieval and its answer: each redirect and each further attempt is one. A file is one too.
    id TEXT NOT NULL PRIMARY KEY, -- h and twelve hex digits, from retrieval and order
    retrieval_id TEXT NOT NULL REFERENCES retrievals (id), -- the retrieval
    n INTEGER NOT NULL, -- its order in that retrieval, from 1
    url TEXT NOT NULL, -- the address asked
    sent_utc TEXT NOT NULL, -- when
    address TEXT, -- the IP address that was checked and connected to
    protocol TEXT, -- HTTP/1.1 or HTTP/2
    status INTEGER, -- the HTTP status; empty when no answer came
    trouble TEXT, -- why no whole answer came
    truncated TEXT CHECK (truncated IN ('length', 'time', 'disconnect')), -- why the body in the record is not whole
    size_bytes INTEGER CHECK (size_bytes >= 0), -- the size of the body as received
    headers_json TEXT CHECK (headers_json IS NULL OR json_valid(headers_json)), -- the answer's headers as received: [name, value]
    payload_digest TEXT CHECK (payload_digest LIKE 'sha256:%'), -- sha256: and the hex digest of the body as received
    record_type TEXT CHECK (record_type IN ('response', 'revisit', 'resource')), -- response and resource hold the body, revisit refers to one that does
    record_file TEXT, -- the file under evidence/archive/ that holds the record
    record_offset_bytes INTEGER CHECK (record_offset_bytes >= 0), -- where in that file
    record_length_bytes INTEGER CHECK (record_length_bytes > 0), -- how long it is there
    record_id TEXT UNIQUE, -- its WARC-Record-ID
    UNIQUE (retrieval_id, n)
) STRICT;
CREATE INDEX requests_payload_digest ON requests (payload_digest, record_type);

CREATE VIEW proofs AS
    -- For every document that was captured: where in the archive the very bytes are that it was read from.
SELECT
    retrievals.id AS id, -- the retrieval
    captures.document_id AS document_id, -- the document read from it
    retrievals.place AS place, -- the address asked for, or the path inside the workspace
    retrievals.retrieved_utc AS retrieved_utc, -- when
    retrievals.final_url AS final_url, -- the address that answered in the end
    retrievals.memento_of AS memento_of, -- for a copy from a web archive, the address it is a copy of
    retrievals.memento_utc AS memento_utc, -- when that web archive took the copy
    captures.digest AS digest, -- of the bytes that were read
    held.payload_digest AS payload_digest, -- of those bytes as received: packed, where the server packed them
    held.record_file AS record_file, -- the file under evidence/archive/
    held.record_offset_bytes AS record_offset_bytes, -- where in that file
    held.record_id AS record_id -- the WARC-Record-ID
FROM retrievals
JOIN captures ON captures.id = retrievals.capture_id
JOIN requests AS last ON last.retrieval_id = retrievals.id
    AND last.n = (SELECT max(n) FROM requests WHERE retrieval_id = retrievals.id)
JOIN requests AS held ON held.id = (
    SELECT id FROM requests
    WHERE payload_digest = last.payload_digest AND record_type IN ('response', 'resource') AND truncated IS NULL
    ORDER BY sent_utc, id LIMIT 1
)
WHERE captures.document_id IS NOT NULL
ORDER BY retrievals.place, retrievals.retrieved_utc;
