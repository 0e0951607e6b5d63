"""The words that all rooms share, each defined once: voices, life domains, courses, dates, clocks, money, colours."""
