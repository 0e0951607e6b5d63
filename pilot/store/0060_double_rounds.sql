-- Rounds in which several coders code the same documents without seeing each other's work. A round that is not revealed is
-- blind; counts = 0: a practice round, of which nothing counts anywhere. closed_at: broken off, or a practice round whose
-- codings were put away: its documents are as all others again.
CREATE TABLE double_round (
    round_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE CHECK (length(trim(name)) > 0),
    counts INTEGER NOT NULL DEFAULT 1 CHECK (counts IN (0,1)),
    seed INTEGER NOT NULL CHECK (seed >= 0), coders INTEGER NOT NULL CHECK (coders >= 2),
    stratified_by TEXT NOT NULL DEFAULT '' CHECK (stratified_by IN ('','voice','family')),
    codebook_version_id INTEGER NOT NULL REFERENCES codebook_version(codebook_version_id) ON DELETE RESTRICT,
    begun_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, begun_at TEXT NOT NULL,
    revealed_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, revealed_at TEXT,
    closed_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, closed_at TEXT
) STRICT;
CREATE INDEX double_round_open ON double_round(round_id) WHERE closed_at IS NULL AND (revealed_at IS NULL OR NOT counts);

-- version_id: the text that was read when it was drawn. left_out_at: it takes no part any more, and is as all others.
-- skipped_at: the coders agree, so that there is nothing to be decided in it.
CREATE TABLE double_document (
    round_id INTEGER NOT NULL REFERENCES double_round(round_id) ON DELETE RESTRICT,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    version_id INTEGER NOT NULL REFERENCES document_version(version_id) ON DELETE RESTRICT,
    position INTEGER NOT NULL, skipped_at TEXT, left_out_at TEXT,
    PRIMARY KEY (round_id, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX double_document_document ON double_document(document_id);

-- Who codes which document by when. let_out_at: this coder does not have to any more.
CREATE TABLE double_task (
    round_id INTEGER NOT NULL, document_id INTEGER NOT NULL,
    coder_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    due_on TEXT CHECK (due_on IS NULL OR date(due_on) IS due_on),
    done_at TEXT, reopened_at TEXT, let_out_at TEXT,
    PRIMARY KEY (round_id, document_id, coder_id),
    FOREIGN KEY (round_id, document_id) REFERENCES double_document(round_id, document_id) ON DELETE RESTRICT
) STRICT, WITHOUT ROWID;
CREATE INDEX double_task_coder ON double_task(coder_id, document_id);

-- Coders without an account, who code on a sheet; they are rows of user, too.
CREATE TABLE double_guest (
    user_id INTEGER PRIMARY KEY REFERENCES user(user_id) ON DELETE RESTRICT, added_at TEXT NOT NULL
) STRICT;
