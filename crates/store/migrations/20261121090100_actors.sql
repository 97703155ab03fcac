-- The parties that the person may act for, and what this machine remembers of them.
-- Previous release: there is none.

-- Replaced as a whole. `position` is the order of the list: main units by name in Norwegian order, each followed by its
-- sub-units. `folded` is the name as search compares it. Long columns stand last, so that scans seldom touch them.
CREATE TABLE actors (
    position        INTEGER PRIMARY KEY NOT NULL,
    party_uuid      TEXT NOT NULL UNIQUE,
    party_id        INTEGER,
    name            TEXT NOT NULL,
    folded          TEXT NOT NULL,
    org_no          TEXT,
    kind            TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'subunit')),
    form            TEXT,
    parent          TEXT,
    is_deleted      INTEGER NOT NULL CHECK (is_deleted IN (0, 1)),
    is_heading_only INTEGER NOT NULL CHECK (is_heading_only IN (0, 1)),
    access_manager  INTEGER CHECK (access_manager IN (0, 1)),
    roles           TEXT NOT NULL CHECK (json_valid(roles)),
    packages        TEXT NOT NULL CHECK (json_valid(packages))
) STRICT;

-- Everything that a window's filter looks at, so that the filter never reads the table itself.
CREATE INDEX actors_filter ON actors (position, is_deleted, is_heading_only, access_manager, folded, org_no, party_uuid);
CREATE INDEX actors_by_org_no ON actors (org_no) WHERE org_no IS NOT NULL;
CREATE INDEX actors_by_party_id ON actors (party_id) WHERE party_id IS NOT NULL;

-- When the list was read, and a digest that tells whether it changed.
CREATE TABLE actor_list (
    id         INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    fetched_at INTEGER NOT NULL,
    digest     BLOB NOT NULL
) STRICT;

-- Neither refers to `actors`: they outlive a replacement of the list.
CREATE TABLE favourites (
    party_uuid TEXT PRIMARY KEY NOT NULL,
    at         INTEGER NOT NULL
) STRICT;

CREATE TABLE recents (
    party_uuid TEXT PRIMARY KEY NOT NULL,
    opened_at  INTEGER NOT NULL
) STRICT;

CREATE VIEW actor_rows AS
SELECT a.position, a.party_uuid, a.party_id, a.name, a.folded, a.org_no, a.kind, a.form, a.parent, a.is_deleted,
       a.is_heading_only, a.access_manager, a.roles, a.packages,
       p.name AS parent_name,
       f.at IS NOT NULL AS favourite,
       r.opened_at AS opened_at
FROM actors a
LEFT JOIN actors p ON p.party_uuid = a.parent
LEFT JOIN favourites f ON f.party_uuid = a.party_uuid
LEFT JOIN recents r ON r.party_uuid = a.party_uuid;
