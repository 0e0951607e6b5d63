-- What stands in the place of a village in texts without names: a letter, or what it is and near which larger town.
ALTER TABLE pilot ADD COLUMN places TEXT NOT NULL DEFAULT 'letter' CHECK (places IN ('letter','near'));
