-- A hidden threshold of a service or a rule, which no family and no coach can take away. words, sent_to and answer are free
-- of families. level: who could. sent_to: a function. in_signal: bundled into another one, which then stands for it.
CREATE TABLE signal (
    signal_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    words TEXT NOT NULL CHECK (length(trim(words)) > 0 AND length(words) <= 1000),
    level TEXT NOT NULL CHECK (level IN ('team','municipality','region','country')),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open','answered','solved','let_go')),
    noticed_on TEXT NOT NULL CHECK (date(noticed_on) IS noticed_on),
    sent_to TEXT NOT NULL DEFAULT '' CHECK (length(sent_to) <= 200),
    sent_on TEXT CHECK (sent_on IS NULL OR date(sent_on) IS sent_on),
    answer TEXT NOT NULL DEFAULT '' CHECK (length(answer) <= 1000),
    answered_on TEXT CHECK (answered_on IS NULL OR (date(answered_on) IS answered_on AND answered_on >= sent_on)),
    in_signal INTEGER REFERENCES signal(signal_id) ON DELETE RESTRICT CHECK (in_signal <> signal_id),
    noted_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, noted_at TEXT NOT NULL, changed_at TEXT,
    CHECK ((sent_on IS NULL) = (sent_to = '')), CHECK ((answered_on IS NULL) = (answer = '')),
    CHECK (answered_on IS NULL OR sent_on IS NOT NULL), CHECK (state <> 'answered' OR answered_on IS NOT NULL)
) STRICT;
CREATE INDEX signal_in ON signal(in_signal) WHERE in_signal IS NOT NULL;

-- Which families it is about, and in which story that was told: for who keeps their file, nobody else.
CREATE TABLE signal_family (
    signal_id INTEGER NOT NULL REFERENCES signal(signal_id) ON DELETE RESTRICT,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    story_id INTEGER REFERENCES story(story_id) ON DELETE RESTRICT,
    noted_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    PRIMARY KEY (signal_id, family_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX signal_family_family ON signal_family(family_id);
CREATE INDEX signal_family_story ON signal_family(story_id) WHERE story_id IS NOT NULL;
