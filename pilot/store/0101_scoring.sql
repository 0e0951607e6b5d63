-- Rounds of measuring have a guid, for the record of what was done. stated: somebody said their days, so that scores do not
-- widen them.
ALTER TABLE wave ADD COLUMN guid TEXT CHECK (length(guid) > 0);
ALTER TABLE wave ADD COLUMN stated INTEGER NOT NULL DEFAULT 0 CHECK (stated IN (0,1));
UPDATE wave SET guid = lower(substr(h, 1, 8) || '-' || substr(h, 9, 4) || '-4' || substr(h, 14, 3) || '-a' || substr(h, 18, 3)
    || '-' || substr(h, 21, 12)) FROM (SELECT wave_id AS w, hex(randomblob(16)) AS h FROM wave) WHERE w = wave_id;
CREATE UNIQUE INDEX wave_guid ON wave(guid);

-- What the levels of life domains mean, as this pilot words them; version 1 comes with the program. A version never changes.
CREATE TABLE rubric_version (
    number INTEGER PRIMARY KEY CHECK (number > 1), guid TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL CHECK (json_valid(body)),
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER rubric_version_kept BEFORE UPDATE ON rubric_version
BEGIN SELECT RAISE(ABORT, 'a version of the rubrics never changes'); END;

-- Words that somebody who scores rests a score on. They belong to her slot (family, wave, domain, voice), whatever she scores
-- there later. version_id: where they were chosen.
CREATE TABLE score_ground (
    score_ground_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    wave_id INTEGER NOT NULL REFERENCES wave(wave_id) ON DELETE RESTRICT,
    domain TEXT NOT NULL CHECK (domain IN ('safety','housing','health','work','income','debts','social_capital',
        'cultural_capital','children')),
    voice TEXT NOT NULL CHECK (voice IN ('family','coach','partner','coordinator','other')),
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    version_id INTEGER NOT NULL REFERENCES document_version(version_id) ON DELETE RESTRICT,
    passage_id INTEGER NOT NULL REFERENCES passage(passage_id) ON DELETE RESTRICT,
    chosen_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, chosen_at TEXT NOT NULL, removed_at TEXT
) STRICT;
CREATE UNIQUE INDEX score_ground_once ON score_ground(family_id, wave_id, domain, voice, chosen_by, passage_id)
    WHERE removed_at IS NULL;
CREATE INDEX score_ground_document ON score_ground(document_id);

-- Families that several score without seeing what the others gave, until it is shown; then they come to one score.
CREATE TABLE score_round (
    score_round_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    wave_id INTEGER NOT NULL REFERENCES wave(wave_id) ON DELETE RESTRICT,
    begun_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, begun_at TEXT NOT NULL,
    shown_at TEXT, closed_at TEXT, CHECK (shown_at IS NULL OR closed_at IS NULL)
) STRICT;
CREATE INDEX score_round_blind ON score_round(wave_id) WHERE shown_at IS NULL AND closed_at IS NULL;
CREATE TABLE score_task (
    score_round_id INTEGER NOT NULL REFERENCES score_round(score_round_id) ON DELETE RESTRICT,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    scorer_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    done_at TEXT, PRIMARY KEY (score_round_id, family_id, scorer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX score_task_family ON score_task(family_id);
CREATE INDEX score_task_scorer ON score_task(scorer_id) WHERE done_at IS NULL;
