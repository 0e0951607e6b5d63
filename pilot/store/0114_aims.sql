-- A goal of the pilot itself, by which it is judged: its words, what would show it, and how far it was reached by now.
CREATE TABLE aim (
    aim_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    words TEXT NOT NULL CHECK (length(trim(words)) > 0 AND length(words) <= 300),
    shown_by TEXT NOT NULL DEFAULT '' CHECK (length(shown_by) <= 600),
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open','reached','partly','not')),
    judged TEXT NOT NULL DEFAULT '' CHECK (length(judged) <= 1000),
    judged_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, judged_at TEXT,
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL,
    changed_at TEXT, removed_at TEXT,
    CHECK ((judged_by IS NULL) = (judged_at IS NULL)), CHECK (state = 'open' OR judged_at IS NOT NULL)
) STRICT;

-- What speaks for or against it. passage: words of a text that are held (passage_place); figure: a number of the program by
-- its key, counted anew each time; words: what somebody said elsewhere, or a number of others, with who and when.
CREATE TABLE aim_evidence (
    aim_evidence_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    aim_id INTEGER NOT NULL REFERENCES aim(aim_id) ON DELETE RESTRICT,
    kind TEXT NOT NULL CHECK (kind IN ('passage','figure','words')),
    says TEXT NOT NULL CHECK (says IN ('for','against','both')),
    document_id INTEGER REFERENCES document(document_id) ON DELETE RESTRICT,
    passage_id INTEGER REFERENCES passage(passage_id) ON DELETE RESTRICT,
    figure TEXT NOT NULL DEFAULT '',
    words TEXT NOT NULL DEFAULT '' CHECK (length(words) <= 600),
    who TEXT NOT NULL DEFAULT '' CHECK (length(who) <= 120),
    on_date TEXT CHECK (on_date IS NULL OR date(on_date) IS on_date),
    made_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, made_at TEXT NOT NULL, removed_at TEXT,
    CHECK ((kind = 'passage') = (document_id IS NOT NULL AND passage_id IS NOT NULL)),
    CHECK ((kind = 'figure') = (figure <> '')), CHECK ((kind = 'words') = (words <> ''))
) STRICT;
CREATE INDEX aim_evidence_aim ON aim_evidence(aim_id) WHERE removed_at IS NULL;
CREATE INDEX aim_evidence_document ON aim_evidence(document_id) WHERE document_id IS NOT NULL;
