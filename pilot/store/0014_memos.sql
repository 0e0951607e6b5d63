-- A memo: what somebody thinks about something, with a title and a text. What it is on stands in memo_on, for one can be on
-- several things; a memo that is on nothing is about the project, or is a page of the journal where journal_on says the day.

CREATE TABLE memo_new (
    memo_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    author_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    title TEXT NOT NULL DEFAULT '', body TEXT NOT NULL,
    is_private INTEGER NOT NULL DEFAULT 0 CHECK (is_private IN (0,1)),
    journal_on TEXT CHECK (journal_on IS NULL OR date(journal_on) IS journal_on),
    created_at TEXT NOT NULL, changed_at TEXT
) STRICT;
CREATE TABLE memo_on (
    memo_id INTEGER NOT NULL REFERENCES memo(memo_id) ON DELETE RESTRICT,
    family_id INTEGER REFERENCES family(family_id) ON DELETE RESTRICT,
    document_id INTEGER REFERENCES document(document_id) ON DELETE RESTRICT,
    passage_id INTEGER REFERENCES passage(passage_id) ON DELETE RESTRICT,
    coding_id INTEGER REFERENCES coding(coding_id) ON DELETE RESTRICT,
    code_id INTEGER REFERENCES code(code_id) ON DELETE RESTRICT,
    other_id INTEGER REFERENCES memo(memo_id) ON DELETE RESTRICT,
    CHECK ((family_id IS NOT NULL)+(document_id IS NOT NULL)+(passage_id IS NOT NULL)+(coding_id IS NOT NULL)
        +(code_id IS NOT NULL)+(other_id IS NOT NULL) = 1),
    CHECK (other_id IS NOT memo_id)
) STRICT;
INSERT INTO memo_new(memo_id, guid, author_id, body, created_at, changed_at)
    SELECT memo_id, guid, author_id, body, created_at, changed_at FROM memo;
INSERT INTO memo_on(memo_id, family_id, document_id, passage_id, coding_id, code_id)
    SELECT memo_id, family_id, document_id, passage_id, coding_id, code_id FROM memo;
DROP TABLE memo;
ALTER TABLE memo_new RENAME TO memo;
CREATE INDEX memo_author ON memo(author_id);
CREATE INDEX memo_on_memo ON memo_on(memo_id);
CREATE INDEX memo_on_family ON memo_on(family_id) WHERE family_id IS NOT NULL;
CREATE INDEX memo_on_document ON memo_on(document_id) WHERE document_id IS NOT NULL;
CREATE INDEX memo_on_passage ON memo_on(passage_id) WHERE passage_id IS NOT NULL;
CREATE INDEX memo_on_coding ON memo_on(coding_id) WHERE coding_id IS NOT NULL;
CREATE INDEX memo_on_code ON memo_on(code_id) WHERE code_id IS NOT NULL;
CREATE INDEX memo_on_other ON memo_on(other_id) WHERE other_id IS NOT NULL;
