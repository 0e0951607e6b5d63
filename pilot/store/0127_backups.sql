-- When backups are made by themselves, how many are kept and where. Without this row the usual plan holds.
CREATE TABLE backup_plan (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    is_on INTEGER NOT NULL CHECK (is_on IN (0,1)),
    at TEXT NOT NULL CHECK (at GLOB '[0-2][0-9]:[0-5][0-9]'),
    zone TEXT NOT NULL,
    days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 60),
    weeks INTEGER NOT NULL CHECK (weeks BETWEEN 0 AND 60),
    months INTEGER NOT NULL CHECK (months BETWEEN 0 AND 60),
    folder TEXT NOT NULL DEFAULT '', second TEXT NOT NULL DEFAULT '',
    changed_at TEXT NOT NULL
) STRICT;
-- What became of each backup that was begun. A row outlives its file, which is taken away in its turn.
CREATE TABLE backup_made (
    made_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL, name TEXT NOT NULL,
    why TEXT NOT NULL CHECK (why IN ('planned','asked','upgrade')),
    state TEXT NOT NULL CHECK (state IN ('whole','failed')),
    is_sealed INTEGER NOT NULL CHECK (is_sealed IN (0,1)),
    bytes INTEGER NOT NULL CHECK (bytes >= 0), ms INTEGER NOT NULL CHECK (ms >= 0),
    second TEXT NOT NULL CHECK (second IN ('none','copied','failed')),
    fault TEXT
) STRICT;
CREATE INDEX backup_made_at ON backup_made(at);
-- Each time a backup was brought back in a temporary place to see that it can be.
CREATE TABLE backup_drill (
    drill_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL, name TEXT NOT NULL, made_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('whole','failed')),
    ms INTEGER NOT NULL CHECK (ms >= 0), stores INTEGER NOT NULL, texts INTEGER NOT NULL, recordings INTEGER NOT NULL,
    fault TEXT
) STRICT;
