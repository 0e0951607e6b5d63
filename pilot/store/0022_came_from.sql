-- What came in when a pilot was made of another program's project, and what could not be carried; counts only.

CREATE TABLE refi_report (
    report_id INTEGER PRIMARY KEY, at TEXT NOT NULL, origin TEXT NOT NULL, convention TEXT NOT NULL,
    counts TEXT NOT NULL CHECK (json_valid(counts)), left_out TEXT NOT NULL CHECK (json_valid(left_out))
) STRICT;
