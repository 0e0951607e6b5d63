-- A memo that was taken away is kept, so that this can be taken back.
ALTER TABLE memo ADD COLUMN removed_at TEXT;

-- Where words that somebody holds on to (`of_id`, a passage of some version) stand in other versions of their document;
-- as coding_place has it for codings. A memo on a passage is on these words in every version.
CREATE TABLE passage_place (
    version_id INTEGER NOT NULL REFERENCES document_version(version_id) ON DELETE RESTRICT,
    of_id INTEGER NOT NULL REFERENCES passage(passage_id) ON DELETE RESTRICT,
    passage_id INTEGER REFERENCES passage(passage_id) ON DELETE RESTRICT,
    how TEXT NOT NULL CHECK (how IN ('made','carried','moved','undecided')),
    by_user INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, at TEXT NOT NULL,
    PRIMARY KEY (version_id, of_id),
    CHECK ((how = 'undecided') = (passage_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX passage_place_of ON passage_place(of_id);
CREATE INDEX passage_place_passage ON passage_place(passage_id) WHERE passage_id IS NOT NULL;
INSERT INTO passage_place(version_id, of_id, passage_id, how, at)
    SELECT DISTINCT p.version_id, p.passage_id, p.passage_id, 'made', (SELECT min(m.created_at) FROM memo m JOIN memo_on o
        USING (memo_id) WHERE o.passage_id = p.passage_id)
    FROM memo_on o JOIN passage p USING (passage_id);
