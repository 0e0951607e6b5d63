-- Money spent for a family, in cents, by one of two instruments: the family's own budget, or a decision that was
-- delegated to who works with it. guid: the browser's uuid, so that each comes in once however often it is sent.
-- kind: stories/outcomes/spending/kinds.py; what was spent before there were kinds keeps its words in the note.
-- asked_on: when the family asked, NULL where nobody knows. story_id: told in this story, too.
-- noted_by, noted_at: NULL for what was noted before these were kept. removed_at: taken away; it counts nowhere, and can be
-- put back.
CREATE TABLE expense_by_kind (
    expense_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    instrument TEXT NOT NULL CHECK (instrument IN ('budget','decision')),
    kind TEXT NOT NULL CHECK (kind <> ''),
    spent_on TEXT NOT NULL CHECK (date(spent_on) IS spent_on),
    cents INTEGER NOT NULL,
    decided_by TEXT NOT NULL CHECK (decided_by IN ('family','together','coach','coordinator','head','board','unknown')),
    asked_on TEXT CHECK (asked_on IS NULL OR (date(asked_on) IS asked_on AND asked_on <= spent_on)),
    note TEXT NOT NULL DEFAULT '',
    story_id INTEGER REFERENCES story(story_id) ON DELETE RESTRICT,
    noted_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, noted_at TEXT,
    changed_at TEXT, removed_at TEXT
) STRICT;

INSERT INTO expense_by_kind(expense_id, guid, family_id, instrument, kind, spent_on, cents, decided_by, note)
SELECT expense_id, guid, family_id, 'budget', coalesce(known, 'other'), spent_on, cents, 'unknown', CASE
    WHEN known IS NOT NULL THEN note WHEN note = '' THEN trim(category) ELSE trim(category) || ': ' || note END
FROM (SELECT *, CASE lower(trim(category)) WHEN 'scholing' THEN 'schooling' WHEN 'vervoer' THEN 'transport'
    WHEN 'kleding' THEN 'clothes' WHEN 'gezondheid' THEN 'health' WHEN 'levensonderhoud' THEN 'living'
    WHEN 'meubels' THEN 'furniture' WHEN 'container' THEN 'container' WHEN 'vrije tijd' THEN 'leisure' END AS known
  FROM expense);

DROP TABLE expense;
ALTER TABLE expense_by_kind RENAME TO expense;
CREATE INDEX expense_family ON expense(family_id, spent_on);
CREATE INDEX expense_story ON expense(story_id) WHERE story_id IS NOT NULL;

-- How much one family may have by an instrument, over all its support. referrer_id: for families of this referrer, NULL for
-- those of all others. cents: NULL where there is no ceiling (any more). Of each pair the last row counts.
CREATE TABLE ceiling (
    ceiling_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    instrument TEXT NOT NULL CHECK (instrument IN ('budget','decision')),
    referrer_id INTEGER REFERENCES referrer(referrer_id) ON DELETE RESTRICT,
    cents INTEGER CHECK (cents BETWEEN 1 AND 1000000000),
    set_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, set_at TEXT NOT NULL
) STRICT;
CREATE INDEX ceiling_of ON ceiling(instrument, referrer_id);

-- What the programme cost in a year besides what was spent for families. cents: NULL where it is not known (any more). Of each
-- year and kind the last row counts.
CREATE TABLE programme_cost (
    programme_cost_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2100),
    kind TEXT NOT NULL CHECK (kind IN ('staff','coordination','training','office','premises','travel','research','other')),
    cents INTEGER CHECK (cents BETWEEN 1 AND 100000000000),
    set_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, set_at TEXT NOT NULL
) STRICT;
CREATE INDEX programme_cost_of ON programme_cost(year, kind);
