-- When somebody last showed in a sitting that it is she (by password or code), and which browser it is, in plain words
-- of ours ("Firefox", "Windows"), so that she knows her own sittings again.
ALTER TABLE session ADD COLUMN confirmed_at TEXT;
ALTER TABLE session ADD COLUMN browser TEXT NOT NULL DEFAULT '' CHECK (length(browser) <= 60);
