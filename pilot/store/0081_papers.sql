-- How somebody was asked for consent: on the screen, or on paper of which there is a photo. Which letter was read is told
-- by its hash; its text lies in register.db. answers: for each use that was asked, true or false. No name stands here.
CREATE TABLE consent_paper (
    paper_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES person(person_id) ON DELETE RESTRICT,
    manner TEXT NOT NULL CHECK (manner IN ('screen','photo')),
    answered_on TEXT NOT NULL CHECK (date(answered_on) IS answered_on),
    letter_sha256 TEXT CHECK (letter_sha256 IS NULL OR length(letter_sha256) = 64),
    letter_number INTEGER CHECK (letter_number IS NULL OR letter_number >= 1),
    answers TEXT NOT NULL CHECK (json_valid(answers)),
    given_by INTEGER REFERENCES person(person_id) ON DELETE RESTRICT,
    -- Who said "I agree" before a witness, and drew no signature.
    person_marked INTEGER NOT NULL DEFAULT 0 CHECK (person_marked IN (0,1)),
    guardian_marked INTEGER NOT NULL DEFAULT 0 CHECK (guardian_marked IN (0,1)),
    recorded_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, recorded_at TEXT NOT NULL,
    CHECK ((letter_sha256 IS NULL) = (letter_number IS NULL)),
    CHECK (manner = 'photo' OR letter_sha256 IS NOT NULL),
    CHECK (guardian_marked = 0 OR given_by IS NOT NULL)
) STRICT;
CREATE INDEX consent_paper_person ON consent_paper(person_id, answered_on);
CREATE TRIGGER consent_paper_frozen BEFORE UPDATE ON consent_paper
BEGIN SELECT RAISE(ABORT, 'what somebody signed stays what it was'); END;

-- A drawn signature, or a photo of the form. The picture itself is a name: it lies beside the register, as
-- papers/<guid>.<ext>, and goes when it turns out to be wrong.
CREATE TABLE consent_picture (
    picture_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    paper_id INTEGER NOT NULL REFERENCES consent_paper(paper_id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (kind IN ('person','guardian','photo')),
    ext TEXT NOT NULL CHECK (ext IN ('png','jpg')),
    bytes INTEGER NOT NULL CHECK (bytes > 0),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    removed_at TEXT, removed_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT,
    removed_reason TEXT NOT NULL DEFAULT '',
    CHECK ((removed_at IS NULL) = (removed_by IS NULL)), CHECK (removed_at IS NULL OR removed_reason <> ''),
    UNIQUE (paper_id, kind)
) STRICT;

ALTER TABLE consent ADD COLUMN paper_id INTEGER REFERENCES consent_paper(paper_id) ON DELETE RESTRICT;
CREATE INDEX consent_on_paper ON consent(paper_id) WHERE paper_id IS NOT NULL;
