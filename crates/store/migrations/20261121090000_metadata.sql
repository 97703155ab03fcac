-- About the file itself.
-- Previous release: there is none.
--
-- `readable_from`: the oldest schema version whose release can still work with this file (read and write). A migration
-- after which the release before it can no longer open the file sets this row to its own version; any other migration
-- leaves it alone.
CREATE TABLE metadata (
    name  TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT;

INSERT INTO metadata (name, value) VALUES ('readable_from', '20261121090000');
