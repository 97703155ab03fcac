-- The log of what was done from this machine. Append-only: each entry carries a hash over itself and the hash before it.
-- Previous release: there is none.
CREATE TABLE activity (
    seq          INTEGER PRIMARY KEY NOT NULL,
    number       TEXT NOT NULL UNIQUE,
    year         INTEGER NOT NULL,
    counter      INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    act          TEXT NOT NULL,
    subject      TEXT,
    system       TEXT,
    vendor       TEXT,
    organisation TEXT,
    party_uuid   TEXT,
    services     INTEGER,
    failure      TEXT,
    folded       TEXT NOT NULL,
    hash         BLOB NOT NULL CHECK (length(hash) = 32),
    receipt      TEXT,
    UNIQUE (year, counter)
) STRICT;

CREATE INDEX activity_by_subject ON activity (subject, seq) WHERE subject IS NOT NULL;
CREATE INDEX activity_by_party ON activity (party_uuid, seq) WHERE party_uuid IS NOT NULL;

-- The last entry that was written, so that an end cut off shows.
CREATE TABLE activity_head (
    id      INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    seq     INTEGER NOT NULL,
    year    INTEGER NOT NULL,
    counter INTEGER NOT NULL,
    hash    BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

INSERT INTO activity_head (id, seq, year, counter, hash) VALUES (1, 0, 0, 0, zeroblob(32));

CREATE TRIGGER activity_no_update BEFORE UPDATE ON activity
BEGIN
    SELECT RAISE(ABORT, 'the activity log is append-only');
END;

CREATE TRIGGER activity_no_delete BEFORE DELETE ON activity
BEGIN
    SELECT RAISE(ABORT, 'the activity log is append-only');
END;

-- Also keeps INSERT OR REPLACE from taking an entry's place.
CREATE TRIGGER activity_at_end_only BEFORE INSERT ON activity
WHEN NEW.seq <> (SELECT seq + 1 FROM activity_head)
BEGIN
    SELECT RAISE(ABORT, 'the activity log grows at its end only');
END;

CREATE TRIGGER activity_head_no_delete BEFORE DELETE ON activity_head
BEGIN
    SELECT RAISE(ABORT, 'the activity log is append-only');
END;

-- `folded` is number, system, vendor and organisation as search compares them. Trigrams: a word is found inside a compound
-- («avgift» in «årsavgift»). The index reads the text from the table.
CREATE VIRTUAL TABLE activity_search USING fts5(
    folded, content = 'activity', content_rowid = 'seq', tokenize = 'trigram'
);

CREATE TRIGGER activity_searchable AFTER INSERT ON activity
BEGIN
    INSERT INTO activity_search (rowid, folded) VALUES (NEW.seq, NEW.folded);
END;
