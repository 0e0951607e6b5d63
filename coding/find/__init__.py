"""Finding passages by how they are coded, and coding what was found in one go."""
