-- One pilot. No real name stands in this file: people are pseudonyms, coders are labels, evidence is a reference.
-- Offsets: Unicode code points, 0-based, end-exclusive, into document_version.text. Times: integer ms. Money: cents.
-- RESTRICT everywhere: a cascade over the view behind the FTS table corrupts its index.

CREATE TABLE pilot (
    pilot_id INTEGER PRIMARY KEY CHECK (pilot_id = 1),
    slug TEXT NOT NULL UNIQUE CHECK (slug GLOB '[a-z0-9]*' AND slug NOT GLOB '*[^a-z0-9-]*'),
    name TEXT NOT NULL,
    language TEXT NOT NULL DEFAULT 'nl',
    started_on TEXT CHECK (started_on IS NULL OR date(started_on) IS started_on)
) STRICT;

-- Which role may read which kind of version. Admins see none unless a row says so.
CREATE TABLE reading_right (
    role TEXT NOT NULL CHECK (role IN ('coach','evaluator','admin')),
    kind TEXT NOT NULL CHECK (kind IN ('raw','corrected','deidentified')),
    PRIMARY KEY (role, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO reading_right VALUES
    ('coach','raw'), ('coach','corrected'), ('coach','deidentified'),
    ('evaluator','corrected'), ('evaluator','deidentified');

-- One row per account that is a member; guid is the account's, label never a name ("evaluator 2").
CREATE TABLE user (
    user_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL UNIQUE, disabled_at TEXT
) STRICT;

CREATE TABLE site (site_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;
CREATE TABLE referrer (referrer_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;
CREATE TABLE arm (arm_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT;

CREATE TABLE family (
    family_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    pseudonym TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(trim(pseudonym)) > 0),
    site_id INTEGER REFERENCES site(site_id) ON DELETE RESTRICT,
    referrer_id INTEGER REFERENCES referrer(referrer_id) ON DELETE RESTRICT,
    arm_id INTEGER REFERENCES arm(arm_id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX family_site ON family(site_id);

CREATE TABLE support_period (
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    starts_on TEXT NOT NULL CHECK (date(starts_on) IS starts_on),
    ends_on TEXT CHECK (ends_on IS NULL OR (date(ends_on) IS ends_on AND ends_on >= starts_on)),
    end_reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (family_id, starts_on)
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    person_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER REFERENCES family(family_id) ON DELETE RESTRICT,
    user_id INTEGER UNIQUE REFERENCES user(user_id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (kind IN ('parent','child','relative','coach','professional')),
    role TEXT NOT NULL DEFAULT '',
    pseudonym TEXT NOT NULL UNIQUE COLLATE NOCASE,
    CHECK ((kind IN ('parent','child','relative')) = (family_id IS NOT NULL))
) STRICT;
CREATE INDEX person_family ON person(family_id);

CREATE TABLE coaching (
    coach_id INTEGER NOT NULL REFERENCES person(person_id) ON DELETE RESTRICT,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    from_on TEXT NOT NULL CHECK (date(from_on) IS from_on),
    until_on TEXT CHECK (until_on IS NULL OR (date(until_on) IS until_on AND until_on >= from_on)),
    PRIMARY KEY (family_id, coach_id, from_on)
) STRICT, WITHOUT ROWID;
CREATE INDEX coaching_coach ON coaching(coach_id);

CREATE TABLE consent (
    consent_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES person(person_id) ON DELETE RESTRICT,
    use TEXT NOT NULL CHECK (use IN ('record','transcribe','analyse','quote','share')),
    given_on TEXT NOT NULL CHECK (date(given_on) IS given_on),
    ends_on TEXT CHECK (ends_on IS NULL OR (date(ends_on) IS ends_on AND ends_on >= given_on)),
    withdrawn_on TEXT CHECK (withdrawn_on IS NULL OR date(withdrawn_on) IS withdrawn_on),
    evidence TEXT NOT NULL DEFAULT '',
    UNIQUE (person_id, use, given_on)
) STRICT;

CREATE TABLE wave (
    wave_id INTEGER PRIMARY KEY, label TEXT NOT NULL UNIQUE,
    starts_on TEXT NOT NULL, ends_on TEXT NOT NULL, CHECK (starts_on <= ends_on)
) STRICT;

-- The file lies in recordings/<guid>.<ext>; the name it came with is not kept, it may hold a person's name.
CREATE TABLE recording (
    recording_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    voice TEXT NOT NULL CHECK (voice IN ('family','coach','other')),
    ext TEXT NOT NULL CHECK (ext GLOB '[a-z0-9]*' AND ext NOT GLOB '*[^a-z0-9]*'),
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL CHECK (bytes > 0),
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    duration_ms INTEGER NOT NULL CHECK (duration_ms >= 0),
    recorded_on TEXT NOT NULL CHECK (date(recorded_on) IS recorded_on),
    created_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, created_at TEXT NOT NULL
) STRICT;
CREATE INDEX recording_family ON recording(family_id, recorded_on);

CREATE TABLE recording_person (
    recording_id INTEGER NOT NULL REFERENCES recording(recording_id) ON DELETE RESTRICT,
    person_id INTEGER NOT NULL REFERENCES person(person_id) ON DELETE RESTRICT,
    PRIMARY KEY (recording_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX recording_person_person ON recording_person(person_id);

CREATE TABLE story (
    story_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    coach_id INTEGER NOT NULL REFERENCES person(person_id) ON DELETE RESTRICT,
    template TEXT NOT NULL,
    course TEXT NOT NULL CHECK (course IN ('success','relapse','steady'))
) STRICT;
CREATE INDEX story_family ON story(family_id);
CREATE INDEX story_coach ON story(coach_id);

CREATE TABLE story_domain (
    story_id INTEGER NOT NULL REFERENCES story(story_id) ON DELETE RESTRICT,
    domain TEXT NOT NULL CHECK (domain IN ('safety','housing','health','work','income','debts','social_capital','cultural_capital','children')),
    PRIMARY KEY (story_id, domain)
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    document_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (kind IN ('interview','story')),
    voice TEXT NOT NULL CHECK (voice IN ('family','coach','other')),
    recording_id INTEGER UNIQUE REFERENCES recording(recording_id) ON DELETE RESTRICT,
    story_id INTEGER UNIQUE REFERENCES story(story_id) ON DELETE RESTRICT,
    title TEXT NOT NULL CHECK (length(trim(title)) > 0),
    told_on TEXT NOT NULL CHECK (date(told_on) IS told_on),
    event_from TEXT CHECK (event_from IS NULL OR date(event_from) IS event_from),
    event_until TEXT CHECK (event_until IS NULL OR (date(event_until) IS event_until AND event_from IS NOT NULL AND event_until >= event_from)),
    source_sha256 TEXT UNIQUE,
    withdrawn_at TEXT,
    created_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, created_at TEXT NOT NULL,
    CHECK ((kind = 'story') = (story_id IS NOT NULL))
) STRICT;
CREATE INDEX document_family ON document(family_id, told_on);

CREATE TABLE document_person (
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    person_id INTEGER NOT NULL REFERENCES person(person_id) ON DELETE RESTRICT,
    PRIMARY KEY (document_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_person_person ON document_person(person_id);

CREATE TABLE document_version (
    version_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    number INTEGER NOT NULL CHECK (number >= 1),
    kind TEXT NOT NULL CHECK (kind IN ('raw','corrected','deidentified')),
    based_on INTEGER REFERENCES document_version(version_id) ON DELETE RESTRICT,
    text TEXT NOT NULL CHECK (instr(text, char(0)) = 0 AND instr(text, char(13)) = 0),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    length_chars INTEGER GENERATED ALWAYS AS (length(text)) STORED,
    engine TEXT NOT NULL,
    created_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, created_at TEXT NOT NULL,
    UNIQUE (document_id, number)
) STRICT;
CREATE TRIGGER version_frozen BEFORE UPDATE OF document_id, number, kind, text, sha256 ON document_version
BEGIN SELECT RAISE(ABORT, 'a document version is immutable; add a version'); END;

CREATE TABLE turn (
    turn_id INTEGER PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES document_version(version_id) ON DELETE RESTRICT,
    seq INTEGER NOT NULL CHECK (seq >= 0),
    speaker TEXT NOT NULL DEFAULT '',
    voice TEXT NOT NULL CHECK (voice IN ('family','coach','other')),
    person_id INTEGER REFERENCES person(person_id) ON DELETE RESTRICT,
    start_char INTEGER NOT NULL CHECK (start_char >= 0), end_char INTEGER NOT NULL,
    start_ms INTEGER, end_ms INTEGER, confidence REAL,
    CHECK (start_char <= end_char), CHECK (start_ms IS NULL OR end_ms IS NULL OR start_ms <= end_ms),
    UNIQUE (version_id, seq), UNIQUE (version_id, start_char)
) STRICT;
CREATE INDEX turn_person ON turn(person_id);
CREATE TRIGGER turn_span_frozen BEFORE UPDATE OF version_id, start_char, end_char ON turn
BEGIN SELECT RAISE(ABORT, 'the span of a turn is immutable; the index would not follow'); END;
CREATE VIEW turn_text AS
    SELECT turn_id, substr(text, start_char + 1, end_char - start_char) AS text FROM turn JOIN document_version USING (version_id);
CREATE VIRTUAL TABLE turn_fts USING fts5(text, content='turn_text', content_rowid='turn_id', tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER turn_fts_insert AFTER INSERT ON turn BEGIN
    INSERT INTO turn_fts(rowid, text) SELECT turn_id, text FROM turn_text WHERE turn_id = new.turn_id; END;
CREATE TRIGGER turn_fts_delete BEFORE DELETE ON turn BEGIN
    INSERT INTO turn_fts(turn_fts, rowid, text) SELECT 'delete', turn_id, text FROM turn_text WHERE turn_id = old.turn_id; END;

CREATE TABLE codebook_version (
    codebook_version_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    number INTEGER NOT NULL UNIQUE CHECK (number >= 1),
    label TEXT NOT NULL, sha256 TEXT NOT NULL UNIQUE, yaml TEXT NOT NULL,
    adopted_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, adopted_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER codebook_version_frozen BEFORE UPDATE ON codebook_version
BEGIN SELECT RAISE(ABORT, 'a codebook version is immutable; load a new one'); END;
CREATE TABLE code (code_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE code_definition (
    codebook_version_id INTEGER NOT NULL REFERENCES codebook_version(codebook_version_id) ON DELETE RESTRICT,
    code_id INTEGER NOT NULL REFERENCES code(code_id) ON DELETE RESTRICT,
    parent_id INTEGER, position INTEGER NOT NULL,
    name_nl TEXT NOT NULL, name_en TEXT NOT NULL,
    definition_nl TEXT NOT NULL, definition_en TEXT NOT NULL,
    use_when_nl TEXT NOT NULL DEFAULT '', use_when_en TEXT NOT NULL DEFAULT '',
    not_when_nl TEXT NOT NULL DEFAULT '', not_when_en TEXT NOT NULL DEFAULT '',
    example TEXT NOT NULL DEFAULT '',
    signals TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(signals)),
    is_codable INTEGER NOT NULL DEFAULT 1 CHECK (is_codable IN (0,1)),
    color TEXT NOT NULL CHECK (color GLOB '#[0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f]'),
    color_dark TEXT NOT NULL DEFAULT '#FFFFFF' CHECK (color_dark GLOB '#[0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f]'),
    PRIMARY KEY (codebook_version_id, code_id),
    FOREIGN KEY (codebook_version_id, parent_id) REFERENCES code_definition(codebook_version_id, code_id) DEFERRABLE INITIALLY DEFERRED,
    CHECK (parent_id IS NOT code_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE passage (
    passage_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    version_id INTEGER NOT NULL REFERENCES document_version(version_id) ON DELETE RESTRICT,
    start_char INTEGER NOT NULL CHECK (start_char >= 0), end_char INTEGER NOT NULL,
    quote TEXT NOT NULL, CHECK (start_char < end_char), CHECK (length(quote) = end_char - start_char),
    UNIQUE (version_id, start_char, end_char)
) STRICT;
CREATE TRIGGER passage_quote_matches BEFORE INSERT ON passage
WHEN new.quote IS NOT (SELECT substr(text, new.start_char + 1, new.end_char - new.start_char) FROM document_version WHERE version_id = new.version_id)
BEGIN SELECT RAISE(ABORT, 'quote is not the text at that position'); END;
CREATE TRIGGER passage_frozen BEFORE UPDATE OF version_id, start_char, end_char, quote ON passage
BEGIN SELECT RAISE(ABORT, 'a passage is immutable'); END;

-- guid is the client's uuid: a repeated action changes nothing. rev is the last action that touched the row.
CREATE TABLE coding (
    coding_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    passage_id INTEGER NOT NULL REFERENCES passage(passage_id) ON DELETE RESTRICT,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    code_id INTEGER NOT NULL, codebook_version_id INTEGER NOT NULL,
    coder_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    weight INTEGER NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 5),
    layer TEXT NOT NULL DEFAULT 'coder' CHECK (layer IN ('coder','consensus')),
    rev INTEGER NOT NULL, created_at TEXT NOT NULL, retracted_at TEXT,
    FOREIGN KEY (codebook_version_id, code_id) REFERENCES code_definition(codebook_version_id, code_id) ON DELETE RESTRICT
) STRICT;
CREATE UNIQUE INDEX coding_live ON coding(passage_id, code_id, coder_id, layer) WHERE retracted_at IS NULL;
CREATE INDEX coding_code ON coding(code_id, document_id) WHERE retracted_at IS NULL;
CREATE INDEX coding_document ON coding(document_id, rev);
CREATE INDEX coding_matrix ON coding(document_id, code_id, coder_id, layer) WHERE retracted_at IS NULL;
CREATE INDEX coding_definition ON coding(codebook_version_id, code_id);
CREATE INDEX coding_coder ON coding(coder_id, created_at);

CREATE TRIGGER coding_document_matches BEFORE INSERT ON coding
WHEN new.document_id IS NOT (SELECT document_id FROM document_version JOIN passage USING (version_id) WHERE passage_id = new.passage_id)
BEGIN SELECT RAISE(ABORT, 'the passage is not in that document'); END;

-- One row per action of a coder; op_id is the document's revision counter, guid the client's uuid of the action.
CREATE TABLE coding_op (
    op_id INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT NOT NULL UNIQUE,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    user_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (kind IN ('add','remove')),
    coding_guid TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE INDEX coding_op_document ON coding_op(document_id, op_id);

CREATE TABLE coding_status (
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    user_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    codebook_version_id INTEGER NOT NULL REFERENCES codebook_version(codebook_version_id) ON DELETE RESTRICT,
    state TEXT NOT NULL CHECK (state IN ('open','done')), changed_at TEXT NOT NULL,
    PRIMARY KEY (document_id, user_id, codebook_version_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX coding_status_user ON coding_status(user_id);

CREATE TABLE memo (
    memo_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE, body TEXT NOT NULL,
    author_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, created_at TEXT NOT NULL, changed_at TEXT,
    family_id INTEGER REFERENCES family(family_id) ON DELETE RESTRICT,
    document_id INTEGER REFERENCES document(document_id) ON DELETE RESTRICT,
    passage_id INTEGER REFERENCES passage(passage_id) ON DELETE RESTRICT,
    coding_id INTEGER REFERENCES coding(coding_id) ON DELETE RESTRICT,
    code_id INTEGER REFERENCES code(code_id) ON DELETE RESTRICT,
    CHECK ((family_id IS NOT NULL)+(document_id IS NOT NULL)+(passage_id IS NOT NULL)+(coding_id IS NOT NULL)+(code_id IS NOT NULL) = 1)
) STRICT;

CREATE TABLE measure (
    measure_id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name_nl TEXT NOT NULL, name_en TEXT NOT NULL,
    unit TEXT NOT NULL, minimum REAL, maximum REAL,
    higher_is_better INTEGER NOT NULL CHECK (higher_is_better IN (0,1)), source TEXT NOT NULL
) STRICT;
CREATE TABLE observation (
    observation_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    wave_id INTEGER NOT NULL REFERENCES wave(wave_id) ON DELETE RESTRICT,
    measure_id INTEGER NOT NULL REFERENCES measure(measure_id) ON DELETE RESTRICT,
    value REAL NOT NULL, observed_on TEXT NOT NULL CHECK (date(observed_on) IS observed_on),
    voice TEXT NOT NULL DEFAULT 'coach' CHECK (voice IN ('family','coach','other')),
    UNIQUE (measure_id, wave_id, family_id, voice)
) STRICT;
CREATE INDEX observation_family ON observation(family_id, wave_id);

CREATE TABLE expense (
    expense_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    spent_on TEXT NOT NULL CHECK (date(spent_on) IS spent_on),
    cents INTEGER NOT NULL, category TEXT NOT NULL, note TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX expense_family ON expense(family_id, spent_on);

CREATE TABLE milestone (
    milestone_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    on_date TEXT NOT NULL CHECK (date(on_date) IS on_date), label TEXT NOT NULL
) STRICT;
CREATE INDEX milestone_family ON milestone(family_id, on_date);

-- Long work. worker: the token of who holds it.
CREATE TABLE job (
    job_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL, input_key TEXT NOT NULL, input TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(input)),
    state TEXT NOT NULL CHECK (state IN ('queued','running','done','failed','cancelled')),
    attempts INTEGER NOT NULL DEFAULT 0, worker TEXT, lease_until TEXT, cancel_asked_at TEXT,
    done_units INTEGER NOT NULL DEFAULT 0, total_units INTEGER, unit TEXT NOT NULL DEFAULT '',
    paced_from INTEGER, paced_at TEXT, -- where this attempt began to count, for an honest time left
    output TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(output)), error TEXT,
    created_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT,
    created_at TEXT NOT NULL, started_at TEXT, finished_at TEXT
) STRICT;
CREATE UNIQUE INDEX job_alive ON job(kind, input_key) WHERE state IN ('queued','running');
CREATE INDEX job_ready ON job(state, job_id);

-- What Whisper wrote so far, as it comes: a crash loses at most the segment being decoded.
CREATE TABLE segment (
    recording_id INTEGER NOT NULL REFERENCES recording(recording_id) ON DELETE RESTRICT,
    job_guid TEXT NOT NULL, seq INTEGER NOT NULL,
    start_ms INTEGER NOT NULL CHECK (start_ms >= 0), end_ms INTEGER NOT NULL, text TEXT NOT NULL,
    words TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(words)),
    confidence REAL, no_speech REAL, CHECK (start_ms <= end_ms),
    PRIMARY KEY (recording_id, job_guid, seq)
) STRICT, WITHOUT ROWID;

-- Saved while typing; content stays out of events. versions: per open page the number of changes that stand in body
-- (revision is their sum), so that a repeat is told from two devices that went apart; split_from: the draft beside
-- which this one was kept when they did. A finished draft keeps no body.
CREATE TABLE draft (
    draft_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    user_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (kind IN ('story')), revision INTEGER NOT NULL CHECK (revision >= 0),
    body TEXT NOT NULL CHECK (json_valid(body)), changed_at TEXT NOT NULL, finished_at TEXT,
    versions TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(versions)), split_from TEXT
) STRICT;
CREATE INDEX draft_user ON draft(user_id, changed_at);
CREATE INDEX draft_split ON draft(split_from) WHERE split_from IS NOT NULL;

CREATE TABLE upload (
    upload_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    user_id INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    ext TEXT NOT NULL, bytes INTEGER NOT NULL CHECK (bytes > 0),
    received INTEGER NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND bytes),
    fingerprint TEXT NOT NULL DEFAULT '', sha256 TEXT, created_at TEXT NOT NULL, finished_at TEXT
) STRICT;
CREATE INDEX upload_user ON upload(user_id, created_at);

CREATE TABLE release (
    release_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('figure','quote','report')),
    audience TEXT NOT NULL CHECK (audience IN ('team','municipality','public')),
    body TEXT NOT NULL CHECK (json_valid(body)),
    codebook_version_id INTEGER REFERENCES codebook_version(codebook_version_id) ON DELETE RESTRICT,
    passage_id INTEGER REFERENCES passage(passage_id) ON DELETE RESTRICT,
    asked_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, asked_at TEXT NOT NULL,
    released_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, released_at TEXT, withdrawn_at TEXT
) STRICT;

CREATE TABLE event (
    event_id INTEGER PRIMARY KEY, at TEXT NOT NULL,
    actor_id INTEGER REFERENCES user(user_id) ON DELETE RESTRICT,
    verb TEXT NOT NULL, subject TEXT NOT NULL, subject_guid TEXT NOT NULL
) STRICT;
CREATE INDEX event_subject ON event(subject, subject_guid);
CREATE TRIGGER event_append_only_u BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT,'event is append-only'); END;
CREATE TRIGGER event_append_only_d BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT,'event is append-only'); END;
