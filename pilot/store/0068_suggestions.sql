-- What the machine would code: off by default, for the pilot, for each code and for each coder.
ALTER TABLE pilot ADD COLUMN suggests INTEGER NOT NULL DEFAULT 0 CHECK (suggests IN (0,1));

-- What was learnt of the pilot's own codings: one row at most, replaced whole. No word of a text stands in it: weights go by
-- numbers that are made of words with `salt`. versions: the texts it was learnt on. figures: by code, see coding/suggest.
CREATE TABLE suggest_model (
    model_id INTEGER PRIMARY KEY CHECK (model_id = 1), guid TEXT NOT NULL UNIQUE, learnt_at TEXT NOT NULL,
    codebook_version_id INTEGER NOT NULL REFERENCES codebook_version(codebook_version_id) ON DELETE RESTRICT,
    salt TEXT NOT NULL, versions TEXT NOT NULL CHECK (json_valid(versions)), weights BLOB NOT NULL,
    figures TEXT NOT NULL CHECK (json_valid(figures))
) STRICT;
-- Forgotten at once when anything may have gone out of reach: nothing of a text that was taken back stays in it.
CREATE TRIGGER suggest_model_forgotten AFTER UPDATE ON reach_stamp BEGIN DELETE FROM suggest_model; END;

CREATE TABLE suggest_code (
    code_id INTEGER PRIMARY KEY REFERENCES code(code_id) ON DELETE RESTRICT,
    on_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, on_at TEXT NOT NULL
) STRICT;
CREATE TABLE suggest_coder (
    user_id INTEGER PRIMARY KEY REFERENCES user(user_id) ON DELETE RESTRICT, asked_at TEXT NOT NULL
) STRICT;

-- What was proposed, as it was: never a coding. words: places [[start, end], ...] of what spoke for it. Offsets are code points
-- of the version.
CREATE TABLE proposal (
    proposal_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    version_id INTEGER NOT NULL REFERENCES document_version(version_id) ON DELETE RESTRICT,
    code_id INTEGER NOT NULL REFERENCES code(code_id) ON DELETE RESTRICT,
    codebook_version_id INTEGER NOT NULL REFERENCES codebook_version(codebook_version_id) ON DELETE RESTRICT,
    start_char INTEGER NOT NULL CHECK (start_char >= 0), end_char INTEGER NOT NULL CHECK (start_char < end_char),
    score REAL NOT NULL CHECK (score BETWEEN 0 AND 1), words TEXT NOT NULL CHECK (json_valid(words)), made_at TEXT NOT NULL,
    UNIQUE (version_id, code_id, start_char, end_char)
) STRICT;
CREATE TRIGGER proposal_frozen BEFORE UPDATE ON proposal BEGIN SELECT RAISE(ABORT, 'what was proposed stays as it was'); END;
CREATE TRIGGER proposal_kept BEFORE DELETE ON proposal BEGIN SELECT RAISE(ABORT, 'what was proposed stays as it was'); END;

-- For which codes a text was looked through, and by what was learnt until then: only once.
CREATE TABLE proposal_looked (
    version_id INTEGER NOT NULL REFERENCES document_version(version_id) ON DELETE RESTRICT,
    code_id INTEGER NOT NULL REFERENCES code(code_id) ON DELETE RESTRICT,
    model TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (version_id, code_id)
) STRICT, WITHOUT ROWID;

-- To whom the proposals in a text were shown, first when; only then what she adds says anything about the machine.
CREATE TABLE proposal_shown (
    version_id INTEGER NOT NULL REFERENCES document_version(version_id) ON DELETE RESTRICT,
    user_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, at TEXT NOT NULL,
    PRIMARY KEY (version_id, user_id)
) STRICT, WITHOUT ROWID;

-- What a person made of it; the last answer counts. coding_guid: the coding she made of it.
CREATE TABLE proposal_answer (
    answer_id INTEGER PRIMARY KEY AUTOINCREMENT,
    proposal_id INTEGER NOT NULL REFERENCES proposal(proposal_id) ON DELETE RESTRICT,
    user_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    answer TEXT NOT NULL CHECK (answer IN ('confirmed','changed','deleted','open')),
    coding_guid TEXT, at TEXT NOT NULL
) STRICT;
CREATE INDEX proposal_answer_of ON proposal_answer(proposal_id, user_id, answer_id);
CREATE TRIGGER proposal_answer_frozen BEFORE UPDATE ON proposal_answer BEGIN SELECT RAISE(ABORT, 'an answer stays'); END;
CREATE TRIGGER proposal_answer_kept BEFORE DELETE ON proposal_answer BEGIN SELECT RAISE(ABORT, 'an answer stays'); END;
