-- Approvals of changes that were sent and are not over.
-- Previous release: opens the result; it does not know the table and leaves it alone.

-- `before` is what the system user held before the first try, so that a change that stopped half-way is told from one
-- that has not begun, and its receipt can say what was. `failure` is why the last try stopped. Gone with its request.
CREATE TABLE change_attempts (
    request_id TEXT PRIMARY KEY NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    began_at   INTEGER NOT NULL,
    before     TEXT NOT NULL CHECK (json_valid(before)),
    failure    TEXT
) STRICT;
