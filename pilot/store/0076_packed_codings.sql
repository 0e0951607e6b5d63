-- The codings of a document as numbers, for who counts very many of them: made when they are first counted, and gone as
-- soon as anything they were made of changes. A document without a row has not been packed since; `coding/marks/packed`
-- says what stands in `numbers`.
CREATE TABLE coding_packed (
    document_id INTEGER PRIMARY KEY REFERENCES document(document_id) ON DELETE RESTRICT,
    numbers BLOB NOT NULL
) STRICT;

-- A coding counts once it has a place: that it was stored is told by its place, and so is that it went.
CREATE TRIGGER coding_packed_coding AFTER UPDATE OF document_id, code_id, coder_id, sign, layer, retracted_at ON coding
BEGIN DELETE FROM coding_packed WHERE document_id IN (old.document_id, new.document_id); END;
CREATE TRIGGER coding_packed_place AFTER INSERT ON coding_place
BEGIN DELETE FROM coding_packed WHERE document_id =
    (SELECT document_id FROM document_version WHERE version_id = new.version_id); END;
CREATE TRIGGER coding_packed_place_update AFTER UPDATE ON coding_place
BEGIN DELETE FROM coding_packed WHERE document_id IN
    (SELECT document_id FROM document_version WHERE version_id IN (old.version_id, new.version_id)); END;
CREATE TRIGGER coding_packed_place_delete AFTER DELETE ON coding_place
BEGIN DELETE FROM coding_packed WHERE document_id =
    (SELECT document_id FROM document_version WHERE version_id = old.version_id); END;
CREATE TRIGGER coding_packed_version AFTER UPDATE OF read_version_id ON document
BEGIN DELETE FROM coding_packed WHERE document_id = new.document_id; END;
CREATE TRIGGER coding_packed_document BEFORE DELETE ON document
BEGIN DELETE FROM coding_packed WHERE document_id = old.document_id; END;
