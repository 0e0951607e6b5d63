-- What was decided about a passage that several coders coded. Never changed: a later decision about any of its codings
-- counts instead. act: the browser's uuid; several decisions may come of one. rev: the document's revision (coding_op) as
-- of then, version_id: the text that was read. did: all coders agreed; one coder's; everybody's; none; something else; it is
-- open again.
CREATE TABLE consensus (
    consensus_id INTEGER PRIMARY KEY, act TEXT NOT NULL,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    version_id INTEGER NOT NULL REFERENCES document_version(version_id) ON DELETE RESTRICT,
    rev INTEGER NOT NULL,
    did TEXT NOT NULL CHECK (did IN ('agreed','one','all','none','other','reopened')),
    reason TEXT NOT NULL DEFAULT '',
    by_user INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, at TEXT NOT NULL
) STRICT;
CREATE INDEX consensus_document ON consensus(document_id);
CREATE INDEX consensus_act ON consensus(act);
CREATE TRIGGER consensus_frozen BEFORE UPDATE ON consensus
BEGIN SELECT RAISE(ABORT, 'a decision is immutable; decide again'); END;

-- The codings it was about, each as it was then; start_char, end_char: code points, 0-based, end-exclusive, into that version,
-- `places.BEHIND` on the whole document, NULL where its coder had removed it.
CREATE TABLE consensus_source (
    consensus_id INTEGER NOT NULL REFERENCES consensus(consensus_id) ON DELETE RESTRICT,
    coding_id INTEGER NOT NULL REFERENCES coding(coding_id) ON DELETE RESTRICT,
    code_id INTEGER NOT NULL REFERENCES code(code_id) ON DELETE RESTRICT, sign TEXT NOT NULL,
    start_char INTEGER, end_char INTEGER, CHECK ((start_char IS NULL) = (end_char IS NULL)),
    PRIMARY KEY (consensus_id, coding_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX consensus_source_coding ON consensus_source(coding_id);

-- The codings (of the layer 'consensus') that it stands for.
CREATE TABLE consensus_coding (
    coding_id INTEGER PRIMARY KEY REFERENCES coding(coding_id) ON DELETE RESTRICT,
    consensus_id INTEGER NOT NULL REFERENCES consensus(consensus_id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX consensus_coding_decision ON consensus_coding(consensus_id);
