-- How a goal of a family was worded before: the words and life domain that it had, who had written them and when. The goal
-- itself holds the last of these; nothing that a family said it wanted is lost.
CREATE TABLE goal_wording (
    goal_wording_id INTEGER PRIMARY KEY,
    goal_id INTEGER NOT NULL REFERENCES goal(goal_id) ON DELETE RESTRICT,
    words TEXT NOT NULL CHECK (length(words) BETWEEN 1 AND 300),
    domain TEXT NOT NULL CHECK (length(domain) > 0),
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL
) STRICT;
CREATE INDEX goal_wording_goal ON goal_wording(goal_id);
CREATE TRIGGER goal_wording_frozen BEFORE UPDATE ON goal_wording
BEGIN SELECT RAISE(ABORT, 'what a goal said before is immutable'); END;
