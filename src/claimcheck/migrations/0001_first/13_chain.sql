-- What was written, in order: so that a row which somebody edits, removes or adds is found, and named.

CREATE TABLE chain (
    -- Everything that claimcheck wrote, entry by entry; each seals rows of one table and the entry before it.
    number INTEGER NOT NULL PRIMARY KEY CHECK (number > 0), -- its place, from 1 without gaps
    sealed TEXT NOT NULL, -- the table
    row TEXT NOT NULL, -- the key of the row; for parts, of the row that they are parts of
    content TEXT CHECK (content LIKE 'sha256:%'), -- sha256: and the hex digest of all that it held from then on; empty once it went
    digest TEXT NOT NULL UNIQUE CHECK (digest LIKE 'sha256:%') -- the same over this entry and the digest of the one before
) STRICT;
CREATE INDEX chain_row ON chain (sealed, row);
CREATE TRIGGER chain_is_not_replaced BEFORE INSERT ON chain
WHEN EXISTS (SELECT 1 FROM chain WHERE number = new.number OR digest = new.digest) BEGIN
    SELECT raise(ABORT, 'the chain is only ever added to: this entry is there already');
END;
CREATE TRIGGER chain_is_not_changed BEFORE UPDATE ON chain BEGIN
    SELECT raise(ABORT, 'the chain is only ever added to: its entries cannot be changed');
END;
CREATE TRIGGER chain_is_not_deleted BEFORE DELETE ON chain BEGIN
    SELECT raise(ABORT, 'the chain is only ever added to: its entries cannot be deleted');
END;
