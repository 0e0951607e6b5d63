-- What a coding was before an action changed it: code, codebook (number), sign, weight, version (guid), start, end; NULL
-- for other actions. No words.
ALTER TABLE coding_op ADD COLUMN was TEXT CHECK (was IS NULL OR json_valid(was));

-- The codes a coder has under the digits, in her order.
CREATE TABLE favourite (
    user_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 9),
    code_id INTEGER NOT NULL REFERENCES code(code_id) ON DELETE RESTRICT,
    PRIMARY KEY (user_id, position), UNIQUE (user_id, code_id)
) STRICT, WITHOUT ROWID;
