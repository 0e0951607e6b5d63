"""What may be told outside the team without telling of one family: thresholds, holding back, rounding, words."""
