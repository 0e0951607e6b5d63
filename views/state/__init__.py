"""What is wrong, in words, and the first day of a pilot."""
