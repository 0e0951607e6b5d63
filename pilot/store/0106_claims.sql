-- What evaluators think works, and for whom: in this context (of families, place, time) this mechanism leads to this result.
-- Pseudonyms only. put_away_at: it is shown no more, and is kept.
CREATE TABLE claim (
    claim_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL, put_away_at TEXT
) STRICT;

-- Every save is a version. codes, domains: keys of the codes and the life domains it is about, as JSON, for laying families beside it.
-- state: how it stands by what was found; why: in a sentence.
CREATE TABLE claim_version (
    claim_version_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    claim_id INTEGER NOT NULL REFERENCES claim(claim_id) ON DELETE RESTRICT,
    number INTEGER NOT NULL CHECK (number >= 1),
    context TEXT NOT NULL CHECK (length(context) <= 600), mechanism TEXT NOT NULL CHECK (length(trim(mechanism)) > 0 AND length(mechanism) <= 600),
    outcome TEXT NOT NULL CHECK (length(trim(outcome)) > 0 AND length(outcome) <= 600),
    codes TEXT NOT NULL CHECK (json_type(codes) = 'array'), domains TEXT NOT NULL CHECK (json_type(domains) = 'array'),
    state TEXT NOT NULL CHECK (state IN ('idea','stands','sometimes','dropped')),
    why TEXT NOT NULL DEFAULT '' CHECK (length(why) <= 600),
    written_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, written_at TEXT NOT NULL,
    UNIQUE (claim_id, number)
) STRICT;
CREATE TRIGGER claim_version_frozen BEFORE UPDATE ON claim_version
BEGIN SELECT RAISE(ABORT, 'a version of a claim is immutable; write another'); END;

-- What else could explain the result. What is thought of it is added, and the last counts.
CREATE TABLE claim_rival (
    rival_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    claim_id INTEGER NOT NULL REFERENCES claim(claim_id) ON DELETE RESTRICT,
    words TEXT NOT NULL CHECK (length(trim(words)) > 0 AND length(words) <= 600),
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL, taken_out_at TEXT
) STRICT;
CREATE INDEX claim_rival_of ON claim_rival(claim_id);
CREATE TRIGGER claim_rival_kept BEFORE UPDATE OF guid, claim_id, words, made_by, made_at ON claim_rival
BEGIN SELECT RAISE(ABORT, 'another explanation stays as it was written; write a new one'); END;
CREATE TABLE claim_rival_weighed (
    weighed_id INTEGER PRIMARY KEY,
    rival_id INTEGER NOT NULL REFERENCES claim_rival(rival_id) ON DELETE RESTRICT,
    verdict TEXT NOT NULL CHECK (verdict IN ('open','weak','as_likely','likelier')),
    why TEXT NOT NULL DEFAULT '' CHECK (length(why) <= 600),
    weighed_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, weighed_at TEXT NOT NULL
) STRICT;
CREATE INDEX claim_rival_weighed_of ON claim_rival_weighed(rival_id, weighed_id);
CREATE TRIGGER claim_rival_weighed_kept BEFORE UPDATE ON claim_rival_weighed
BEGIN SELECT RAISE(ABORT, 'what was thought of an explanation stays; add what is thought now'); END;

-- What speaks for a claim or against it, or for or against another explanation (rival_id): words that carry a code, the scores of a
-- family on a life domain in a round of measuring and, where until_wave_id is there, what they became in a later one, or what was
-- written of a theme in a family. As it was then: whoever reads is told what changed since.
-- start_char, end_char: code points, 0-based, end-exclusive, into that version of the text; coded: in which direction and by whom.
CREATE TABLE claim_ground (
    ground_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    claim_id INTEGER NOT NULL REFERENCES claim(claim_id) ON DELETE RESTRICT,
    rival_id INTEGER REFERENCES claim_rival(rival_id) ON DELETE RESTRICT,
    side TEXT NOT NULL CHECK (side IN ('for','against')),
    about TEXT NOT NULL CHECK (about IN ('context','mechanism','outcome','whole')),
    kind TEXT NOT NULL CHECK (kind IN ('quote','scores','summary')),
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    document_id INTEGER REFERENCES document(document_id) ON DELETE RESTRICT,
    version_id INTEGER REFERENCES document_version(version_id) ON DELETE RESTRICT,
    start_char INTEGER CHECK (start_char >= 0), end_char INTEGER CHECK (end_char > start_char),
    code_id INTEGER REFERENCES code(code_id) ON DELETE RESTRICT, coded TEXT,
    domain TEXT CHECK (domain IN ('safety','housing','health','work','income','debts','social_capital','cultural_capital','children')),
    voice TEXT CHECK (voice IN ('family','coach','partner','coordinator','other')),
    wave_id INTEGER REFERENCES wave(wave_id) ON DELETE RESTRICT, value REAL CHECK (value BETWEEN 0 AND 10),
    until_wave_id INTEGER REFERENCES wave(wave_id) ON DELETE RESTRICT, until_value REAL CHECK (until_value BETWEEN 0 AND 10),
    summary_version_id INTEGER REFERENCES summary_version(summary_version_id) ON DELETE RESTRICT,
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 600),
    added_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, added_at TEXT NOT NULL, taken_out_at TEXT,
    CHECK ((kind = 'quote') = (document_id IS NOT NULL)), CHECK ((document_id IS NULL) = (version_id IS NULL)),
    CHECK ((document_id IS NULL) = (start_char IS NULL)), CHECK ((document_id IS NULL) = (end_char IS NULL)),
    CHECK ((document_id IS NULL) = (code_id IS NULL)), CHECK ((document_id IS NULL) = (coded IS NULL)),
    CHECK ((kind = 'scores') = (domain IS NOT NULL)), CHECK ((domain IS NULL) = (voice IS NULL)),
    CHECK ((domain IS NULL) = (wave_id IS NULL)), CHECK ((domain IS NULL) = (value IS NULL)),
    CHECK ((until_wave_id IS NULL) = (until_value IS NULL)), CHECK (until_wave_id IS NULL OR wave_id IS NOT NULL),
    CHECK ((kind = 'summary') = (summary_version_id IS NOT NULL))
) STRICT;
CREATE INDEX claim_ground_of ON claim_ground(claim_id);
CREATE INDEX claim_ground_rival ON claim_ground(rival_id) WHERE rival_id IS NOT NULL;
CREATE INDEX claim_ground_family ON claim_ground(family_id);
CREATE INDEX claim_ground_document ON claim_ground(document_id) WHERE document_id IS NOT NULL;
CREATE INDEX claim_ground_version ON claim_ground(version_id) WHERE version_id IS NOT NULL;
CREATE INDEX claim_ground_code ON claim_ground(code_id) WHERE code_id IS NOT NULL;
CREATE INDEX claim_ground_wave ON claim_ground(wave_id) WHERE wave_id IS NOT NULL;
CREATE INDEX claim_ground_until ON claim_ground(until_wave_id) WHERE until_wave_id IS NOT NULL;
CREATE INDEX claim_ground_summary ON claim_ground(summary_version_id) WHERE summary_version_id IS NOT NULL;
CREATE TRIGGER claim_ground_kept BEFORE UPDATE OF guid, claim_id, rival_id, side, about, kind, family_id, document_id, version_id,
    start_char, end_char, code_id, coded, domain, voice, wave_id, value, until_wave_id, until_value, summary_version_id, note,
    added_by, added_at ON claim_ground
BEGIN SELECT RAISE(ABORT, 'what a claim rests on stays as it was; add something else, or take it out'); END;
