-- A referral to the pilot, as a number: no words, nobody's name, and no family before it was accepted. NULL: nobody said.
-- asked_on: the family was asked whether it wants to. decided_on: accepted, refused, or found to be wrong. known: to the
-- social service, at the referral. help_known: whether kinds of earlier help were asked; then no rows mean none.
CREATE TABLE referral (
    referral_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER REFERENCES family(family_id) ON DELETE RESTRICT,
    referrer_id INTEGER REFERENCES referrer(referrer_id) ON DELETE RESTRICT,
    site_id INTEGER REFERENCES site(site_id) ON DELETE RESTRICT,
    referred_on TEXT NOT NULL CHECK (date(referred_on) IS referred_on),
    state TEXT NOT NULL CHECK (state IN ('waiting','asked','accepted','refused','wrong')),
    asked_on TEXT CHECK (asked_on IS NULL OR (date(asked_on) IS asked_on AND asked_on >= referred_on)),
    decided_on TEXT CHECK (decided_on IS NULL OR (date(decided_on) IS decided_on AND decided_on >= referred_on
        AND decided_on >= coalesce(asked_on, referred_on))),
    known TEXT CHECK (known IN ('new','lapsed','contact')),
    help_known INTEGER NOT NULL DEFAULT 0 CHECK (help_known IN (0, 1)),
    noted_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, noted_at TEXT NOT NULL,
    changed_at TEXT, removed_at TEXT,
    CHECK ((state IN ('waiting','asked')) = (decided_on IS NULL)),
    CHECK (state <> 'waiting' OR asked_on IS NULL), CHECK (state <> 'asked' OR asked_on IS NOT NULL),
    CHECK (state = 'accepted' OR (family_id IS NULL AND known IS NULL AND NOT help_known))
) STRICT;
CREATE INDEX referral_family ON referral(family_id) WHERE family_id IS NOT NULL;
CREATE INDEX referral_day ON referral(referred_on);
CREATE TABLE referral_help (
    referral_id INTEGER NOT NULL REFERENCES referral(referral_id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (length(kind) > 0),
    PRIMARY KEY (referral_id, kind)
) STRICT, WITHOUT ROWID;

-- Why a period of support was closed, and where the family went on to: a kind of organisation, warm or not; NULL where it
-- was referred on to nobody, or nobody said.
CREATE TABLE closing (
    family_id INTEGER NOT NULL, starts_on TEXT NOT NULL,
    why TEXT NOT NULL CHECK (why IN ('goals','stable','no_progress','family','moved','wrong','placed','other')),
    onward TEXT CHECK (length(onward) > 0),
    warm INTEGER CHECK (warm IN (0, 1)),
    said_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, said_at TEXT NOT NULL,
    PRIMARY KEY (family_id, starts_on),
    FOREIGN KEY (family_id, starts_on) REFERENCES support_period(family_id, starts_on) ON DELETE RESTRICT,
    CHECK (warm IS NULL OR onward IS NOT NULL)
) STRICT, WITHOUT ROWID;

-- How many hours a week somebody supports families, and how many are a full week where she works; for the families of one
-- referrer, or (NULL) of all.
CREATE TABLE working_time (
    working_time_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES person(person_id) ON DELETE RESTRICT,
    referrer_id INTEGER REFERENCES referrer(referrer_id) ON DELETE RESTRICT,
    from_on TEXT NOT NULL CHECK (date(from_on) IS from_on),
    until_on TEXT CHECK (until_on IS NULL OR (date(until_on) IS until_on AND until_on >= from_on)),
    hours REAL NOT NULL CHECK (hours > 0 AND hours <= full_week),
    full_week REAL NOT NULL CHECK (full_week BETWEEN 30 AND 48),
    noted_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, noted_at TEXT NOT NULL, removed_at TEXT
) STRICT;
CREATE INDEX working_time_person ON working_time(person_id);

-- Questions to the team in a month (YYYY-MM), answered inside or by a service outside; warm: of these, handed over with the
-- person, not only told where to go.
CREATE TABLE month_count (
    month TEXT NOT NULL CHECK (date(month || '-01') IS month || '-01'),
    place TEXT NOT NULL CHECK (place IN ('inside','outside')),
    questions INTEGER NOT NULL CHECK (questions >= 0),
    warm INTEGER NOT NULL CHECK (warm BETWEEN 0 AND questions),
    counted_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, counted_at TEXT NOT NULL,
    PRIMARY KEY (month, place)
) STRICT, WITHOUT ROWID;
