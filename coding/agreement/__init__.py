"""How far coders agree: coefficients of plain values, without a pilot."""
