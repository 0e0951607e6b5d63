-- The stretches a recording is cut into before anything is written out, and what was found in each. A batch is decoded
-- and stored as one; cut once, so that the same text comes out whatever breaks it off. times: integer ms.
CREATE TABLE sound_window (
    recording_id INTEGER NOT NULL REFERENCES recording(recording_id) ON DELETE RESTRICT,
    job_guid TEXT NOT NULL, seq INTEGER NOT NULL, batch INTEGER NOT NULL,
    channel INTEGER, -- the only one that is listened to, from 0; NULL for all together
    start_ms INTEGER NOT NULL CHECK (start_ms >= 0), end_ms INTEGER NOT NULL,
    spans TEXT NOT NULL CHECK (json_valid(spans)), -- where a voice was heard: [[start_ms, end_ms], ...]
    state TEXT NOT NULL CHECK (state IN ('open','done','given up')),
    attempts INTEGER NOT NULL DEFAULT 0, -- that ended in a crash with nothing stored
    words TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(words)), -- [[text, start_ms, end_ms, probability, speaker], ...]
    facts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(facts)), -- the decoder's own figures
    marks TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(marks)), -- [[start_ms, end_ms, reason], ...]: listen here
    CHECK (start_ms <= end_ms),
    PRIMARY KEY (recording_id, job_guid, seq)
) STRICT, WITHOUT ROWID;

-- What lay in homes was written out before: each segment is a stretch that is done. A job that goes on cuts the rest.
INSERT INTO sound_window(recording_id, job_guid, seq, batch, start_ms, end_ms, spans, state, words, facts)
    SELECT recording_id, job_guid, seq, seq, start_ms, end_ms, json_array(json_array(start_ms, end_ms)), 'done',
           CASE WHEN words = '[]' AND trim(text) <> ''
                THEN json_array(json_array(' ' || trim(text), start_ms, end_ms, -1.0)) ELSE words END,
           json_object('no_speech', no_speech)
    FROM segment;
DROP TABLE segment;
