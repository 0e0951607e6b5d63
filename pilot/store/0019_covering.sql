-- For which codes of today somebody is done who was done under an older version of the codebook: kept by whoever makes a
-- version. needs: JSON list of code_id; none of the coder's own codings in the document may have one of these codes
-- still, for they wait to be parted.

-- is_same: who was done with one of the merged codes was done with all.
ALTER TABLE code_turned ADD COLUMN is_same INTEGER NOT NULL DEFAULT 1 CHECK (is_same IN (0,1));
CREATE TABLE code_cover (
    codebook_version_id INTEGER NOT NULL REFERENCES codebook_version(codebook_version_id) ON DELETE RESTRICT,
    code_id INTEGER NOT NULL REFERENCES code(code_id) ON DELETE RESTRICT,
    needs TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(needs)),
    PRIMARY KEY (codebook_version_id, code_id)
) STRICT, WITHOUT ROWID;
INSERT INTO code_cover(codebook_version_id, code_id)
    SELECT codebook_version_id, code_id FROM code_definition WHERE is_codable;
