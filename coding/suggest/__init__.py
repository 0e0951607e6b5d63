"""What the machine proposes, as one more coder who is never counted: from signal phrases, and from what was coded."""
