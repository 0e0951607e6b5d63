"""The page on which a conversation is recorded."""
