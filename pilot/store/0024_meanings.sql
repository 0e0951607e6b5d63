-- What a code means in a version of the codebook: the version in which that meaning first stood. Other words for the
-- same, said to be so by who wrote them, are no other meaning; a version that says again what an older one said means
-- what that one did.
CREATE TABLE code_meaning (
    codebook_version_id INTEGER NOT NULL REFERENCES codebook_version(codebook_version_id) ON DELETE RESTRICT,
    code_id INTEGER NOT NULL REFERENCES code(code_id) ON DELETE RESTRICT,
    meaning_id INTEGER NOT NULL REFERENCES codebook_version(codebook_version_id) ON DELETE RESTRICT,
    PRIMARY KEY (codebook_version_id, code_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX code_meaning_code ON code_meaning(code_id, codebook_version_id);
INSERT INTO code_meaning(codebook_version_id, code_id, meaning_id)
    SELECT codebook_version_id, code_id, min(codebook_version_id) OVER (PARTITION BY code_id, definition_nl,
        definition_en, use_when_nl, use_when_en, not_when_nl, not_when_en) FROM code_definition;

-- A coding that stays as it is under a meaning its code got later: who looked, when, and why, '' where nobody said so.
CREATE TABLE coding_looked (
    coding_id INTEGER NOT NULL REFERENCES coding(coding_id) ON DELETE RESTRICT,
    meaning_id INTEGER NOT NULL REFERENCES codebook_version(codebook_version_id) ON DELETE RESTRICT,
    user_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    reason TEXT NOT NULL DEFAULT '', at TEXT NOT NULL,
    PRIMARY KEY (coding_id, meaning_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX coding_looked_user ON coding_looked(user_id, at);
