"""What the levels of life domains mean, as the pilot words them."""
