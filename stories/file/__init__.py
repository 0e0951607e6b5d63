"""The file of a family beside its stories: household and generations, organisations, goals, the dossier."""
