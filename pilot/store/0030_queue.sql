-- The queue in hands: an order that can be changed, and jobs that wait until somebody lets them go on. Who runs a job is
-- known by the lock that a worker holds, not by a clock.

ALTER TABLE job DROP COLUMN lease_until;
ALTER TABLE job ADD COLUMN rank INTEGER NOT NULL DEFAULT 0; -- what waits is taken by this first, then as it was asked for
ALTER TABLE job ADD COLUMN paused_at TEXT;
ALTER TABLE job ADD COLUMN paused_why TEXT; -- as `error` is kept, where nobody asked for it
