-- Messages: the rows of lists, their counters, and where each synchronisation stands.
-- Previous release: opens the result; it does not know the tables and leaves them alone.

-- Names that a million rows share, kept once. `indexed` is the text that the search index holds for the name: where it
-- differs from the name as it is now, the rows are indexed anew.
CREATE TABLE dialog_parties (
    key        INTEGER PRIMARY KEY NOT NULL,
    party_uuid TEXT NOT NULL UNIQUE,
    indexed    TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE service_owners (
    key    INTEGER PRIMARY KEY NOT NULL,
    code   TEXT NOT NULL UNIQUE,
    name   TEXT,
    folded TEXT NOT NULL
) STRICT;

CREATE TABLE services (
    key     INTEGER PRIMARY KEY NOT NULL,
    id      TEXT NOT NULL UNIQUE,
    name    TEXT,
    indexed TEXT NOT NULL DEFAULT ''
) STRICT;

-- `own_name` is empty where the sender is the service owner itself; `shown` is what lists show, `sort_key` its place in
-- Norwegian order.
CREATE TABLE senders (
    key      INTEGER PRIMARY KEY NOT NULL,
    owner    INTEGER NOT NULL REFERENCES service_owners (key),
    own_name TEXT NOT NULL,
    shown    TEXT NOT NULL,
    folded   TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    indexed  TEXT NOT NULL DEFAULT '',
    UNIQUE (owner, own_name)
) STRICT;

CREATE INDEX senders_in_order ON senders (sort_key, key);

-- `key` is the order of every list: content_updated_at in milliseconds, or the next millisecond that is free. Tables and
-- indexes are clustered by it, and the full-text index gives hits in it, so that the newest hundred of anything cost no
-- sorting. A row whose content changes moves to a new key.
-- `labels` is what the lists go by: `server_labels` with the queue of label changes on top. Bits: 1 Default, 2 Bin,
-- 4 Archive, 8 MarkedAsUnopened, 16 Sent. Status: 0 unknown, 1 InProgress, 2 Draft, 3 RequiresAttention, 4 Completed,
-- 5 NotApplicable, 6 Awaiting. `digest` tells whether a row that comes again is the same. `content` is all languages as
-- JSON, or the code of the language where there is one only: its texts stand in `title`, `summary`, `extended_status`.
-- The four computed columns are the definitions of folders, unread and deadline; every index and counter stands on them.
-- place: 0 inbox, 1 drafts, 3 archive, 4 bin; 8 more for dialogs made for machines. deadline: the largest integer where
-- something must be done without a date. Long columns stand last.
CREATE TABLE dialogs (
    key                INTEGER PRIMARY KEY NOT NULL,
    id                 BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    party              INTEGER NOT NULL REFERENCES dialog_parties (key),
    service            INTEGER NOT NULL REFERENCES services (key),
    sender             INTEGER NOT NULL REFERENCES senders (key),
    status             INTEGER NOT NULL CHECK (status BETWEEN 0 AND 6),
    labels             INTEGER NOT NULL CHECK (labels BETWEEN 0 AND 31),
    server_labels      INTEGER NOT NULL CHECK (server_labels BETWEEN 0 AND 31),
    is_seen            INTEGER NOT NULL CHECK (is_seen IN (0, 1)),
    is_api_only        INTEGER NOT NULL CHECK (is_api_only IN (0, 1)),
    content_updated_at INTEGER NOT NULL,
    due_at             INTEGER,
    attachments        INTEGER NOT NULL,
    digest             INTEGER NOT NULL,
    place              INTEGER NOT NULL AS (
        CASE WHEN is_api_only THEN 8 ELSE 0 END
        + CASE WHEN labels & 2 THEN 4 WHEN labels & 4 THEN 3 WHEN status = 2 THEN 1 ELSE 0 END
    ) VIRTUAL,
    is_sent            INTEGER NOT NULL AS (labels & 18 = 16 AND NOT is_api_only) VIRTUAL,
    is_unread          INTEGER NOT NULL AS (NOT is_seen OR labels & 8 <> 0) VIRTUAL,
    deadline           INTEGER AS (
        CASE WHEN is_api_only OR labels & 6 OR status = 4 THEN NULL
             WHEN due_at IS NOT NULL THEN due_at
             WHEN status = 3 THEN 9223372036854775807 END
    ) VIRTUAL,
    created_at         INTEGER NOT NULL,
    updated_at         INTEGER NOT NULL,
    fetched_at         INTEGER NOT NULL,
    stale_since        INTEGER,
    opened_at          INTEGER,
    from_service_owner INTEGER NOT NULL,
    from_party         INTEGER NOT NULL,
    progress           INTEGER,
    has_unopened       INTEGER NOT NULL CHECK (has_unopened IN (0, 1)),
    context_revision   BLOB,
    title              TEXT NOT NULL,
    summary            TEXT,
    extended_status    TEXT,
    service_type       TEXT NOT NULL,
    status_code        TEXT,
    process            TEXT,
    preceding_process  TEXT,
    external_reference TEXT,
    refusal            TEXT,
    content            TEXT,
    latest_activity    TEXT,
    seen_update        TEXT,
    seen_content       TEXT
) STRICT;

-- The long walk: a whole folder in order, with every column that a filter asks for. The same by actor.
CREATE INDEX dialogs_walk ON dialogs
    (place, key, party, sender, service, status, is_unread, is_sent, attachments, due_at);
CREATE INDEX dialogs_by_party ON dialogs
    (party, place, key, sender, service, status, is_unread, is_sent, attachments, due_at);
CREATE INDEX dialogs_by_service ON dialogs (service, place, key, party, status, is_unread, attachments, due_at);
CREATE INDEX dialogs_by_sender ON dialogs (sender, place, key, party, status, is_unread, attachments, due_at);
CREATE INDEX dialogs_unread ON dialogs
    (place, key, party, sender, service, status, attachments, due_at) WHERE is_unread = 1;
CREATE INDEX dialogs_waiting ON dialogs
    (place, key, party, sender, service, is_unread, attachments, due_at) WHERE status = 3;
CREATE INDEX dialogs_sent ON dialogs
    (key, place, party, sender, service, status, is_unread, attachments, due_at) WHERE is_sent = 1;
CREATE INDEX dialogs_due ON dialogs (place, due_at, key, party, status) WHERE due_at IS NOT NULL;
CREATE INDEX dialogs_deadlines ON dialogs
    (deadline, key, party, sender, service, status, is_unread) WHERE deadline IS NOT NULL;
CREATE INDEX dialogs_party_deadlines ON dialogs (party, deadline, key, status, is_unread) WHERE deadline IS NOT NULL;
CREATE INDEX dialogs_stale ON dialogs (stale_since) WHERE stale_since IS NOT NULL;

-- Counters per actor and folder (2 is sent), and per folder and hour of the key. Only triggers write them.
CREATE TABLE dialog_counts (
    folder  INTEGER NOT NULL,
    party   INTEGER NOT NULL,
    total   INTEGER NOT NULL,
    unread  INTEGER NOT NULL,
    waiting INTEGER NOT NULL,
    dated   INTEGER NOT NULL,
    PRIMARY KEY (folder, party)
) STRICT, WITHOUT ROWID;

CREATE INDEX dialog_counts_by_party ON dialog_counts (party, folder);

-- The same for everyone together: sums of the table above.
CREATE TABLE dialog_totals (
    folder  INTEGER PRIMARY KEY NOT NULL,
    total   INTEGER NOT NULL,
    unread  INTEGER NOT NULL,
    waiting INTEGER NOT NULL,
    dated   INTEGER NOT NULL
) STRICT;

CREATE TRIGGER dialog_counts_summed AFTER INSERT ON dialog_counts
BEGIN
    INSERT INTO dialog_totals (folder, total, unread, waiting, dated)
    VALUES (NEW.folder, NEW.total, NEW.unread, NEW.waiting, NEW.dated)
    ON CONFLICT (folder) DO UPDATE SET
        total = total + excluded.total, unread = unread + excluded.unread, waiting = waiting + excluded.waiting,
        dated = dated + excluded.dated;
END;

CREATE TRIGGER dialog_counts_summed_anew AFTER UPDATE ON dialog_counts
BEGIN
    UPDATE dialog_totals SET
        total = total + NEW.total - OLD.total, unread = unread + NEW.unread - OLD.unread,
        waiting = waiting + NEW.waiting - OLD.waiting, dated = dated + NEW.dated - OLD.dated
    WHERE folder = NEW.folder;
END;

CREATE TABLE dialog_hours (
    folder INTEGER NOT NULL,
    hour   INTEGER NOT NULL,
    total  INTEGER NOT NULL,
    PRIMARY KEY (folder, hour)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER dialogs_counted_in AFTER INSERT ON dialogs
BEGIN
    INSERT INTO dialog_counts (folder, party, total, unread, waiting, dated)
    VALUES (NEW.place, NEW.party, 1, NEW.is_unread, NEW.status = 3, NEW.due_at IS NOT NULL AND NEW.status <> 4)
    ON CONFLICT (folder, party) DO UPDATE SET
        total = total + 1, unread = unread + excluded.unread, waiting = waiting + excluded.waiting,
        dated = dated + excluded.dated;
    INSERT INTO dialog_hours (folder, hour, total)
    VALUES (NEW.place, NEW.key / 3600000, 1)
    ON CONFLICT (folder, hour) DO UPDATE SET total = total + 1;
    INSERT INTO dialog_counts (folder, party, total, unread, waiting, dated)
    SELECT 2, NEW.party, 1, NEW.is_unread, NEW.status = 3, NEW.due_at IS NOT NULL AND NEW.status <> 4
    WHERE NEW.is_sent
    ON CONFLICT (folder, party) DO UPDATE SET
        total = total + 1, unread = unread + excluded.unread, waiting = waiting + excluded.waiting,
        dated = dated + excluded.dated;
    INSERT INTO dialog_hours (folder, hour, total)
    SELECT 2, NEW.key / 3600000, 1 WHERE NEW.is_sent
    ON CONFLICT (folder, hour) DO UPDATE SET total = total + 1;
END;

CREATE TRIGGER dialogs_counted_out AFTER DELETE ON dialogs
BEGIN
    UPDATE dialog_counts SET
        total = total - 1, unread = unread - OLD.is_unread, waiting = waiting - (OLD.status = 3),
        dated = dated - (OLD.due_at IS NOT NULL AND OLD.status <> 4)
    WHERE party = OLD.party AND (folder = OLD.place OR folder = 2 AND OLD.is_sent);
    UPDATE dialog_hours SET total = total - 1
    WHERE hour = OLD.key / 3600000 AND (folder = OLD.place OR folder = 2 AND OLD.is_sent);
END;

CREATE TRIGGER dialogs_counted_anew
AFTER UPDATE OF key, party, status, labels, is_seen, is_api_only, due_at ON dialogs
WHEN (OLD.party, OLD.place, OLD.is_sent, OLD.is_unread, OLD.status, OLD.due_at, OLD.key / 3600000)
     IS NOT
     (NEW.party, NEW.place, NEW.is_sent, NEW.is_unread, NEW.status, NEW.due_at, NEW.key / 3600000)
BEGIN
    UPDATE dialog_counts SET
        total = total - 1, unread = unread - OLD.is_unread, waiting = waiting - (OLD.status = 3),
        dated = dated - (OLD.due_at IS NOT NULL AND OLD.status <> 4)
    WHERE party = OLD.party AND (folder = OLD.place OR folder = 2 AND OLD.is_sent);
    UPDATE dialog_hours SET total = total - 1
    WHERE hour = OLD.key / 3600000 AND (folder = OLD.place OR folder = 2 AND OLD.is_sent);
    INSERT INTO dialog_counts (folder, party, total, unread, waiting, dated)
    VALUES (NEW.place, NEW.party, 1, NEW.is_unread, NEW.status = 3, NEW.due_at IS NOT NULL AND NEW.status <> 4)
    ON CONFLICT (folder, party) DO UPDATE SET
        total = total + 1, unread = unread + excluded.unread, waiting = waiting + excluded.waiting,
        dated = dated + excluded.dated;
    INSERT INTO dialog_hours (folder, hour, total)
    VALUES (NEW.place, NEW.key / 3600000, 1)
    ON CONFLICT (folder, hour) DO UPDATE SET total = total + 1;
    INSERT INTO dialog_counts (folder, party, total, unread, waiting, dated)
    SELECT 2, NEW.party, 1, NEW.is_unread, NEW.status = 3, NEW.due_at IS NOT NULL AND NEW.status <> 4
    WHERE NEW.is_sent
    ON CONFLICT (folder, party) DO UPDATE SET
        total = total + 1, unread = unread + excluded.unread, waiting = waiting + excluded.waiting,
        dated = dated + excluded.dated;
    INSERT INTO dialog_hours (folder, hour, total)
    SELECT 2, NEW.key / 3600000, 1 WHERE NEW.is_sent
    ON CONFLICT (folder, hour) DO UPDATE SET total = total + 1;
END;

-- What the user has opened. It stays when the row goes.
CREATE TABLE dialog_details (
    id       BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    read_at  INTEGER NOT NULL,
    revision BLOB,
    detail   TEXT NOT NULL,
    body     TEXT,
    text     TEXT NOT NULL
) STRICT;

CREATE TABLE transmission_bodies (
    dialog       BLOB NOT NULL,
    transmission BLOB NOT NULL,
    read_at      INTEGER NOT NULL,
    body         TEXT NOT NULL,
    text         TEXT NOT NULL,
    PRIMARY KEY (dialog, transmission)
) STRICT;

-- Either `path`, relative to a folder of the app's choice, or the bytes themselves.
CREATE TABLE attachments (
    id           BLOB PRIMARY KEY NOT NULL,
    dialog       BLOB NOT NULL,
    transmission BLOB,
    name         TEXT NOT NULL,
    media_type   TEXT,
    size         INTEGER NOT NULL,
    sha256       BLOB NOT NULL CHECK (length(sha256) = 32),
    saved_at     INTEGER NOT NULL,
    path         TEXT,
    bytes        BLOB,
    CHECK ((path IS NULL) <> (bytes IS NULL))
) STRICT;

CREATE INDEX attachments_by_dialog ON attachments (dialog, saved_at);

-- The queue of label changes, sent in the order of `seq`. `act` holds together what one stroke of a key changed, so that
-- it can be undone as one. `before` is the label set before the change, as lists showed it.
CREATE TABLE label_changes (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    act      BLOB NOT NULL,
    dialog   BLOB NOT NULL,
    adds     INTEGER NOT NULL,
    removes  INTEGER NOT NULL,
    before   INTEGER NOT NULL,
    revision BLOB,
    at       INTEGER NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'refused', 'undone')),
    attempts INTEGER NOT NULL DEFAULT 0,
    tried_at INTEGER,
    failure  TEXT
) STRICT;

CREATE INDEX label_changes_open ON label_changes (seq) WHERE state IN ('waiting', 'sending');
CREATE INDEX label_changes_by_dialog ON label_changes (dialog, seq) WHERE state IN ('waiting', 'sending');
CREATE INDEX label_changes_by_act ON label_changes (act, seq);

-- Where the synchronisation of each batch of parties or services stands.
CREATE TABLE sync_batches (
    name       TEXT PRIMARY KEY NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('parties', 'services')),
    members    TEXT NOT NULL CHECK (json_valid(members)),
    is_hot     INTEGER NOT NULL CHECK (is_hot IN (0, 1)),
    watermark  INTEGER,
    delta      TEXT,
    fill_from  INTEGER,
    fill       TEXT,
    fill_rows  INTEGER NOT NULL DEFAULT 0,
    is_filled  INTEGER NOT NULL DEFAULT 0 CHECK (is_filled IN (0, 1)),
    polled_at  INTEGER,
    sweep_at   INTEGER,
    sweep      TEXT,
    swept_at   INTEGER,
    failure    TEXT,
    failed_at  INTEGER
) STRICT;

-- Rows that the sweep under way has met.
CREATE TABLE sweep_rows (
    batch TEXT NOT NULL,
    key   INTEGER NOT NULL,
    PRIMARY KEY (batch, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_views (
    id       TEXT PRIMARY KEY NOT NULL,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    query    TEXT NOT NULL CHECK (json_valid(query)),
    made_at  INTEGER NOT NULL
) STRICT;

-- The user's own groups of organisations. Members are party UUIDs; they outlive a replacement of the actor list.
CREATE TABLE groups (
    id       TEXT PRIMARY KEY NOT NULL,
    position INTEGER NOT NULL,
    name     TEXT NOT NULL,
    made_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE group_members (
    group_id   TEXT NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    party_uuid TEXT NOT NULL,
    PRIMARY KEY (group_id, party_uuid)
) STRICT, WITHOUT ROWID;
