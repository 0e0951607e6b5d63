-- The dossier of a family in sections, each as it stood on a day: a later text is a new version beside the older ones.
CREATE TABLE dossier_text (
    dossier_text_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    family_id INTEGER NOT NULL REFERENCES family(family_id) ON DELETE RESTRICT,
    as_of TEXT NOT NULL CHECK (date(as_of) IS as_of),
    section TEXT NOT NULL CHECK (length(section) > 0),
    number INTEGER NOT NULL CHECK (number >= 1),
    text TEXT NOT NULL CHECK (length(text) <= 20000),
    written_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, written_at TEXT NOT NULL,
    UNIQUE (family_id, as_of, section, number)
) STRICT;
CREATE TRIGGER dossier_text_frozen BEFORE UPDATE ON dossier_text
BEGIN SELECT RAISE(ABORT, 'a text of a dossier is immutable; write a new version'); END;
