-- How a recording is played in a browser: as it is, or by a copy that is made of it. NULL: nobody has looked yet.

ALTER TABLE recording ADD COLUMN plays TEXT CHECK (plays IN ('itself','copy'));
