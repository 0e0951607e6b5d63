-- Words that were proposed to leave the team, as they may be read. They never change: who wants others proposes anew.
-- start_char, end_char: the whole passage they are taken from; code points, 0-based, end-exclusive, into that version.
-- said_by: whose words they are said to be; '' where person_id is named, for no name stands in this file. looked_at: what was
-- found in them of which who proposed says that nobody is recognised by it.
CREATE TABLE quote_out (
    quote_out_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT,
    version_id INTEGER NOT NULL REFERENCES document_version(version_id) ON DELETE RESTRICT,
    start_char INTEGER NOT NULL CHECK (start_char >= 0), end_char INTEGER NOT NULL CHECK (start_char < end_char),
    code_id INTEGER NOT NULL REFERENCES code(code_id) ON DELETE RESTRICT,
    sign TEXT NOT NULL CHECK (sign IN ('','+','-','±')),
    voice TEXT NOT NULL CHECK (voice IN ('family','coach','partner','coordinator','other')),
    audience TEXT NOT NULL CHECK (audience IN ('municipality','public')),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 600),
    how TEXT NOT NULL CHECK (how IN ('household','role','function','name')),
    said_by TEXT NOT NULL, person_id INTEGER REFERENCES person(person_id) ON DELETE RESTRICT,
    looked_at TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(looked_at)),
    CHECK ((how = 'name') = (said_by = '')), CHECK ((how = 'name') = (person_id IS NOT NULL))
) STRICT;
CREATE INDEX quote_out_document ON quote_out(document_id);
CREATE TRIGGER quote_out_frozen BEFORE UPDATE ON quote_out
BEGIN SELECT RAISE(ABORT, 'a quote that was proposed is immutable; propose another'); END;

-- What was done about it; the last step is how it stands.
CREATE TABLE quote_out_step (
    step_id INTEGER PRIMARY KEY AUTOINCREMENT,
    quote_out_id INTEGER NOT NULL REFERENCES quote_out(quote_out_id) ON DELETE RESTRICT,
    state TEXT NOT NULL CHECK (state IN ('proposed','approved','sent back','withdrawn')),
    reason TEXT NOT NULL DEFAULT '',
    by_user INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, at TEXT NOT NULL,
    CHECK (state NOT IN ('sent back','withdrawn') OR reason <> '')
) STRICT;
CREATE INDEX quote_out_step_of ON quote_out_step(quote_out_id, step_id);
CREATE TRIGGER quote_out_step_frozen BEFORE UPDATE ON quote_out_step
BEGIN SELECT RAISE(ABORT, 'what was decided about a quote stays'); END;
-- One after the other, and never by who proposed it: a second pair of eyes.
CREATE TRIGGER quote_out_step_follows BEFORE INSERT ON quote_out_step
WHEN coalesce((SELECT state FROM quote_out_step WHERE quote_out_id = new.quote_out_id ORDER BY step_id DESC LIMIT 1), '')
    || '>' || new.state NOT IN ('>proposed','proposed>approved','proposed>sent back','proposed>withdrawn','approved>withdrawn')
BEGIN SELECT RAISE(ABORT, 'this does not follow on how the quote stands'); END;
CREATE TRIGGER quote_out_step_second BEFORE INSERT ON quote_out_step
WHEN new.state IN ('approved','sent back') AND new.by_user IS (SELECT by_user FROM quote_out_step
    WHERE quote_out_id = new.quote_out_id AND state = 'proposed')
BEGIN SELECT RAISE(ABORT, 'nobody lets out what she proposed'); END;
