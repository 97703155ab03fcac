-- What the person wrote about an access, and when to look at it again. It stands on this machine only.
-- Previous release: opens the result; it does not know the table and leaves it alone.

-- Not in `system_users`: that table is replaced by Altinn's list, and what a person wrote must outlive that.
-- `review_on` is a day, `2026-12-01`.
CREATE TABLE access_notes (
    party_uuid TEXT NOT NULL,
    id         TEXT NOT NULL,
    note       TEXT,
    review_on  TEXT CHECK (review_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    PRIMARY KEY (party_uuid, id)
) STRICT;
