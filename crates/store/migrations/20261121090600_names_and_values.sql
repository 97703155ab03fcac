-- Small tables of names and values.
-- Previous release: there is none.
CREATE TABLE settings (
    name  TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT;

-- What the servers answered to calls that a login may or may not make.
CREATE TABLE capabilities (
    name  TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL,
    at    INTEGER NOT NULL
) STRICT;

-- Calls per day in Norway and kind of call.
CREATE TABLE calls (
    day   TEXT NOT NULL,
    kind  TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, kind)
) STRICT, WITHOUT ROWID;

-- Where each synchronisation stands.
CREATE TABLE sync_marks (
    name  TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL,
    at    INTEGER NOT NULL
) STRICT;
