"""The kinds of job this room does, each with the function that does one; read by the worker before any is imported."""

TRANSCRIBE = "transcribe"
FETCH = "fetch model"
MEASURE = "measure model"
AGAIN = "transcribe again"
KINDS = (TRANSCRIBE, FETCH, MEASURE)
HANDLERS = {TRANSCRIBE: "transcribe.job:run", FETCH: "transcribe.job:run_fetch", MEASURE: "transcribe.measuring:run",
            AGAIN: "transcribe.saying_again:run"}
# Somebody sits and waits for these, and they take seconds: done beside what takes hours.
SHORT = (AGAIN,)
