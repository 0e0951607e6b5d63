-- A recording can be withdrawn by a decision of its own, as a document can; its file and who is heard in it stay.

ALTER TABLE recording ADD COLUMN withdrawn_at TEXT;
ALTER TABLE recording ADD COLUMN withdrawn_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE recording ADD COLUMN withdrawn_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT;
CREATE TRIGGER reach_recording_withdrawn AFTER UPDATE OF family_id, withdrawn_at ON recording BEGIN
    UPDATE reach_stamp SET number = number + 1; END;
