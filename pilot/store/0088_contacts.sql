-- A contact with or about a family, as a fact of its support; no story. guid: the browser's uuid, so that each comes in once
-- however often it is sent. by_person: the coach who made it. minutes: how long it took; waited_min: minutes from the
-- family's question to this answer, NULL where it asked nothing. story_id: told in this story, too.
-- removed_at: taken away; it counts nowhere, and can be put back.
CREATE TABLE contact (
    contact_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    by_person INTEGER NOT NULL REFERENCES person(person_id) ON DELETE RESTRICT,
    on_date TEXT NOT NULL CHECK (date(on_date) IS on_date),
    kind TEXT NOT NULL CHECK (kind IN ('visit','phone','message','along','partners','intervention')),
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
    waited_min INTEGER CHECK (waited_min BETWEEN 0 AND 527040),
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 300),
    story_id INTEGER REFERENCES story(story_id) ON DELETE RESTRICT,
    noted_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, noted_at TEXT NOT NULL,
    changed_at TEXT, removed_at TEXT
) STRICT;
CREATE INDEX contact_family ON contact(family_id, on_date);
CREATE INDEX contact_by ON contact(by_person);
CREATE INDEX contact_story ON contact(story_id) WHERE story_id IS NOT NULL;

-- With whom, by role; nobody's name.
CREATE TABLE contact_with (
    contact_id INTEGER NOT NULL REFERENCES contact(contact_id) ON DELETE RESTRICT,
    who TEXT NOT NULL CHECK (who IN ('parent','child','household','relative','school','municipality','housing','health','income','other')),
    PRIMARY KEY (contact_id, who)
) STRICT, WITHOUT ROWID;

-- What was undertaken for or by a family: begun, and finished or stopped; of a right: asked, and granted or refused.
-- who: for whom, by role. cents_a_month: what a right brings in, in cents a month.
CREATE TABLE undertaking (
    undertaking_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (kind IN ('schooling','licence','language','study_place','work','housing','right','other')),
    who TEXT NOT NULL CHECK (who IN ('parent','child','household','relative')),
    what TEXT NOT NULL DEFAULT '' CHECK (length(what) <= 200),
    state TEXT NOT NULL CHECK (state IN ('started','finished','stopped','asked','granted','refused')),
    started_on TEXT NOT NULL CHECK (date(started_on) IS started_on),
    ended_on TEXT CHECK (ended_on IS NULL OR (date(ended_on) IS ended_on AND ended_on >= started_on)),
    cents_a_month INTEGER CHECK (cents_a_month BETWEEN 1 AND 10000000),
    story_id INTEGER REFERENCES story(story_id) ON DELETE RESTRICT,
    noted_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, noted_at TEXT NOT NULL,
    changed_at TEXT, removed_at TEXT,
    CHECK ((kind = 'right') = (state IN ('asked','granted','refused'))),
    CHECK ((state IN ('started','asked')) = (ended_on IS NULL)),
    CHECK (cents_a_month IS NULL OR kind = 'right')
) STRICT;
CREATE INDEX undertaking_family ON undertaking(family_id, started_on);
CREATE INDEX undertaking_story ON undertaking(story_id) WHERE story_id IS NOT NULL;
