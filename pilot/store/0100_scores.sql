-- How a family does in a life domain, as somebody judged it: rows are added, never changed; the last one of a slot (family,
-- wave, domain, voice, layer, who scored) counts. unknown: looked for, and the source does not say; no row: nobody looked.
-- voice: whose judgement it is (coach: the professional). layer settled: what scorers came to together.
-- scored_by is empty for scores from before it was kept. rubric: the version of the rubric it was read against.
ALTER TABLE wave ADD COLUMN kind TEXT NOT NULL DEFAULT 'dates' CHECK (kind IN ('dates','months','end'));
ALTER TABLE wave ADD COLUMN months INTEGER CHECK ((kind = 'months') = (months IS NOT NULL));
ALTER TABLE wave ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
UPDATE wave SET place = (SELECT count(*) FROM wave o WHERE (o.starts_on, o.wave_id) < (wave.starts_on, wave.wave_id));

CREATE TABLE score (
    score_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    wave_id INTEGER NOT NULL REFERENCES wave(wave_id) ON DELETE RESTRICT,
    domain TEXT NOT NULL CHECK (domain IN ('safety','housing','health','work','income','debts','social_capital',
        'cultural_capital','children')),
    state TEXT NOT NULL CHECK (state IN ('scored','unknown','taken_back')),
    value REAL CHECK (value BETWEEN 0 AND 10),
    voice TEXT NOT NULL CHECK (voice IN ('family','coach','partner','coordinator','other')),
    source TEXT NOT NULL CHECK (source IN ('dossier','interview','family','unstated')),
    layer TEXT NOT NULL CHECK (layer IN ('scorer','settled')),
    scored_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT,
    observed_on TEXT NOT NULL CHECK (date(observed_on) IS observed_on),
    rubric INTEGER CHECK (rubric > 0),
    reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 1000),
    scored_at TEXT NOT NULL,
    CHECK ((state = 'scored') = (value IS NOT NULL))
) STRICT;
CREATE INDEX score_slot ON score(family_id, wave_id, domain, voice, layer, scored_by);
CREATE INDEX score_wave ON score(wave_id);
CREATE INDEX score_by ON score(scored_by) WHERE scored_by IS NOT NULL;

INSERT INTO score(guid, family_id, wave_id, domain, state, value, voice, source, layer, observed_on, scored_at)
    SELECT o.guid, o.family_id, o.wave_id, m.key, 'scored', o.value, o.voice, 'unstated', 'scorer', o.observed_on,
        o.observed_on || 'T00:00:00.000Z'
    FROM observation o JOIN measure m USING (measure_id) ORDER BY o.observation_id;
DROP TABLE observation;
DROP TABLE measure;

CREATE TRIGGER score_kept BEFORE UPDATE ON score BEGIN SELECT RAISE(ABORT, 'a score is added, never changed'); END;
