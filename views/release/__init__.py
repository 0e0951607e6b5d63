"""One release: made, written, signed, or read with its ground."""
