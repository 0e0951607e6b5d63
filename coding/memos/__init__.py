"""Memos: what somebody thinks about a coding, a passage, a document, a code, a family, another memo or the project."""
