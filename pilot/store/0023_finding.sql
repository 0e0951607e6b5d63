-- Questions about codes that are asked again, and what was coded in one go. No words: a question names codes, people and
-- places by keys and guids.
CREATE TABLE saved_question (
    question_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (length(trim(name)) > 0),
    query TEXT NOT NULL CHECK (json_valid(query)),
    saved_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    shared INTEGER NOT NULL CHECK (shared IN (0,1)),
    saved_at TEXT NOT NULL,
    UNIQUE (saved_by, name)
) STRICT;

CREATE TABLE coding_batch (
    batch_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    user_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    code_id INTEGER NOT NULL REFERENCES code(code_id) ON DELETE RESTRICT,
    made_at TEXT NOT NULL, taken_back_at TEXT
) STRICT;
CREATE INDEX coding_batch_user ON coding_batch(user_id, batch_id);
CREATE TABLE coding_in_batch (
    batch_id INTEGER NOT NULL REFERENCES coding_batch(batch_id) ON DELETE RESTRICT,
    coding_guid TEXT NOT NULL,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    PRIMARY KEY (batch_id, coding_guid)
) STRICT, WITHOUT ROWID;

-- Which dictionary form a written form has somewhere in the texts, both as the index of words has them; and which texts
-- were gone through, by which language model.
CREATE TABLE lemma (
    form TEXT NOT NULL, lemma TEXT NOT NULL,
    PRIMARY KEY (form, lemma)
) STRICT, WITHOUT ROWID;
CREATE INDEX lemma_lemma ON lemma(lemma);
CREATE TABLE lemmatised (
    version_id INTEGER PRIMARY KEY REFERENCES document_version(version_id) ON DELETE RESTRICT,
    model TEXT NOT NULL
) STRICT;
