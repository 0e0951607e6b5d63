-- The codebook changes while there are codings: who made each version, how and why, and what became of codings.

-- did: how the version came to be. after_id: the version whose state it goes on from: the one before, or, where a version
-- was taken back, the one it equals. undoes_id: the merge or split (by its version) that is undone. Two versions can be
-- equal now.
CREATE TABLE codebook_version_new (
    codebook_version_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    number INTEGER NOT NULL UNIQUE CHECK (number >= 1),
    label TEXT NOT NULL, sha256 TEXT NOT NULL, yaml TEXT NOT NULL,
    did TEXT NOT NULL DEFAULT 'load' CHECK (did IN
        ('load','add','change','move','merge','split','retire','bring_back','undo','take_back')),
    reason TEXT NOT NULL DEFAULT '',
    after_id INTEGER REFERENCES codebook_version(codebook_version_id) ON DELETE RESTRICT,
    undoes_id INTEGER REFERENCES codebook_version(codebook_version_id) ON DELETE RESTRICT,
    adopted_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, adopted_at TEXT NOT NULL,
    CHECK ((did = 'undo') = (undoes_id IS NOT NULL))
) STRICT;
INSERT INTO codebook_version_new(codebook_version_id, guid, number, label, sha256, yaml, after_id, adopted_by, adopted_at)
    SELECT codebook_version_id, guid, number, label, sha256, yaml, (SELECT o.codebook_version_id FROM codebook_version o
        WHERE o.number < v.number ORDER BY o.number DESC LIMIT 1), adopted_by, adopted_at FROM codebook_version v;
DROP TABLE codebook_version;
ALTER TABLE codebook_version_new RENAME TO codebook_version;
CREATE INDEX codebook_version_sha256 ON codebook_version(sha256);
CREATE TRIGGER codebook_version_frozen BEFORE UPDATE ON codebook_version
BEGIN SELECT RAISE(ABORT, 'a codebook version is immutable; load a new one'); END;

-- What a version made of codes: from_id went up in to_id (merge), or to_id is a part of from_id (split).
CREATE TABLE code_turned (
    codebook_version_id INTEGER NOT NULL REFERENCES codebook_version(codebook_version_id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (kind IN ('merge','split')),
    from_id INTEGER NOT NULL REFERENCES code(code_id) ON DELETE RESTRICT,
    to_id INTEGER NOT NULL REFERENCES code(code_id) ON DELETE RESTRICT,
    PRIMARY KEY (codebook_version_id, from_id, to_id), CHECK (from_id <> to_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX code_turned_from ON code_turned(from_id);
CREATE INDEX code_turned_to ON code_turned(to_id);

-- Each time a coding got another code because the codebook changed: what it had before and what it has since, each with
-- the version in which that code stands. by_version_id: the version that did so; turned_id: the merge or split that it
-- follows, or undoes.
CREATE TABLE coding_recoded (
    recoded_id INTEGER PRIMARY KEY,
    coding_id INTEGER NOT NULL REFERENCES coding(coding_id) ON DELETE RESTRICT,
    by_version_id INTEGER NOT NULL REFERENCES codebook_version(codebook_version_id) ON DELETE RESTRICT,
    turned_id INTEGER NOT NULL REFERENCES codebook_version(codebook_version_id) ON DELETE RESTRICT,
    from_code_id INTEGER NOT NULL, from_version_id INTEGER NOT NULL,
    to_code_id INTEGER NOT NULL, to_version_id INTEGER NOT NULL,
    by_user INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, at TEXT NOT NULL,
    FOREIGN KEY (from_version_id, from_code_id)
        REFERENCES code_definition(codebook_version_id, code_id) ON DELETE RESTRICT,
    FOREIGN KEY (to_version_id, to_code_id) REFERENCES code_definition(codebook_version_id, code_id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX coding_recoded_coding ON coding_recoded(coding_id, recoded_id);
CREATE INDEX coding_recoded_turned ON coding_recoded(turned_id);
CREATE INDEX coding_recoded_version ON coding_recoded(by_version_id);
