-- Learning meetings. on_date: planned or held. topic: what it is about, said before. present: who was there, by role.
-- learnt: what is written during it. revision: of topic, present and learnt, so that nobody overwrites somebody else.
CREATE TABLE meeting (
    meeting_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL CHECK (length(trim(title)) > 0),
    on_date TEXT NOT NULL CHECK (date(on_date) IS on_date),
    topic TEXT NOT NULL DEFAULT '', present TEXT NOT NULL DEFAULT '', learnt TEXT NOT NULL DEFAULT '',
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision > 0),
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL,
    changed_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, changed_at TEXT NOT NULL,
    closed_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, closed_at TEXT,
    CHECK ((closed_by IS NULL) = (closed_at IS NULL))
) STRICT;
CREATE INDEX meeting_on ON meeting(on_date);

-- Chosen stories on its table.
CREATE TABLE meeting_story (
    meeting_id INTEGER NOT NULL REFERENCES meeting(meeting_id) ON DELETE RESTRICT,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    PRIMARY KEY (meeting_id, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX meeting_story_document ON meeting_story(document_id);

-- Releases on its table, by their guid.
CREATE TABLE meeting_release (
    meeting_id INTEGER NOT NULL REFERENCES meeting(meeting_id) ON DELETE RESTRICT,
    release_guid TEXT NOT NULL, PRIMARY KEY (meeting_id, release_guid)
) STRICT, WITHOUT ROWID;

-- What is agreed. who: a role or a team where who_user is nobody's account. by_on: when it is to be done.
CREATE TABLE agreement (
    agreement_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    meeting_id INTEGER NOT NULL REFERENCES meeting(meeting_id) ON DELETE RESTRICT,
    what TEXT NOT NULL CHECK (length(trim(what)) > 0),
    who TEXT NOT NULL CHECK (length(trim(who)) > 0),
    who_user INTEGER REFERENCES user(user_id) ON DELETE RESTRICT,
    by_on TEXT NOT NULL CHECK (date(by_on) IS by_on),
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL,
    removed_at TEXT
) STRICT;
CREATE INDEX agreement_meeting ON agreement(meeting_id);

-- Whether it was done; the last answer counts. meeting_id: the meeting at which it was said, none outside of one.
CREATE TABLE agreement_answer (
    answer_id INTEGER PRIMARY KEY, agreement_id INTEGER NOT NULL REFERENCES agreement(agreement_id) ON DELETE RESTRICT,
    meeting_id INTEGER REFERENCES meeting(meeting_id) ON DELETE RESTRICT,
    outcome TEXT NOT NULL CHECK (outcome IN ('done','partly','not','let go')),
    why TEXT NOT NULL DEFAULT '' CHECK (outcome = 'done' OR why <> ''),
    by_user INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, at TEXT NOT NULL
) STRICT;
CREATE INDEX agreement_answer_of ON agreement_answer(agreement_id);
CREATE TRIGGER agreement_answer_frozen BEFORE UPDATE ON agreement_answer
BEGIN SELECT RAISE(ABORT, 'an answer is immutable; say it anew'); END;
