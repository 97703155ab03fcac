-- The sub-units of an organisation without a look at every actor.
-- Previous release: opens the result; an index changes no answer.

CREATE INDEX actors_by_parent ON actors (parent, party_uuid) WHERE parent IS NOT NULL;
