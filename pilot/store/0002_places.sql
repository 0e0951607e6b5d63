-- A judgement apart from its place: `coding` says who thought what, `coding_place` where that stands in a version.

-- What people read of a document now: de-identified before corrected before raw, then the highest number.
ALTER TABLE document ADD COLUMN read_version_id INTEGER REFERENCES document_version(version_id) ON DELETE RESTRICT;
UPDATE document SET read_version_id = (
    SELECT version_id FROM document_version v WHERE v.document_id = document.document_id
    ORDER BY CASE kind WHEN 'deidentified' THEN 2 WHEN 'corrected' THEN 1 ELSE 0 END DESC, number DESC LIMIT 1);
CREATE INDEX document_read_version ON document(read_version_id);
CREATE TRIGGER version_read AFTER INSERT ON document_version BEGIN
    UPDATE document SET read_version_id = (
        SELECT version_id FROM document_version v WHERE v.document_id = new.document_id
        ORDER BY CASE kind WHEN 'deidentified' THEN 2 WHEN 'corrected' THEN 1 ELSE 0 END DESC, number DESC LIMIT 1)
    WHERE document_id = new.document_id; END;

ALTER TABLE code_definition ADD COLUMN takes_sign INTEGER NOT NULL DEFAULT 0 CHECK (takes_sign IN (0,1));

-- guid is the client's uuid: a repeated action changes nothing. rev is the last action that touched the row.
-- sign: was there and helped (+), missing or failed (-), both (±); NULL: not stated.
CREATE TABLE coding_new (
    coding_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    code_id INTEGER NOT NULL, codebook_version_id INTEGER NOT NULL,
    coder_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    weight INTEGER NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 5),
    sign TEXT CHECK (sign IN ('+','-','±')),
    layer TEXT NOT NULL DEFAULT 'coder' CHECK (layer IN ('coder','consensus')),
    rev INTEGER NOT NULL, created_at TEXT NOT NULL, retracted_at TEXT,
    FOREIGN KEY (codebook_version_id, code_id) REFERENCES code_definition(codebook_version_id, code_id) ON DELETE RESTRICT
) STRICT;
INSERT INTO coding_new(coding_id, guid, document_id, code_id, codebook_version_id, coder_id, weight, layer, rev,
    created_at, retracted_at)
    SELECT coding_id, guid, document_id, code_id, codebook_version_id, coder_id, weight, layer, rev, created_at,
    retracted_at FROM coding;

-- start_char, end_char: code points, 0-based, end-exclusive, into the version; those of the passage, or of a proposal
-- while a person has to decide. how: made there; carried over; moved by a person; undecided: a person has to say;
-- gone: a person said that the words are no longer there; waiting: not carried over yet. by_user: who decided.
CREATE TABLE coding_place (
    version_id INTEGER NOT NULL REFERENCES document_version(version_id) ON DELETE RESTRICT,
    coding_id INTEGER NOT NULL REFERENCES coding(coding_id) ON DELETE RESTRICT,
    passage_id INTEGER REFERENCES passage(passage_id) ON DELETE RESTRICT,
    start_char INTEGER, end_char INTEGER,
    how TEXT NOT NULL CHECK (how IN ('made','carried','moved','undecided','gone','waiting')),
    by_user INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, at TEXT NOT NULL,
    PRIMARY KEY (version_id, coding_id),
    CHECK ((how IN ('made','carried','moved')) = (passage_id IS NOT NULL)),
    CHECK ((start_char IS NULL) = (end_char IS NULL) AND (start_char IS NULL OR start_char < end_char)),
    CHECK (passage_id IS NULL OR start_char IS NOT NULL)
) STRICT, WITHOUT ROWID;
INSERT INTO coding_place(version_id, coding_id, passage_id, start_char, end_char, how, by_user, at)
    SELECT p.version_id, c.coding_id, p.passage_id, p.start_char, p.end_char, 'made', c.coder_id, c.created_at
    FROM coding c JOIN passage p USING (passage_id);
INSERT INTO coding_place(version_id, coding_id, how, at)
    SELECT d.read_version_id, c.coding_id, 'waiting', c.created_at
    FROM coding c JOIN passage p USING (passage_id) JOIN document d ON d.document_id = c.document_id
    WHERE p.version_id <> d.read_version_id;

DROP TABLE coding;
ALTER TABLE coding_new RENAME TO coding;
CREATE INDEX coding_code ON coding(code_id, document_id) WHERE retracted_at IS NULL;
CREATE INDEX coding_document ON coding(document_id, rev);
CREATE INDEX coding_mine ON coding(document_id, coder_id) WHERE retracted_at IS NULL;
CREATE INDEX coding_definition ON coding(codebook_version_id, code_id);
CREATE INDEX coding_coder ON coding(coder_id, created_at);
CREATE INDEX coding_place_coding ON coding_place(coding_id);
CREATE INDEX coding_place_passage ON coding_place(passage_id) WHERE passage_id IS NOT NULL;
CREATE INDEX coding_place_waiting ON coding_place(version_id) WHERE how = 'waiting';
CREATE INDEX coding_place_undecided ON coding_place(version_id) WHERE how = 'undecided';

CREATE TRIGGER coding_place_in_document BEFORE INSERT ON coding_place
WHEN (SELECT document_id FROM coding WHERE coding_id = new.coding_id)
    IS NOT (SELECT document_id FROM document_version WHERE version_id = new.version_id)
BEGIN SELECT RAISE(ABORT, 'the version is not of the document of that coding'); END;
CREATE TRIGGER coding_place_on_passage BEFORE INSERT ON coding_place
WHEN new.passage_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM passage WHERE passage_id = new.passage_id
    AND version_id = new.version_id AND start_char = new.start_char AND end_char = new.end_char)
BEGIN SELECT RAISE(ABORT, 'the place is not that of its passage'); END;
CREATE TRIGGER coding_place_on_passage_update BEFORE UPDATE ON coding_place
WHEN new.passage_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM passage WHERE passage_id = new.passage_id
    AND version_id = new.version_id AND start_char = new.start_char AND end_char = new.end_char)
BEGIN SELECT RAISE(ABORT, 'the place is not that of its passage'); END;

-- More kinds of action than adding and removing.
CREATE TABLE coding_op_new (
    op_id INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT NOT NULL UNIQUE,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    user_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (kind IN ('add','remove','sign','place')),
    coding_guid TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
INSERT INTO coding_op_new SELECT op_id, guid, document_id, user_id, kind, coding_guid, at FROM coding_op;
DROP TABLE coding_op;
ALTER TABLE coding_op_new RENAME TO coding_op;
CREATE INDEX coding_op_document ON coding_op(document_id, op_id);
