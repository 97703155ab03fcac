-- Moves from one system to another: a job that may stop between any two steps and goes on after a restart.
-- Previous release: opens the result; it does not know the table and leaves it alone.

-- `old_id` is the access that shall go: one open move for each. `body` is the app's: what takes its place, how far the
-- move has come, and what the check found.
CREATE TABLE moves (
    id         TEXT PRIMARY KEY NOT NULL,
    party_uuid TEXT NOT NULL,
    old_id     TEXT NOT NULL,
    began_at   INTEGER NOT NULL,
    over_at    INTEGER,
    body       TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE UNIQUE INDEX open_moves ON moves (party_uuid, old_id) WHERE over_at IS NULL;
