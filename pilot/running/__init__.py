"""Running the program: what it writes into its log, what can be set from outside, and what is wrong, in words."""
