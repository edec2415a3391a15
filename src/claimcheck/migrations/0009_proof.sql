-- What only claimcheck may set, which files told it what to do, and where the chain ended when somebody vouched for it.

CREATE TABLE writing (
    -- Holds a row while claimcheck writes, and none at any other time: what claimcheck works out, no other tool may set.
    number INTEGER NOT NULL PRIMARY KEY CHECK (number = 1) -- always 1
) STRICT;
-- The function is known on connections of claimcheck alone; elsewhere the insert fails for lack of it.
CREATE TRIGGER only_claimcheck_writes BEFORE INSERT ON writing WHEN claimcheck_writes() IS NOT 1 BEGIN
    SELECT raise(ABORT, 'only claimcheck says that it is writing');
END;

CREATE TRIGGER basis_is_worked_out BEFORE UPDATE OF basis ON claims
WHEN new.basis IS NOT NULL AND new.basis IS NOT old.basis AND NOT EXISTS (SELECT 1 FROM writing) BEGIN
    SELECT raise(ABORT, 'claimcheck works out what a claim rests on: run `claimcheck verify`');
END;
CREATE TRIGGER successors_are_worked_out BEFORE UPDATE OF successor_id ON claims
WHEN new.successor_id IS NOT old.successor_id AND NOT EXISTS (SELECT 1 FROM writing) BEGIN
    SELECT raise(ABORT, 'claimcheck works out what became of a claim: run `claimcheck verify`');
END;
CREATE TRIGGER people_change_by_claimcheck BEFORE UPDATE OF role, is_active ON people
WHEN (new.role IS NOT old.role OR new.is_active IS NOT old.is_active) AND NOT EXISTS (SELECT 1 FROM writing) BEGIN
    SELECT raise(ABORT, 'roles are changed with `claimcheck people add` and `claimcheck people remove`');
END;
CREATE TRIGGER people_keep_their_time BEFORE UPDATE OF added_utc ON people WHEN new.added_utc IS NOT old.added_utc BEGIN
    SELECT raise(ABORT, 'since when somebody is listed cannot be changed');
END;

CREATE TRIGGER deadlines_are_not_replaced BEFORE INSERT ON deadlines
WHEN EXISTS (SELECT 1 FROM deadlines WHERE id = new.id OR number = new.number OR rowid = new.rowid) BEGIN
    SELECT raise(ABORT, 'deadlines are only ever added: this one is there already');
END;
CREATE TRIGGER deadlines_are_not_changed BEFORE UPDATE ON deadlines BEGIN
    SELECT raise(ABORT, 'deadlines are only ever added: set a new one');
END;
CREATE TRIGGER deadlines_are_not_deleted BEFORE DELETE ON deadlines BEGIN
    SELECT raise(ABORT, 'deadlines are only ever added: they cannot be deleted');
END;

CREATE TABLE control_files (
    -- A file that says what is to be done, as it was when it was last read: a list of addresses, or a claim sheet.
    place TEXT NOT NULL PRIMARY KEY, -- the path inside the workspace
    digest TEXT NOT NULL CHECK (digest LIKE 'sha256:%'), -- sha256: and the hex digest of its bytes
    read_utc TEXT NOT NULL CHECK (read_utc GLOB '????-??-??T??:??:??*Z') -- when these bytes were first read
) STRICT;

CREATE TABLE acknowledgements (
    -- What an audit found wrong with the chain and an editor took note of. Rows are only ever added.
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB 'ak????????????'), -- ak and twelve hex digits, from all that follows but the number
    person TEXT NOT NULL REFERENCES people (name), -- who took note
    note TEXT NOT NULL CHECK (trim(note) <> ''), -- what happened, in their words
    problems_json TEXT NOT NULL CHECK (json_valid(problems_json)), -- what was wrong, a line each
    entries_json TEXT NOT NULL CHECK (json_valid(entries_json)), -- digests of the entries of the chain that do not follow on the one before
    acknowledged_utc TEXT NOT NULL CHECK (acknowledged_utc GLOB '????-??-??T??:??:??*Z'), -- when
    number INTEGER NOT NULL UNIQUE CHECK (number > 0) -- the order in which they were written
) STRICT;
CREATE INDEX acknowledgements_person ON acknowledgements (person);
CREATE TRIGGER acknowledgements_are_of_editors BEFORE INSERT ON acknowledgements
WHEN NOT EXISTS (SELECT 1 FROM people WHERE name = new.person AND is_active AND role = 'editor') BEGIN
    SELECT raise(ABORT, 'only editors acknowledge what an audit found: ask one');
END;
CREATE TRIGGER acknowledgements_are_not_replaced BEFORE INSERT ON acknowledgements
WHEN EXISTS (SELECT 1 FROM acknowledgements WHERE id = new.id OR number = new.number OR rowid = new.rowid) BEGIN
    SELECT raise(ABORT, 'acknowledgements are only ever added: this one is there already');
END;
CREATE TRIGGER acknowledgements_are_not_changed BEFORE UPDATE ON acknowledgements BEGIN
    SELECT raise(ABORT, 'acknowledgements are only ever added: they cannot be changed');
END;
CREATE TRIGGER acknowledgements_are_not_deleted BEFORE DELETE ON acknowledgements BEGIN
    SELECT raise(ABORT, 'acknowledgements are only ever added: they cannot be deleted');
END;

CREATE TABLE heads (
    -- Where the chain ended when it was signed, or stamped by a time-stamping authority. Rows are only ever added.
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB 'hd????????????'), -- hd and twelve hex digits, from the head
    head TEXT NOT NULL, -- the line that exports carry: the entry and its digest, and the time, the public key and the signature where it is signed
    step_id TEXT REFERENCES steps (id), -- the sign-off that it was made at; empty where it was made at an export or by hand
    authority TEXT, -- the address of the time-stamping authority; empty where it is not stamped
    token BLOB, -- what the authority answered (RFC 3161, DER); empty where it is not stamped
    missing TEXT, -- why it is not signed or not stamped although it was to be
    made_utc TEXT NOT NULL CHECK (made_utc GLOB '????-??-??T??:??:??*Z'), -- when, by the clock of this machine
    number INTEGER NOT NULL UNIQUE CHECK (number > 0), -- the order in which they were made
    CHECK ((authority IS NULL) = (token IS NULL))
) STRICT;
CREATE INDEX heads_step_id ON heads (step_id);
CREATE TRIGGER heads_are_not_replaced BEFORE INSERT ON heads
WHEN EXISTS (SELECT 1 FROM heads WHERE id = new.id OR number = new.number OR rowid = new.rowid) BEGIN
    SELECT raise(ABORT, 'heads are only ever added: this one is there already');
END;
CREATE TRIGGER heads_are_not_changed BEFORE UPDATE ON heads BEGIN
    SELECT raise(ABORT, 'heads are only ever added: they cannot be changed');
END;
CREATE TRIGGER heads_are_not_deleted BEFORE DELETE ON heads BEGIN
    SELECT raise(ABORT, 'heads are only ever added: they cannot be deleted');
END;
