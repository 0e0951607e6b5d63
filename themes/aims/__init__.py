"""Goals of the pilot itself, by which it is judged, each with the evidence for and against it."""
