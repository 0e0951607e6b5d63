-- Who proposed a release may take it back before it is signed; its state and the step allow `taken back` (migrations.py).
DROP TRIGGER release_goes_on;
CREATE TRIGGER release_goes_on BEFORE UPDATE OF state ON release
WHEN NEW.state IS NOT OLD.state AND NOT (
    (OLD.state = 'drafted' AND NEW.state = 'proposed')
    OR (OLD.state = 'proposed' AND NEW.state IN ('signed','sent back','taken back'))
    OR (OLD.state = 'signed' AND NEW.state = 'withdrawn'))
BEGIN SELECT RAISE(ABORT, 'a release goes from draft to proposal to signature, and no other way'); END;
CREATE TRIGGER release_step_hers BEFORE INSERT ON release_step
WHEN NEW.did = 'taken back' AND NEW.by_user <> (SELECT drafted_by FROM release r WHERE r.release_id = NEW.release_id)
BEGIN SELECT RAISE(ABORT, 'who drafted a release takes it back, and nobody else'); END;
