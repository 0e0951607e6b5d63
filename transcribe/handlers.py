"""The kinds of job this room does, each with the function that does one; read by the worker before any is imported."""

TRANSCRIBE = "transcribe"
FETCH = "fetch model"
MEASURE = "measure model"
PLAY = "make playable"
AGAIN = "transcribe again"
FIND_NAMES = "find names"
MAKE_VERSIONS = "make versions"
KINDS = (TRANSCRIBE, FETCH, MEASURE, PLAY, FIND_NAMES, MAKE_VERSIONS)
HANDLERS = {TRANSCRIBE: "transcribe.job:run", FETCH: "transcribe.job:run_fetch", MEASURE: "transcribe.measuring:run",
            PLAY: "transcribe.playing:run", AGAIN: "transcribe.saying_again:run",
            FIND_NAMES: "transcribe.names_out:run", MAKE_VERSIONS: "transcribe.names_out:run_make"}
# Somebody sits and waits for these, and they take seconds or a minute: done beside what takes hours.
SHORT = (PLAY, AGAIN, FIND_NAMES, MAKE_VERSIONS)
