-- What a person said on a sheet of an audit: of sentences of texts that the machine looked at, whether a code fits. looked_at: of the
-- last text that the sheet is about; drawn: rows on it, also those whose text was out of reach when it was read back. The last
-- audit of a code counts.
CREATE TABLE suggest_audit (
    audit_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    code_id INTEGER NOT NULL REFERENCES code(code_id) ON DELETE RESTRICT,
    looked_at TEXT NOT NULL, drawn INTEGER NOT NULL CHECK (drawn > 0),
    read_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, read_at TEXT NOT NULL
) STRICT;
CREATE INDEX suggest_audit_of ON suggest_audit(code_id, audit_id);
CREATE TRIGGER suggest_audit_frozen BEFORE UPDATE ON suggest_audit BEGIN SELECT RAISE(ABORT, 'an audit stays as it was'); END;

-- sentence: which of its version, from 1.
CREATE TABLE suggest_audit_answer (
    audit_id INTEGER NOT NULL REFERENCES suggest_audit(audit_id) ON DELETE RESTRICT,
    version_id INTEGER NOT NULL REFERENCES document_version(version_id) ON DELETE RESTRICT,
    sentence INTEGER NOT NULL CHECK (sentence > 0), fits INTEGER NOT NULL CHECK (fits IN (0,1)),
    PRIMARY KEY (audit_id, version_id, sentence)
) STRICT, WITHOUT ROWID;
CREATE INDEX suggest_audit_answer_version ON suggest_audit_answer(version_id);
CREATE TRIGGER suggest_audit_answer_frozen BEFORE UPDATE ON suggest_audit_answer
    BEGIN SELECT RAISE(ABORT, 'an answer stays as it was'); END;
