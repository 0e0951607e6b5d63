"""Taking names out of the texts of a pilot: a program proposes places, a person decides, a version is made of it."""
