-- Copies of what rarely changes upstream: packages, services, owners, units.
-- Previous release: there is none.
CREATE TABLE copies (
    name       TEXT NOT NULL,
    language   TEXT NOT NULL,
    fetched_at INTEGER NOT NULL,
    body       TEXT NOT NULL,
    PRIMARY KEY (name, language)
) STRICT;
