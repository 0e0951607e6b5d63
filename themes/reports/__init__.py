"""Reports people take home: made from a release alone, each in several kinds of file."""
