-- How reading each organisation's list of waiting requests went.
-- Previous release: there is none.
CREATE TABLE request_fetches (
    party_uuid TEXT PRIMARY KEY NOT NULL,
    fetched_at INTEGER,
    failure    TEXT,
    failed_at  INTEGER
) STRICT;
