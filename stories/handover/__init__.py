"""Change of coach: what the one who leaves hands over to the one who follows, as far as the family agrees."""
