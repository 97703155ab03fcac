-- System users of every organisation, and how reading each organisation went.
-- Previous release: there is none.

-- `packages` is the set at creation, as Altinn's list gives it; `detail` is the app's copy of the true current rights.
CREATE TABLE system_users (
    party_uuid    TEXT NOT NULL,
    id            TEXT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('own', 'client')),
    title         TEXT NOT NULL,
    system_id     TEXT NOT NULL,
    vendor_org_no TEXT,
    vendor        TEXT,
    external_ref  TEXT,
    created       INTEGER,
    packages      TEXT NOT NULL CHECK (json_valid(packages)),
    detail_at     INTEGER,
    detail        TEXT,
    PRIMARY KEY (party_uuid, id)
) STRICT;

CREATE TABLE system_user_fetches (
    party_uuid TEXT PRIMARY KEY NOT NULL,
    fetched_at INTEGER,
    failure    TEXT,
    failed_at  INTEGER
) STRICT;
