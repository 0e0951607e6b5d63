-- What was moved when a site, referrer or arm was joined to another, so that it can be parted again. moved: guids by kind of
-- what was moved, and keys of former names. old_guid, key, name: of what went away; into_guid: of what stayed.
CREATE TABLE joined_name (
    joined_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('site','referrer','arm')),
    old_guid TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, into_guid TEXT NOT NULL,
    moved TEXT NOT NULL CHECK (json_valid(moved)),
    joined_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, joined_at TEXT NOT NULL, parted_at TEXT
) STRICT;
CREATE INDEX joined_name_by ON joined_name(joined_by) WHERE joined_by IS NOT NULL;
