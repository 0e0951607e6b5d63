"""What ended a job, named."""

from __future__ import annotations

import errno

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from jobs import faults
from pilot.errors import BadInput


def raised(error: Exception) -> Exception:
    """The error as it is after it was raised somewhere."""
    with pytest.raises(type(error)) as caught:
        raise error
    return caught.value


@pytest.mark.parametrize(("error", "said"), [
    (MemoryError(), "memory of this computer ran out 3 times"),
    (RuntimeError("could not create a memory object"), "memory of this computer ran out 3 times"),
    (RuntimeError("std::bad_alloc"), "memory of this computer ran out 3 times"),
    (OSError(errno.ENOMEM, "moeder"), "memory of this computer ran out 3 times"),
    (RuntimeError("moeder"), "RuntimeError, test_faults.py:"),
    (ValueError("moeder"), "ValueError, test_faults.py:"),
    (OSError(errno.EIO, "moeder"), "OSError, test_faults.py:"),
    (sqlite3.OperationalError("moeder"), "OperationalError, test_faults.py:"),
])
def test_an_exception_is_named_without_its_message(error: Exception, said: str) -> None:
    """Its kind and place; what it said may be somebody's words."""
    sentence = faults.gave_up(faults.of_exception(raised(error)), 3).sentence()
    assert said in sentence
    assert "moeder" not in sentence
    assert "perhaps" not in sentence


def test_without_a_fault_it_was_interrupted() -> None:
    """Nobody was left to tell one: the machine or the worker was stopped."""
    assert "interrupted 3 times" in faults.gave_up(None, 3).sentence()


def test_an_exit_code_tells_of_a_signal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ended by itself has told already."""
    monkeypatch.setattr(faults, "memory_kills", lambda: 7)
    assert faults.of_exit(1, 7) is None
    assert faults.of_exit(-11, 6) == {"kind": "signal", "what": "SIGSEGV"}
    assert faults.of_exit(-9, 7) == {"kind": "signal", "what": "SIGKILL"}
    assert faults.of_exit(-9, 6) == {"kind": "memory", "what": ""}


def test_a_full_disk_is_known_however_it_is_told() -> None:
    """Room that is missing is found behind a sentence, and nothing else is taken for it."""
    told = BadInput("The model could not be kept.")
    told.__cause__ = OSError(errno.ENOSPC, "moeder")
    assert faults.is_full(told)
    assert not faults.is_full(BadInput("Something else."))
    assert not faults.is_full(OSError(errno.EACCES, "moeder"))
