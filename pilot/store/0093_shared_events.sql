-- Something that happened in a family, of which several voices tell. removed_at: it was put away, and is kept.
CREATE TABLE shared_event (
    shared_event_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    name TEXT NOT NULL CHECK (name <> ''),
    starts_on TEXT NOT NULL CHECK (date(starts_on) IS starts_on),
    ends_on TEXT CHECK (ends_on IS NULL OR (date(ends_on) IS ends_on AND ends_on >= starts_on)),
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL, removed_at TEXT
) STRICT;
CREATE INDEX shared_event_family ON shared_event(family_id, starts_on);
-- What a voice tells of it: a document, a passage of one, or words written down here. version_id: what was read of the
-- document when it was linked. team_only: for evaluators, not for the coach.
CREATE TABLE shared_event_voice (
    voice_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    shared_event_id INTEGER NOT NULL REFERENCES shared_event(shared_event_id) ON DELETE RESTRICT,
    voice TEXT NOT NULL CHECK (voice IN ('family','coach','partner','coordinator','other')),
    document_id INTEGER REFERENCES document(document_id) ON DELETE RESTRICT,
    version_id INTEGER REFERENCES document_version(version_id) ON DELETE RESTRICT,
    passage_id INTEGER REFERENCES passage(passage_id) ON DELETE RESTRICT,
    words TEXT NOT NULL DEFAULT '', who TEXT NOT NULL DEFAULT '',
    told_on TEXT CHECK (told_on IS NULL OR date(told_on) IS told_on),
    team_only INTEGER NOT NULL DEFAULT 0 CHECK (team_only IN (0,1)),
    by_user INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, at TEXT NOT NULL, removed_at TEXT,
    CHECK ((document_id IS NULL) = (version_id IS NULL)), CHECK (passage_id IS NULL OR document_id IS NOT NULL),
    CHECK ((document_id IS NULL) = (words <> ''))
) STRICT;
CREATE INDEX shared_event_voice_of ON shared_event_voice(shared_event_id);
CREATE INDEX shared_event_voice_document ON shared_event_voice(document_id) WHERE document_id IS NOT NULL;
CREATE TRIGGER shared_event_voice_kept BEFORE UPDATE OF guid, shared_event_id, voice, document_id, version_id, passage_id,
    words, who, told_on, by_user, at ON shared_event_voice
BEGIN SELECT RAISE(ABORT, 'what a voice told of an event stays; add what it tells now'); END;
-- They see it differently: about what, and what each says, by voice. What was noted stays beside what is noted later.
CREATE TABLE shared_event_differs (
    differs_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    shared_event_id INTEGER NOT NULL REFERENCES shared_event(shared_event_id) ON DELETE RESTRICT,
    about TEXT NOT NULL CHECK (about <> ''), says TEXT NOT NULL CHECK (json_valid(says)),
    team_only INTEGER NOT NULL DEFAULT 0 CHECK (team_only IN (0,1)),
    by_user INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, at TEXT NOT NULL
) STRICT;
CREATE INDEX shared_event_differs_of ON shared_event_differs(shared_event_id);
CREATE TRIGGER shared_event_differs_kept BEFORE UPDATE ON shared_event_differs
BEGIN SELECT RAISE(ABORT, 'what people see differently stays as it was noted'); END;
