"""What changed in families' lives: life domains over waves, counted as the GO-team's book (Mechelen, 2019) does."""
