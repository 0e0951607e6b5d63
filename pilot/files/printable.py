"""What XML can hold of a text."""

from __future__ import annotations


def printable(text: str) -> str:
    """`text` without what XML cannot hold; our texts never have it, names of files from elsewhere may."""
    return "".join(char for char in text if char in "\t\n\r" or " " <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd"
                   or char > "\uffff")
