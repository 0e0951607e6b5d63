-- What a goal of the pilot said at each moment: its words, what would show it, and how far it was reached. The goal itself
-- holds the last of these; nothing that was said before is lost.
CREATE TABLE aim_version (
    aim_version_id INTEGER PRIMARY KEY,
    aim_id INTEGER NOT NULL REFERENCES aim(aim_id) ON DELETE RESTRICT,
    words TEXT NOT NULL, shown_by TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open','reached','partly','not')), judged TEXT NOT NULL,
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL
) STRICT;
CREATE INDEX aim_version_aim ON aim_version(aim_id);
CREATE TRIGGER aim_version_stays BEFORE UPDATE ON aim_version BEGIN SELECT RAISE(ABORT, 'a version of a goal stays'); END;

INSERT INTO aim_version(aim_id, words, shown_by, state, judged, made_by, made_at)
SELECT aim_id, words, shown_by, 'open', '', made_by, made_at FROM aim;
INSERT INTO aim_version(aim_id, words, shown_by, state, judged, made_by, made_at)
SELECT aim_id, words, shown_by, state, judged, judged_by, judged_at FROM aim WHERE judged_at IS NOT NULL;

-- Where it stands among the others, from 1; the pilot chooses.
ALTER TABLE aim ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
UPDATE aim SET place = aim_id;
