-- How families came into one of two groups. A plan is sealed before the first family has its place and says how it is done:
-- drawn: by this program, from a seed in blocks; outside: by lot elsewhere (envelopes, a third party); chosen: not by lot.
-- Until a family is in it a new plan can follow, and the last one counts. seed is shown once the list is closed; sha256 is
-- shown from the start, so that everybody can check that the list was not drawn anew.
CREATE TABLE allocation_plan (
    plan_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    method TEXT NOT NULL CHECK (method IN ('drawn','outside','chosen')),
    how TEXT NOT NULL CHECK (length(trim(how)) > 0 AND length(how) <= 1000),
    support_arm INTEGER NOT NULL REFERENCES arm(arm_id) ON DELETE RESTRICT,
    control_arm INTEGER NOT NULL REFERENCES arm(arm_id) ON DELETE RESTRICT CHECK (control_arm <> support_arm),
    block INTEGER CHECK (block BETWEEN 2 AND 12 AND block % 2 = 0),
    by_site INTEGER NOT NULL DEFAULT 0 CHECK (by_site IN (0, 1)),
    seed TEXT CHECK (length(seed) = 64), sha256 TEXT CHECK (length(sha256) = 64),
    sealed_on TEXT NOT NULL CHECK (date(sealed_on) IS sealed_on),
    sealed_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, sealed_at TEXT NOT NULL,
    closed_on TEXT CHECK (closed_on IS NULL OR (date(closed_on) IS closed_on AND closed_on >= sealed_on)),
    closed_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT,
    CHECK ((method = 'drawn') = (seed IS NOT NULL)), CHECK ((seed IS NULL) = (sha256 IS NULL)),
    CHECK ((seed IS NULL) = (block IS NULL)), CHECK ((closed_on IS NULL) = (closed_by IS NULL))
) STRICT;
CREATE INDEX allocation_plan_support ON allocation_plan(support_arm);
CREATE INDEX allocation_plan_control ON allocation_plan(control_arm);
CREATE INDEX allocation_plan_sealed ON allocation_plan(sealed_by);
CREATE INDEX allocation_plan_closed ON allocation_plan(closed_by) WHERE closed_by IS NOT NULL;
CREATE TRIGGER allocation_plan_kept BEFORE UPDATE ON allocation_plan
    WHEN OLD.closed_on IS NOT NULL OR (NEW.plan_id, NEW.guid, NEW.method, NEW.how, NEW.support_arm, NEW.control_arm,
        NEW.block, NEW.by_site, NEW.seed, NEW.sha256, NEW.sealed_on, NEW.sealed_by, NEW.sealed_at)
        IS NOT (OLD.plan_id, OLD.guid, OLD.method, OLD.how, OLD.support_arm, OLD.control_arm,
        OLD.block, OLD.by_site, OLD.seed, OLD.sha256, OLD.sealed_on, OLD.sealed_by, OLD.sealed_at)
    BEGIN SELECT RAISE(ABORT, 'how families are divided is sealed'); END;

-- The group that a family was given. It stays, whatever happens after: results are counted by it.
-- place: in the list of its stratum (key of the site, '' for all), from 1; none where the list was drawn elsewhere.
CREATE TABLE allocation (
    allocation_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    plan_id INTEGER NOT NULL REFERENCES allocation_plan(plan_id) ON DELETE RESTRICT,
    family_id INTEGER NOT NULL UNIQUE REFERENCES family(family_id) ON DELETE RESTRICT,
    arm_id INTEGER NOT NULL REFERENCES arm(arm_id) ON DELETE RESTRICT,
    stratum TEXT NOT NULL DEFAULT '', place INTEGER CHECK (place > 0),
    allocated_on TEXT NOT NULL CHECK (date(allocated_on) IS allocated_on),
    allocated_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, allocated_at TEXT NOT NULL,
    UNIQUE (plan_id, stratum, place)
) STRICT;
CREATE INDEX allocation_arm ON allocation(arm_id);
CREATE INDEX allocation_by ON allocation(allocated_by);
CREATE TRIGGER allocation_kept BEFORE UPDATE ON allocation
    BEGIN SELECT RAISE(ABORT, 'the group that a family was given stays'); END;
CREATE TRIGGER allocation_holds BEFORE UPDATE OF arm_id ON family
    WHEN EXISTS (SELECT 1 FROM allocation a WHERE a.family_id = OLD.family_id AND a.arm_id IS NOT NEW.arm_id)
    BEGIN SELECT RAISE(ABORT, 'the group that a family was given stays'); END;

-- What went otherwise than was given: said, with a day and why, never done in silence. reason: pseudonyms only.
CREATE TABLE departure (
    departure_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (kind IN ('not_begun','other_arm','stopped','lost','no_more')),
    on_date TEXT NOT NULL CHECK (date(on_date) IS on_date),
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0 AND length(reason) <= 300),
    said_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, said_at TEXT NOT NULL, removed_at TEXT
) STRICT;
CREATE INDEX departure_family ON departure(family_id);
CREATE INDEX departure_by ON departure(said_by);

-- How many families were looked at and are in no group, by why: rows are added, the last one of a kind counts.
CREATE TABLE screened (
    screened_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('not_fitting','declined','other')),
    families INTEGER NOT NULL CHECK (families BETWEEN 0 AND 100000),
    said_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, said_at TEXT NOT NULL
) STRICT;
CREATE INDEX screened_by ON screened(said_by);
