CREATE TABLE sheet_edits (
    -- A correction that somebody made at the desk to how an article is split into claims. Rows are only ever added.
    id TEXT NOT NULL PRIMARY KEY CHECK (id GLOB 'sh????????????'), -- sh and twelve hex digits, from all that follows but the number
    place TEXT NOT NULL, -- the path of the article inside the workspace
    person TEXT NOT NULL REFERENCES people (name), -- who corrected it
    what TEXT NOT NULL, -- what they did
    sheet_before TEXT, -- the claim sheet as it was before; empty where there was none
    sheet_after TEXT, -- the claim sheet from then on; empty where there was none again
    edited_utc TEXT NOT NULL CHECK (edited_utc GLOB '????-??-??T??:??:??*Z'), -- when
    number INTEGER NOT NULL UNIQUE CHECK (number > 0) -- the order in which they were made
) STRICT;
CREATE INDEX sheet_edits_place ON sheet_edits (place, number);
CREATE INDEX sheet_edits_person ON sheet_edits (person);
CREATE TRIGGER sheet_edits_are_not_replaced BEFORE INSERT ON sheet_edits
WHEN EXISTS (SELECT 1 FROM sheet_edits WHERE id = new.id OR number = new.number OR rowid = new.rowid) BEGIN
    SELECT raise(ABORT, 'corrections are only ever added: this one is there already');
END;
CREATE TRIGGER sheet_edits_are_not_changed BEFORE UPDATE ON sheet_edits BEGIN
    SELECT raise(ABORT, 'corrections are only ever added: make a new one');
END;
CREATE TRIGGER sheet_edits_are_not_deleted BEFORE DELETE ON sheet_edits BEGIN
    SELECT raise(ABORT, 'corrections are only ever added: they cannot be deleted');
END;
