-- A coach whose support of a family began or ended: what her open pages show of it may be another, real names first.
CREATE TRIGGER reach_coaching_insert AFTER INSERT ON coaching BEGIN UPDATE reach_stamp SET number = number + 1; END;
CREATE TRIGGER reach_coaching_update AFTER UPDATE ON coaching BEGIN UPDATE reach_stamp SET number = number + 1; END;
CREATE TRIGGER reach_coaching_delete AFTER DELETE ON coaching BEGIN UPDATE reach_stamp SET number = number + 1; END;
