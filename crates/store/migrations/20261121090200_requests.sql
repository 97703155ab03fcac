-- The queue of requests, from links and from Altinn's lists.
-- Previous release: there is none.

-- `state_time` belongs to the state: since when we observe, or when a rejection will be sent. `review` is the last
-- review that was shown; it is long and stands last.
CREATE TABLE requests (
    id            TEXT PRIMARY KEY NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('own', 'client', 'change')),
    state         TEXT NOT NULL,
    state_at      INTEGER NOT NULL,
    state_time    INTEGER,
    receipt       TEXT,
    party_uuid    TEXT,
    party_org_no  TEXT,
    system_id     TEXT,
    title         TEXT,
    vendor_org_no TEXT,
    vendor        TEXT,
    external_ref  TEXT,
    created       INTEGER,
    from_link     INTEGER NOT NULL CHECK (from_link IN (0, 1)),
    host          TEXT,
    added_at      INTEGER NOT NULL,
    listed_at     INTEGER,
    dismissed     INTEGER NOT NULL DEFAULT 0 CHECK (dismissed IN (0, 1)),
    summary       TEXT,
    failure       TEXT,
    review_at     INTEGER,
    review        TEXT
) STRICT;

CREATE INDEX requests_by_party ON requests (party_uuid, kind);
