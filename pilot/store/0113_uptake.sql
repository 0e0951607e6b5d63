-- Whether a family makes use of a service or right, at a moment of measuring: rows are added, never changed; the last one of
-- a slot (family, wave, service) counts. unknown: looked for, and nobody can say; no row: nobody looked.
CREATE TABLE uptake (
    uptake_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    wave_id INTEGER NOT NULL REFERENCES wave(wave_id) ON DELETE RESTRICT,
    service TEXT NOT NULL CHECK (service GLOB '[a-z]*' AND service NOT GLOB '*[^a-z_]*'),
    state TEXT NOT NULL CHECK (state IN ('yes','no','unknown','taken_back')),
    source TEXT NOT NULL CHECK (source IN ('dossier','interview','family','unstated')),
    observed_on TEXT NOT NULL CHECK (date(observed_on) IS observed_on),
    said_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, said_at TEXT NOT NULL
) STRICT;
CREATE INDEX uptake_slot ON uptake(family_id, wave_id, service);
CREATE INDEX uptake_wave ON uptake(wave_id);
CREATE INDEX uptake_by ON uptake(said_by);
CREATE TRIGGER uptake_kept BEFORE UPDATE ON uptake BEGIN SELECT RAISE(ABORT, 'what was said is added, never changed'); END;
