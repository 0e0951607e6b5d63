-- Of which documents something of another program could not be carried, by kind: {kind: [name, ...]} as JSON.

ALTER TABLE refi_report ADD COLUMN left_out_of TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(left_out_of));
