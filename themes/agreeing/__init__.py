"""How far the coders of a pilot agree: which documents and units count, the figures of them, and what they mean."""
