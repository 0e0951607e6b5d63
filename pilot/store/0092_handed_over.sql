-- The draft for which a coach handed her device to a family: until she takes it back the sitting opens that and no more.
ALTER TABLE session ADD COLUMN handed_over TEXT;
