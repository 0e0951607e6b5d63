-- What came from another program and has no place of its own here: variables with their values, and sets. Kept as they
-- came, so that they leave with an export as they were.

CREATE TABLE refi_variable (
    variable_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('Text','Boolean','Integer','Float','Date','DateTime')),
    description TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE refi_value (
    variable_id INTEGER NOT NULL REFERENCES refi_variable(variable_id) ON DELETE RESTRICT,
    family_id INTEGER REFERENCES family(family_id) ON DELETE RESTRICT,
    document_id INTEGER REFERENCES document(document_id) ON DELETE RESTRICT,
    value TEXT NOT NULL,
    CHECK ((family_id IS NOT NULL)+(document_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX refi_value_family ON refi_value(family_id) WHERE family_id IS NOT NULL;
CREATE INDEX refi_value_document ON refi_value(document_id) WHERE document_id IS NOT NULL;

CREATE TABLE refi_set (
    set_id INTEGER PRIMARY KEY, guid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, description TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE refi_member (
    set_id INTEGER NOT NULL REFERENCES refi_set(set_id) ON DELETE RESTRICT,
    code_id INTEGER REFERENCES code(code_id) ON DELETE RESTRICT,
    document_id INTEGER REFERENCES document(document_id) ON DELETE RESTRICT,
    memo_id INTEGER REFERENCES memo(memo_id) ON DELETE RESTRICT,
    CHECK ((code_id IS NOT NULL)+(document_id IS NOT NULL)+(memo_id IS NOT NULL) = 1)
) STRICT;
CREATE INDEX refi_member_set ON refi_member(set_id);
