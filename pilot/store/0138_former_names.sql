-- How a site, referrer or group was called before, or another that was joined to it: a sheet or address that still says so
-- means what it has become. guid: of what was joined to it; NULL where it was renamed. Who did so and when: the events.
CREATE TABLE former_name (
    kind TEXT NOT NULL CHECK (kind IN ('site','referrer','arm')),
    key TEXT NOT NULL, name TEXT NOT NULL, guid TEXT,
    site_id INTEGER REFERENCES site(site_id) ON DELETE RESTRICT,
    referrer_id INTEGER REFERENCES referrer(referrer_id) ON DELETE RESTRICT,
    arm_id INTEGER REFERENCES arm(arm_id) ON DELETE RESTRICT,
    PRIMARY KEY (kind, key),
    CHECK ((kind = 'site') = (site_id IS NOT NULL)), CHECK ((kind = 'referrer') = (referrer_id IS NOT NULL)),
    CHECK ((kind = 'arm') = (arm_id IS NOT NULL))
) STRICT;
CREATE INDEX former_name_site ON former_name(site_id) WHERE site_id IS NOT NULL;
CREATE INDEX former_name_referrer ON former_name(referrer_id) WHERE referrer_id IS NOT NULL;
CREATE INDEX former_name_arm ON former_name(arm_id) WHERE arm_id IS NOT NULL;
