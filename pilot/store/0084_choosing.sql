-- Rounds in which a panel chooses among stories. question: what is asked of them. from_on, until_on: the period they tell
-- of. asked: how they were found (JSON: site, domain, course, voice, rounds). Until it is shown nobody sees the others'
-- picks. held_on, present, reasons, disagreement: the choice of the panel together, who was there by role.
CREATE TABLE choice_round (
    round_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE CHECK (length(trim(name)) > 0),
    question TEXT NOT NULL CHECK (length(trim(question)) > 0),
    from_on TEXT CHECK (from_on IS NULL OR date(from_on) IS from_on),
    until_on TEXT CHECK (until_on IS NULL OR date(until_on) IS until_on),
    asked TEXT NOT NULL CHECK (json_valid(asked)),
    state TEXT NOT NULL DEFAULT 'picking' CHECK (state IN ('picking','shown','chosen','ended')),
    begun_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, begun_at TEXT NOT NULL,
    shown_at TEXT, ended_at TEXT,
    held_on TEXT CHECK (held_on IS NULL OR date(held_on) IS held_on),
    present TEXT NOT NULL DEFAULT '', reasons TEXT NOT NULL DEFAULT '', disagreement TEXT NOT NULL DEFAULT '',
    chosen_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, chosen_at TEXT,
    CHECK (state <> 'chosen' OR (chosen_at IS NOT NULL AND held_on IS NOT NULL AND reasons <> '' AND present <> ''))
) STRICT;

-- The stories of a round. chosen: by the panel together.
CREATE TABLE choice_story (
    round_id INTEGER NOT NULL REFERENCES choice_round(round_id) ON DELETE RESTRICT,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    position INTEGER NOT NULL, chosen INTEGER NOT NULL DEFAULT 0 CHECK (chosen IN (0,1)),
    PRIMARY KEY (round_id, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX choice_story_document ON choice_story(document_id);

-- Who chooses. let_out_at: she takes no part any more; what she picked before stays.
CREATE TABLE choice_panel (
    round_id INTEGER NOT NULL REFERENCES choice_round(round_id) ON DELETE RESTRICT,
    user_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, let_out_at TEXT,
    PRIMARY KEY (round_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX choice_panel_user ON choice_panel(user_id);

-- What somebody picked by herself, and why.
CREATE TABLE choice_pick (
    round_id INTEGER NOT NULL, user_id INTEGER NOT NULL, document_id INTEGER NOT NULL,
    reason TEXT NOT NULL CHECK (length(trim(reason)) > 0), picked_at TEXT NOT NULL,
    PRIMARY KEY (round_id, user_id),
    FOREIGN KEY (round_id, user_id) REFERENCES choice_panel(round_id, user_id) ON DELETE RESTRICT,
    FOREIGN KEY (round_id, document_id) REFERENCES choice_story(round_id, document_id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;
CREATE INDEX choice_pick_document ON choice_pick(round_id, document_id);
CREATE TRIGGER choice_pick_blind_new BEFORE INSERT ON choice_pick
WHEN (SELECT state FROM choice_round r WHERE r.round_id = NEW.round_id) <> 'picking'
BEGIN SELECT RAISE(ABORT, 'a pick is made before the round is shown'); END;
CREATE TRIGGER choice_pick_blind BEFORE UPDATE ON choice_pick
WHEN (SELECT state FROM choice_round r WHERE r.round_id = OLD.round_id) <> 'picking'
BEGIN SELECT RAISE(ABORT, 'a pick is changed before the round is shown only'); END;

-- How a story was verified. differs: what was otherwise, where it differs. Immutable: who finds more writes another.
CREATE TABLE story_check (
    check_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    how TEXT NOT NULL CHECK (how IN ('heard','seen','third')),
    on_date TEXT NOT NULL CHECK (date(on_date) IS on_date),
    outcome TEXT NOT NULL CHECK (outcome IN ('confirmed','differs','could not')),
    differs TEXT NOT NULL DEFAULT '' CHECK (outcome <> 'differs' OR differs <> ''),
    by_user INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, written_at TEXT NOT NULL
) STRICT;
CREATE INDEX story_check_document ON story_check(document_id);
CREATE TRIGGER story_check_frozen BEFORE UPDATE ON story_check
BEGIN SELECT RAISE(ABORT, 'a verification is immutable; write another'); END;
