-- What evaluators hear who prepare no texts: nothing, or copies in which what was taken out of the text is silent.

ALTER TABLE pilot ADD COLUMN sound TEXT NOT NULL DEFAULT 'none' CHECK (sound IN ('none','silenced'));
