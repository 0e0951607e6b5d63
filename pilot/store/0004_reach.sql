-- What consent puts out of reach: refusals, parents who consent for a child, who is heard, withdrawn documents, and a
-- stamp by which open pages notice that any of it changed.

ALTER TABLE person ADD COLUMN turns_16_on TEXT
    CHECK (turns_16_on IS NULL OR (kind = 'child' AND date(turns_16_on) IS turns_16_on));

-- refused: the person was asked for this use on that date and said no. given_by: a parent or guardian, for a child.
ALTER TABLE consent ADD COLUMN refused INTEGER NOT NULL DEFAULT 0 CHECK (refused IN (0,1));
ALTER TABLE consent ADD COLUMN given_by INTEGER REFERENCES person(person_id) ON DELETE RESTRICT;
CREATE INDEX consent_given_by ON consent(given_by) WHERE given_by IS NOT NULL;
CREATE INDEX consent_no ON consent(person_id, use) WHERE refused OR withdrawn_on IS NOT NULL;

ALTER TABLE document ADD COLUMN withdrawn_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN withdrawn_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT;

-- Everybody heard in a document; tells: named as who tells it, and not only heard speaking in some version.
ALTER TABLE document_person ADD COLUMN tells INTEGER NOT NULL DEFAULT 1 CHECK (tells IN (0,1));
INSERT OR IGNORE INTO document_person(document_id, person_id, tells)
    SELECT document_id, person_id, 0 FROM turn JOIN document_version USING (version_id) WHERE person_id IS NOT NULL;
CREATE TRIGGER turn_heard_insert AFTER INSERT ON turn WHEN new.person_id IS NOT NULL BEGIN
    INSERT INTO document_person(document_id, person_id, tells)
    SELECT v.document_id, new.person_id, 0 FROM document_version v WHERE v.version_id = new.version_id
    AND NOT EXISTS (SELECT 1 FROM document_person h WHERE h.document_id = v.document_id AND h.person_id = new.person_id);
END;
CREATE TRIGGER turn_heard_update AFTER UPDATE OF person_id ON turn WHEN new.person_id IS NOT NULL BEGIN
    INSERT INTO document_person(document_id, person_id, tells)
    SELECT v.document_id, new.person_id, 0 FROM document_version v WHERE v.version_id = new.version_id
    AND NOT EXISTS (SELECT 1 FROM document_person h WHERE h.document_id = v.document_id AND h.person_id = new.person_id);
END;

-- Consent that was withdrawn while material hung on it, until somebody has decided what becomes of that material.
CREATE TABLE consent_decision (
    decision_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES person(person_id) ON DELETE RESTRICT,
    use TEXT NOT NULL CHECK (use IN ('record','transcribe','analyse','quote','share')),
    withdrawn_on TEXT NOT NULL CHECK (date(withdrawn_on) IS withdrawn_on),
    outcome TEXT CHECK (outcome IN ('withdrawn','left','renewed')),
    reason TEXT NOT NULL DEFAULT '',
    decided_by INTEGER REFERENCES user(user_id) ON DELETE RESTRICT, decided_at TEXT,
    CHECK ((outcome IS NULL) = (decided_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX consent_decision_open ON consent_decision(person_id, use) WHERE outcome IS NULL;

-- What was withdrawn before it had any effect: material goes out of reach now, so somebody has to decide about it.
INSERT INTO consent_decision(guid, person_id, use, withdrawn_on)
    SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8'
        || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))), c.person_id, c.use, max(c.withdrawn_on)
    FROM consent c JOIN person p USING (person_id)
    WHERE c.use IN ('record','analyse') AND c.withdrawn_on IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM consent live WHERE live.person_id = c.person_id AND live.use = c.use
        AND live.withdrawn_on IS NULL AND (live.ends_on IS NULL OR live.ends_on >= date('now')))
    AND (EXISTS (SELECT 1 FROM document_person h WHERE h.person_id = c.person_id)
        OR EXISTS (SELECT 1 FROM recording_person h WHERE h.person_id = c.person_id)
        OR (c.use = 'analyse' AND EXISTS (SELECT 1 FROM document d WHERE d.family_id = p.family_id)))
    GROUP BY c.person_id, c.use;

-- A number that changes whenever what is in reach may have changed, whoever changes it and how.
CREATE TABLE reach_stamp (stamp_id INTEGER PRIMARY KEY CHECK (stamp_id = 1), number INTEGER NOT NULL) STRICT;
INSERT INTO reach_stamp VALUES (1, 0);
CREATE TRIGGER reach_consent_insert AFTER INSERT ON consent BEGIN UPDATE reach_stamp SET number = number + 1; END;
CREATE TRIGGER reach_consent_update AFTER UPDATE ON consent BEGIN UPDATE reach_stamp SET number = number + 1; END;
CREATE TRIGGER reach_consent_delete AFTER DELETE ON consent BEGIN UPDATE reach_stamp SET number = number + 1; END;
CREATE TRIGGER reach_person_update AFTER UPDATE OF family_id, turns_16_on ON person BEGIN
    UPDATE reach_stamp SET number = number + 1; END;
CREATE TRIGGER reach_document_update AFTER UPDATE OF family_id, kind, recording_id, withdrawn_at ON document BEGIN
    UPDATE reach_stamp SET number = number + 1; END;
-- A document without a version is on nobody's screen yet: adding material disturbs no open page.
CREATE TRIGGER reach_heard_insert AFTER INSERT ON document_person
WHEN EXISTS (SELECT 1 FROM document_version WHERE document_id = new.document_id) BEGIN
    UPDATE reach_stamp SET number = number + 1; END;
CREATE TRIGGER reach_heard_update AFTER UPDATE ON document_person BEGIN
    UPDATE reach_stamp SET number = number + 1; END;
CREATE TRIGGER reach_heard_delete AFTER DELETE ON document_person BEGIN
    UPDATE reach_stamp SET number = number + 1; END;
CREATE TRIGGER reach_recording_insert AFTER INSERT ON recording_person BEGIN
    UPDATE reach_stamp SET number = number + 1; END;
CREATE TRIGGER reach_recording_update AFTER UPDATE ON recording_person BEGIN
    UPDATE reach_stamp SET number = number + 1; END;
CREATE TRIGGER reach_recording_delete AFTER DELETE ON recording_person BEGIN
    UPDATE reach_stamp SET number = number + 1; END;
