-- Every voice note of a story belongs to it. The sound of the first is that of its document; the others stand here.

CREATE TABLE document_note (
    recording_id INTEGER PRIMARY KEY REFERENCES recording(recording_id) ON DELETE RESTRICT,
    document_id INTEGER NOT NULL REFERENCES document(document_id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX document_note_document ON document_note(document_id);

INSERT INTO document_note SELECT s.recording_id, d.document_id FROM spoken s JOIN story y ON y.guid = s.draft_guid
    JOIN document d ON d.story_id = y.story_id
    WHERE s.recording_id IS NOT NULL AND s.landed_at IS NOT NULL AND d.recording_id IS NOT s.recording_id;
