"""The story of a family in a few moments: chosen, said in short statements, each resting on a passage."""
