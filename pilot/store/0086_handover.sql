-- What passes from a coach who leaves a family to the one who follows. Only what the family agrees to: each part of the note and
-- each story is agreed to by itself, as it stood then (rev); what is changed since, or agreed to no more, is closed again.
CREATE TABLE handover (
    handover_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    leaving_id INTEGER NOT NULL REFERENCES person(person_id) ON DELETE RESTRICT,
    successor_id INTEGER NOT NULL REFERENCES person(person_id) ON DELETE RESTRICT,
    created_at TEXT NOT NULL, taken_back_at TEXT,
    CHECK (leaving_id <> successor_id)
) STRICT;
CREATE UNIQUE INDEX handover_standing ON handover(family_id, leaving_id, successor_id) WHERE taken_back_at IS NULL;
CREATE INDEX handover_successor ON handover(successor_id);

-- rev: how often it was written or chosen; chosen: 0 for a story that is no longer to be read.
CREATE TABLE handover_item (
    item_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    handover_id INTEGER NOT NULL REFERENCES handover(handover_id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (kind IN ('matters','works','avoid','promised','family','story')),
    document_id INTEGER REFERENCES document(document_id) ON DELETE RESTRICT,
    text TEXT NOT NULL, chosen INTEGER NOT NULL DEFAULT 1 CHECK (chosen IN (0,1)),
    rev INTEGER NOT NULL CHECK (rev >= 1), changed_at TEXT NOT NULL,
    CHECK ((kind = 'story') = (document_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX handover_part ON handover_item(handover_id, kind) WHERE kind <> 'story';
CREATE UNIQUE INDEX handover_story ON handover_item(handover_id, document_id) WHERE kind = 'story';

CREATE TABLE handover_agreement (
    agreement_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    item_id INTEGER NOT NULL REFERENCES handover_item(item_id) ON DELETE RESTRICT,
    rev INTEGER NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person(person_id) ON DELETE RESTRICT,
    manner TEXT NOT NULL CHECK (manner IN ('together','phone','paper','message')),
    agreed_on TEXT NOT NULL CHECK (date(agreed_on) IS agreed_on),
    recorded_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, recorded_at TEXT NOT NULL,
    withdrawn_at TEXT
) STRICT;
CREATE UNIQUE INDEX handover_agreed_once ON handover_agreement(item_id) WHERE withdrawn_at IS NULL;
CREATE TRIGGER handover_agreement_frozen BEFORE UPDATE OF item_id, rev, person_id, manner, agreed_on ON handover_agreement
BEGIN SELECT RAISE(ABORT, 'what a family agreed to is immutable; it withdraws it, and agrees anew'); END;

-- What may be read of a handover, by whom: the one place that says so.
CREATE VIEW handover_open AS
    SELECT h.handover_id, h.family_id, h.successor_id, i.item_id, i.document_id
    FROM handover h JOIN handover_item i USING (handover_id)
    JOIN handover_agreement a ON a.item_id = i.item_id AND a.rev = i.rev AND a.withdrawn_at IS NULL
    WHERE h.taken_back_at IS NULL AND i.chosen;

-- Open pages look again at what may be read.
CREATE TRIGGER reach_handover_update AFTER UPDATE OF taken_back_at ON handover BEGIN
    UPDATE reach_stamp SET number = number + 1; END;
CREATE TRIGGER reach_handover_item_update AFTER UPDATE OF rev, chosen ON handover_item BEGIN
    UPDATE reach_stamp SET number = number + 1; END;
CREATE TRIGGER reach_handover_agreed AFTER INSERT ON handover_agreement BEGIN
    UPDATE reach_stamp SET number = number + 1; END;
CREATE TRIGGER reach_handover_agreement_update AFTER UPDATE OF withdrawn_at ON handover_agreement BEGIN
    UPDATE reach_stamp SET number = number + 1; END;
