-- A decision for several parts of a split made a coding beside the one it was about without writing that down, so that
-- both stood on the same words once the split was undone. What is certain to be such a copy: nobody's action added it,
-- it was made in the very moment in which its coder's other coding in that document was decided about, and its first
-- code is another part of the same split.
CREATE TEMP TABLE copied AS
    SELECT c.coding_id, r.from_code_id, r.from_version_id, r.to_version_id, r.by_version_id, r.turned_id, r.by_user, r.at,
        coalesce((SELECT x.from_code_id FROM coding_recoded x WHERE x.coding_id = c.coding_id
            ORDER BY x.recoded_id LIMIT 1), c.code_id) AS part_id
    FROM coding_recoded r JOIN coding t ON t.coding_id = r.coding_id
    JOIN code_turned s ON s.codebook_version_id = r.turned_id AND s.kind = 'split' AND s.to_id = r.to_code_id
    JOIN coding c ON c.document_id = t.document_id AND c.coder_id = t.coder_id AND c.layer = t.layer
        AND c.created_at = r.at AND c.coding_id > t.coding_id
    WHERE NOT EXISTS (SELECT 1 FROM coding_op o WHERE o.coding_guid = c.guid AND o.kind = 'add')
    AND NOT EXISTS (SELECT 1 FROM coding_recoded x WHERE x.coding_id = c.coding_id AND x.turned_id = r.turned_id
        AND x.at = c.created_at)
    GROUP BY c.coding_id;
DELETE FROM copied WHERE NOT EXISTS (SELECT 1 FROM code_turned s WHERE s.codebook_version_id = turned_id
    AND s.to_id = part_id);
-- Written down as it is now when it is made: before all else that became of it.
INSERT INTO coding_recoded(recoded_id, coding_id, from_code_id, from_version_id, to_code_id, to_version_id,
        by_version_id, turned_id, by_user, at)
    SELECT -row_number() OVER (ORDER BY coding_id DESC), coding_id, from_code_id, from_version_id, part_id, to_version_id,
        by_version_id, turned_id, by_user, at FROM copied;
-- Undone, one judgement is one coding again: as of the moment in which it was made, so that it comes back with the split.
UPDATE coding SET retracted_at = created_at WHERE retracted_at IS NULL AND coding_id IN (
    SELECT c.coding_id FROM copied k JOIN coding c USING (coding_id) JOIN document d USING (document_id)
    JOIN coding_place p ON p.coding_id = c.coding_id AND p.version_id = d.read_version_id
    JOIN coding_place tp ON tp.version_id = p.version_id AND tp.how = p.how AND tp.passage_id IS p.passage_id
        AND tp.start_char IS p.start_char AND tp.end_char IS p.end_char
    JOIN coding t ON t.coding_id = tp.coding_id AND t.coding_id < c.coding_id AND t.code_id = c.code_id
        AND t.coder_id = c.coder_id AND t.layer = c.layer AND t.retracted_at IS NULL
    WHERE c.code_id = k.from_code_id AND (c.sign IS NULL OR c.sign IS t.sign));
DROP TABLE copied;
