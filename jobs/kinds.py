"""Kinds of job that rooms on both sides of this one name; light, for who reads it before anything is imported."""

MAKE = "make file"
CODE = "code passages"
LEARN = "learn codings"
ERASE = "erase"
BACK_UP = "make backup"
DRILL = "try backup"
