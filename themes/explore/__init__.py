"""Looking at themes from several sides: directions in time, first mentions, one family, choices side by side."""
