-- Up to which score a round is compared: what was given when it was shown. A clock cannot say, two acts may share its tick.
ALTER TABLE score_round ADD COLUMN last_score INTEGER CHECK (last_score IS NULL OR shown_at IS NOT NULL);
UPDATE score_round SET last_score = (SELECT coalesce(max(score_id), 0) FROM score s WHERE s.scored_at <= shown_at)
    WHERE shown_at IS NOT NULL;
