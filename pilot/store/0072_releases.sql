-- What leaves the team: frozen once it was proposed to whoever signs it. state: where it stands; number: in order of
-- signing. choice: what its drafter chose (scope, codes, her sentences); content: all that it says; ground: where each
-- figure came from, with the guids of families, and what the rules of disclosure made of them; it never leaves.
-- sha256: of the content. The table of that name that stood here was never written.
DROP TABLE release;
CREATE TABLE release (
    release_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    audience TEXT NOT NULL CHECK (audience IN ('team','municipality','public')),
    state TEXT NOT NULL DEFAULT 'drafted' CHECK (state IN ('drafted','proposed','signed','sent back','withdrawn')),
    number INTEGER UNIQUE CHECK (number > 0),
    choice TEXT NOT NULL CHECK (json_valid(choice)), content TEXT NOT NULL CHECK (json_valid(content)),
    ground TEXT NOT NULL CHECK (json_valid(ground)), sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision > 0),
    drafted_by INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT,
    drafted_at TEXT NOT NULL, changed_at TEXT NOT NULL,
    CHECK ((number IS NULL) = (state NOT IN ('signed','withdrawn')))
) STRICT;
CREATE INDEX release_state ON release(state, number);
CREATE TRIGGER release_frozen BEFORE UPDATE ON release
WHEN OLD.state <> 'drafted' AND (NEW.content IS NOT OLD.content OR NEW.choice IS NOT OLD.choice
    OR NEW.ground IS NOT OLD.ground OR NEW.sha256 IS NOT OLD.sha256 OR NEW.audience IS NOT OLD.audience)
BEGIN SELECT RAISE(ABORT, 'a release that was proposed is immutable; draft another one'); END;
CREATE TRIGGER release_whose BEFORE UPDATE ON release
WHEN NEW.guid IS NOT OLD.guid OR NEW.drafted_by IS NOT OLD.drafted_by OR NEW.drafted_at IS NOT OLD.drafted_at
    OR (OLD.number IS NOT NULL AND NEW.number IS NOT OLD.number)
BEGIN SELECT RAISE(ABORT, 'who drafted a release, and its number, stay as they are'); END;
CREATE TRIGGER release_goes_on BEFORE UPDATE OF state ON release
WHEN NEW.state IS NOT OLD.state AND NOT (
    (OLD.state = 'drafted' AND NEW.state = 'proposed') OR (OLD.state = 'proposed' AND NEW.state IN ('signed','sent back'))
    OR (OLD.state = 'signed' AND NEW.state = 'withdrawn'))
BEGIN SELECT RAISE(ABORT, 'a release goes from draft to proposal to signature, and no other way'); END;
CREATE TRIGGER release_signed BEFORE UPDATE OF state ON release
WHEN NEW.state = 'signed' AND NOT EXISTS (SELECT 1 FROM release_step s WHERE s.release_id = OLD.release_id
    AND s.did = 'signed' AND s.by_user <> OLD.drafted_by)
BEGIN SELECT RAISE(ABORT, 'a second person signs a release'); END;
CREATE TRIGGER release_kept BEFORE DELETE ON release WHEN OLD.state <> 'drafted'
BEGIN SELECT RAISE(ABORT, 'a release that was proposed stays'); END;

-- What was done with it, by whom and why; several may have to sign one.
CREATE TABLE release_step (
    step_id INTEGER PRIMARY KEY, release_id INTEGER NOT NULL REFERENCES release(release_id) ON DELETE RESTRICT,
    did TEXT NOT NULL CHECK (did IN ('proposed','signed','sent back','withdrawn')),
    reason TEXT NOT NULL DEFAULT '' CHECK (did NOT IN ('sent back','withdrawn') OR reason <> ''),
    by_user INTEGER NOT NULL REFERENCES user(user_id) ON DELETE RESTRICT, at TEXT NOT NULL
) STRICT;
CREATE INDEX release_step_of ON release_step(release_id);
CREATE UNIQUE INDEX release_step_once ON release_step(release_id, by_user) WHERE did = 'signed';
CREATE TRIGGER release_step_other BEFORE INSERT ON release_step
WHEN NEW.did = 'signed' AND NEW.by_user = (SELECT drafted_by FROM release r WHERE r.release_id = NEW.release_id)
BEGIN SELECT RAISE(ABORT, 'nobody signs what she drafted herself'); END;
CREATE TRIGGER release_step_frozen BEFORE UPDATE ON release_step
BEGIN SELECT RAISE(ABORT, 'what was done with a release stays'); END;
CREATE TRIGGER release_step_kept BEFORE DELETE ON release_step
BEGIN SELECT RAISE(ABORT, 'what was done with a release stays'); END;
