-- What goes back to a family: stories to read or hear, and passages to ask about. due_on: the day it was promised for.
-- sat_on, manner: when and how it was gone through with the family, last. closed: all was asked, or it was let go.
CREATE TABLE giving_back (
    giving_back_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    due_on TEXT CHECK (due_on IS NULL OR date(due_on) IS due_on),
    sat_on TEXT CHECK (sat_on IS NULL OR date(sat_on) IS sat_on),
    manner TEXT CHECK (manner IN ('together','heard','paper','phone')),
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL,
    closed TEXT CHECK (closed IN ('done','dropped')), closed_at TEXT,
    CHECK ((sat_on IS NULL) = (manner IS NULL)), CHECK ((closed IS NULL) = (closed_at IS NULL))
) STRICT;
CREATE INDEX giving_back_family ON giving_back(family_id);
CREATE TABLE giving_back_document (
    giving_back_id INTEGER NOT NULL REFERENCES giving_back(giving_back_id) ON DELETE RESTRICT,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    PRIMARY KEY (giving_back_id, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX giving_back_document_of ON giving_back_document(document_id);
-- passage_id: the words as they were chosen; where they stand in other versions is in passage_place.
CREATE TABLE giving_back_passage (
    giving_back_id INTEGER NOT NULL, document_id INTEGER NOT NULL,
    passage_id INTEGER NOT NULL REFERENCES passage(passage_id) ON DELETE RESTRICT,
    added_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, added_at TEXT NOT NULL,
    PRIMARY KEY (giving_back_id, passage_id),
    FOREIGN KEY (giving_back_id, document_id) REFERENCES giving_back_document(giving_back_id, document_id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;
CREATE INDEX giving_back_passage_of ON giving_back_passage(passage_id);
-- Who was there when it was gone through.
CREATE TABLE giving_back_person (
    giving_back_id INTEGER NOT NULL REFERENCES giving_back(giving_back_id) ON DELETE RESTRICT,
    person_id INTEGER NOT NULL REFERENCES person(person_id) ON DELETE RESTRICT,
    PRIMARY KEY (giving_back_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX giving_back_person_of ON giving_back_person(person_id);

-- What a family said about its words: who may read them quoted, and how far it is said whose they are. The last one counts,
-- all are kept. passage_id NULL: about the whole document. withdrawn: the family took it back, and has to be asked again.
CREATE TABLE family_answer (
    answer_id INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT NOT NULL UNIQUE,
    giving_back_id INTEGER NOT NULL, document_id INTEGER NOT NULL,
    passage_id INTEGER REFERENCES passage(passage_id) ON DELETE RESTRICT,
    team INTEGER NOT NULL CHECK (team IN (0,1)), municipality INTEGER NOT NULL CHECK (municipality IN (0,1)),
    public INTEGER NOT NULL CHECK (public IN (0,1)),
    how TEXT NOT NULL CHECK (how IN ('','household','role','function','name')),
    manner TEXT NOT NULL CHECK (manner IN ('together','heard','paper','phone')),
    answered_on TEXT NOT NULL CHECK (date(answered_on) IS answered_on),
    by_user INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, at TEXT NOT NULL,
    withdrawn_on TEXT CHECK (withdrawn_on IS NULL OR date(withdrawn_on) IS withdrawn_on),
    withdrawn_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, withdrawn_at TEXT,
    -- What everybody may read the municipality may read, and what it may read the team may.
    CHECK (public <= municipality AND municipality <= team), CHECK ((how = '') = (team = 0)),
    CHECK ((withdrawn_on IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_on IS NULL) = (withdrawn_at IS NULL)),
    FOREIGN KEY (giving_back_id, document_id) REFERENCES giving_back_document(giving_back_id, document_id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX family_answer_document ON family_answer(document_id);
CREATE INDEX family_answer_passage ON family_answer(passage_id) WHERE passage_id IS NOT NULL;
CREATE INDEX family_answer_of ON family_answer(giving_back_id, document_id);
CREATE TRIGGER family_answer_kept BEFORE UPDATE OF guid, giving_back_id, document_id, passage_id, team, municipality,
    public, how, manner, answered_on, by_user, at ON family_answer
BEGIN SELECT RAISE(ABORT, 'what a family answered stays; write down what it says now'); END;
CREATE TRIGGER family_answer_taken_back BEFORE UPDATE ON family_answer WHEN old.withdrawn_on IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'this answer was taken back already'); END;

-- What a family says that should stand otherwise, in its words. settled: somebody dealt with it in the text.
CREATE TABLE family_correction (
    correction_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    giving_back_id INTEGER NOT NULL, document_id INTEGER NOT NULL,
    passage_id INTEGER REFERENCES passage(passage_id) ON DELETE RESTRICT,
    words TEXT NOT NULL CHECK (words <> ''),
    by_user INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, at TEXT NOT NULL,
    settled_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, settled_at TEXT,
    CHECK ((settled_by IS NULL) = (settled_at IS NULL)),
    FOREIGN KEY (giving_back_id, document_id) REFERENCES giving_back_document(giving_back_id, document_id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX family_correction_document ON family_correction(document_id);
CREATE INDEX family_correction_of ON family_correction(giving_back_id, document_id);
CREATE INDEX family_correction_passage ON family_correction(passage_id) WHERE passage_id IS NOT NULL;
