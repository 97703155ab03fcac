-- Client administration: firms, their clients and agents, what lies between, and jobs that change it.
-- Previous release: opens the result; it does not know the tables and leaves them alone.

-- Firms whose clients the user administers, in the order of the list of actors.
CREATE TABLE client_firms (
    party_uuid TEXT PRIMARY KEY NOT NULL,
    position   INTEGER NOT NULL,
    fetched_at INTEGER,
    failure    TEXT,
    failed_at  INTEGER
) STRICT;

-- Packages by role, as JSON. Thousands of clients give, and thousands of cells hold, the same few patterns.
CREATE TABLE client_grants (
    key  INTEGER PRIMARY KEY NOT NULL,
    body TEXT NOT NULL UNIQUE CHECK (json_valid(body))
) STRICT;

-- `given`: what the client gives the firm.
CREATE TABLE clients (
    key        INTEGER PRIMARY KEY NOT NULL,
    firm       TEXT NOT NULL REFERENCES client_firms (party_uuid) ON DELETE CASCADE,
    party_uuid TEXT NOT NULL,
    name       TEXT NOT NULL,
    sort_key   TEXT NOT NULL,
    org_no     TEXT,
    form       TEXT,
    is_deleted INTEGER NOT NULL CHECK (is_deleted IN (0, 1)),
    given      INTEGER NOT NULL REFERENCES client_grants (key),
    UNIQUE (firm, party_uuid)
) STRICT;

CREATE INDEX clients_in_order ON clients (firm, sort_key, party_uuid);
CREATE INDEX clients_given ON clients (given);

-- `packages`: what a system user needs of each client. `fetched_at`: when its cells were read.
CREATE TABLE client_agents (
    key           INTEGER PRIMARY KEY NOT NULL,
    firm          TEXT NOT NULL REFERENCES client_firms (party_uuid) ON DELETE CASCADE,
    party_uuid    TEXT NOT NULL,
    kind          TEXT NOT NULL CHECK (kind IN ('system_user', 'person')),
    title         TEXT NOT NULL,
    vendor_org_no TEXT,
    packages      TEXT NOT NULL CHECK (json_valid(packages)),
    added_at      INTEGER,
    fetched_at    INTEGER,
    failure       TEXT,
    UNIQUE (firm, party_uuid)
) STRICT;

-- What an agent holds of a client. No row: nothing.
CREATE TABLE client_cells (
    agent  INTEGER NOT NULL REFERENCES client_agents (key) ON DELETE CASCADE,
    client INTEGER NOT NULL REFERENCES clients (key) ON DELETE CASCADE,
    held   INTEGER NOT NULL REFERENCES client_grants (key),
    PRIMARY KEY (agent, client)
) STRICT, WITHOUT ROWID;

CREATE INDEX client_cells_by_client ON client_cells (client);
CREATE INDEX client_cells_held ON client_cells (held);

-- Codes of roles and packages by their ids: answers to writes name them by id alone.
CREATE TABLE client_codes (
    id   TEXT PRIMARY KEY NOT NULL,
    code TEXT NOT NULL
) STRICT;

-- The user's own tags. They outlive a client that is gone for a while.
CREATE TABLE client_tags (
    firm   TEXT NOT NULL,
    client TEXT NOT NULL,
    tag    TEXT NOT NULL,
    PRIMARY KEY (firm, tag, client)
) STRICT, WITHOUT ROWID;

CREATE TABLE client_templates (
    id      TEXT PRIMARY KEY NOT NULL,
    firm    TEXT NOT NULL,
    name    TEXT NOT NULL,
    body    TEXT NOT NULL CHECK (json_valid(body)),
    made_at INTEGER NOT NULL
) STRICT;

CREATE INDEX client_templates_of_firm ON client_templates (firm);

-- `waiting`: why it waits, JSON of the app's making. `checked`: agents that were read after their last row, as JSON.
CREATE TABLE client_jobs (
    key        INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    id         TEXT NOT NULL UNIQUE,
    firm       TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('cells', 'csv', 'template', 'undo')),
    state      TEXT NOT NULL CHECK (state IN ('queued', 'running', 'paused', 'waiting', 'done', 'cancelled')),
    waiting    TEXT,
    resumes_at INTEGER,
    calls      INTEGER NOT NULL DEFAULT 0,
    checked    TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(checked)),
    undo_of    TEXT,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at   INTEGER
) STRICT;

CREATE INDEX client_jobs_open ON client_jobs (firm, key) WHERE ended_at IS NULL;

-- `wanted`: roles and packages as they are sent; `changed`: those that this job changed. `sent` is written before the
-- call leaves: a row that is found so after a restart has an unknown outcome. `unanswered`: calls without an answer.
-- `is_shown`: a failure that no later job has come over.
CREATE TABLE client_job_rows (
    job         INTEGER NOT NULL REFERENCES client_jobs (key) ON DELETE CASCADE,
    seq         INTEGER NOT NULL,
    client      TEXT NOT NULL,
    name        TEXT NOT NULL,
    org_no      TEXT,
    agent       TEXT NOT NULL,
    agent_title TEXT NOT NULL,
    is_person   INTEGER NOT NULL CHECK (is_person IN (0, 1)),
    act         TEXT NOT NULL CHECK (act IN ('add', 'remove')),
    wanted      TEXT NOT NULL CHECK (json_valid(wanted)),
    changed     TEXT CHECK (json_valid(changed)),
    state       TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'unknown', 'changed', 'already', 'failed', 'dropped')),
    attempts    INTEGER NOT NULL DEFAULT 0,
    unanswered  INTEGER NOT NULL DEFAULT 0,
    failure     TEXT,
    at          INTEGER,
    is_shown    INTEGER NOT NULL DEFAULT 0 CHECK (is_shown IN (0, 1)),
    PRIMARY KEY (job, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX client_job_rows_open ON client_job_rows (job, state) WHERE state IN ('waiting', 'sent', 'unknown');
CREATE INDEX client_job_rows_shown ON client_job_rows (agent, client) WHERE is_shown = 1;
