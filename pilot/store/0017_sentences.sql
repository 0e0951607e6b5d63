-- Where the sentences of a text begin: code points, ascending, as a JSON list. Worked out once; `rules` says by which.
CREATE TABLE sentences (
    version_id INTEGER PRIMARY KEY REFERENCES document_version(version_id) ON DELETE RESTRICT,
    starts TEXT NOT NULL CHECK (json_valid(starts)),
    rules TEXT NOT NULL
) STRICT;
