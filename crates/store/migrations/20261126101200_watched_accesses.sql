-- What each access is compared with, and what was found: it happens at Altinn, and nobody is told there.
-- Previous release: opens the result; it does not know the table and leaves it alone.

-- `title`, `vendor` and `vendor_org_no` say what one was that has vanished: no other row does. `baseline` (what it held,
-- package by package with the services of each) comes from a receipt, from an acknowledgement or from the first sight,
-- as `basis` says; `receipt` is the receipt's number. `findings` holds what was found and not acknowledged.
CREATE TABLE watched_accesses (
    party_uuid    TEXT NOT NULL,
    id            TEXT NOT NULL,
    title         TEXT NOT NULL,
    vendor        TEXT,
    vendor_org_no TEXT,
    basis         TEXT NOT NULL CHECK (basis IN ('receipt', 'acknowledged', 'first_seen')),
    receipt       TEXT,
    baseline_at   INTEGER NOT NULL,
    baseline      TEXT NOT NULL CHECK (json_valid(baseline)),
    vanished_at   INTEGER,
    findings      TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(findings)),
    PRIMARY KEY (party_uuid, id)
) STRICT;

CREATE INDEX watched_with_findings ON watched_accesses (party_uuid, id) WHERE findings <> '[]';
