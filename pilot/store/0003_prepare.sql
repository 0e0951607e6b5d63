-- Who may prepare texts: raw and corrected versions, sound, taking names out. It holds for evaluators and administrators.
-- origin: 'given' by an administrator; 'setting' where evaluators could read raw versions before there were grants. Roles
-- are not known in this file, so everybody in the pilot then has that one; it holds for those who were evaluators.
CREATE TABLE prepare_grant (
    user_id INTEGER PRIMARY KEY REFERENCES user(user_id) ON DELETE RESTRICT,
    origin TEXT NOT NULL CHECK (origin IN ('given','setting')),
    since TEXT NOT NULL
) STRICT;
INSERT INTO prepare_grant
    SELECT user_id, 'setting', strftime('%Y-%m-%dT%H:%M:%fZ', 'now') FROM user
    WHERE disabled_at IS NULL AND guid <> '00000000-0000-4000-8000-000000000001'
    AND EXISTS (SELECT 1 FROM reading_right WHERE role = 'evaluator' AND kind = 'raw');
DROP TABLE reading_right;
