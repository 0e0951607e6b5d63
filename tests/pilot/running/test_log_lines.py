"""The log holds facts about the program, whatever goes wrong and whoever writes it."""

from __future__ import annotations

import logging
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.running.log_lines import OURS, Lines, line
from tests.conftest import ROOT
from tests.log_lines import parsed

SAID = "Moeder Jansen zei iets geheims"
# Each fault is let loose in a process that writes its log as we do.
LOOSE = {
    "uncaught": f"raise ValueError({SAID!r})",
    "thread": f"import threading; threading.Thread(target=lambda: int({SAID!r})).start()",
    "another package": f"import logging; logging.getLogger('av.x').warning({SAID!r})",
    "its fault": f"import logging\ntry: int({SAID!r})\nexcept ValueError: logging.getLogger('x').exception({SAID!r})",
    "a warning": f"import warnings; warnings.warn({SAID!r})",
    "an end": f"class A:\n def __del__(self): int({SAID!r})\nA()",
    "an own handler": f"import logging; logging.getLogger('own').error({SAID!r})",
}
BEFORE = ("import logging; own = logging.getLogger('own'); own.addHandler(logging.StreamHandler()); own.propagate = 0\n"
          "from pilot.running.log_lines import begin; begin()\n")


@pytest.mark.parametrize("fault", LOOSE)
@pytest.mark.slow
def test_a_fault_let_loose_is_one_line_without_words(fault: str) -> None:
    """What nobody caught, and what other packages log, is a line that says where, never what was said."""
    done = subprocess.run([sys.executable, "-c", BEFORE + LOOSE[fault]], cwd=ROOT, capture_output=True, text=True)
    assert "Jansen" not in done.stderr + done.stdout
    (only,) = parsed(done.stderr)
    assert ".py:" in only["said"] or "<string>:" in only["said"]


@given(st.text())
@pytest.mark.slow
def test_a_line_is_a_line(said: str) -> None:
    """Whatever a sentence holds, it is one line that can be read back."""
    (read,) = [line(said)]
    assert "\n" not in read
    assert parsed(read)[0]["said"] == said


def test_our_own_sentence_is_kept_and_a_package_is_not_quoted() -> None:
    """Our fixed sentences stand in full; of others only the place."""
    for name, kept in ((OURS, True), ("urllib3.connectionpool", False)):
        record = logging.LogRecord(name, logging.WARNING, "/x/place.py", 12, "job %s ended", ("a1b2",), None)
        (read,) = parsed(Lines().format(record))
        assert read["said"] == ("job a1b2 ended" if kept else "place.py:12")
        assert (read["from"], read["level"]) == (name, "warning")
