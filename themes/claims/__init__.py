"""What evaluators think works, for whom and why: claims, what speaks for and against them."""
