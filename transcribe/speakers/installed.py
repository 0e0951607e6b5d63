"""The two models that tell voices apart, on this machine: found, added from a folder, checked. `fetch` gets them.

They lie in `models/speakers` of the home, or in a folder that RODE_DRAAD_MODELS names, with the hashes of what was
checked beside them: a file that has changed since is not used.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pilot.errors import BadInput, NotFound
from pilot.words import N_
from transcribe.models import MODELS_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilot.config import Home

NAME = "speakers"
SEGMENTATION, EMBEDDING = "segmentation.onnx", "campplus.onnx"
FILES = (SEGMENTATION, EMBEDDING)
SUMS = "sha256.json"
DAMAGED = N_("The models for telling speakers apart are damaged ({file}). Fetch them again:"
             " cli.py model fetch speakers")
MISSING = N_("There are no models for telling speakers apart on this machine. Fetch them once, on the page Transcribe"
             " or with: cli.py model fetch speakers")
OTHER = N_("{file} is no model for telling speakers apart that this program knows. It needs pyannote segmentation 3.0"
           " and CAM++ by 3D-Speaker, both as ONNX for sherpa-onnx.")


@dataclass(frozen=True)
class Sessions:
    """Both models, loaded (onnxruntime sessions)."""

    segmentation: Any
    embedding: Any


def folder_of(home: Home) -> Path | None:
    """Where the models lie, None when they are not on this machine; they are checked when they are loaded."""
    return next((folder for folder in _folders(home) if all((folder / name).is_file() for name in FILES)), None)


def _folders(home: Home) -> Iterable[Path]:
    yield home.models / NAME
    for part in os.environ.get(MODELS_VARIABLE, "").split(os.pathsep):
        if part:
            yield Path(part)
            yield Path(part) / NAME


def require(home: Home) -> Path:
    """Where the models lie. Raises: NotFound when they are not here."""
    folder = folder_of(home)
    if folder is None:
        raise NotFound(MISSING)
    return folder


def loaded(home: Home, threads: int = 0) -> Sessions:
    """Both models, checked. Args: threads: 0 means as many as onnxruntime likes.

    Raises: NotFound when they are not here; BadInput when one is damaged or another model.
    """
    folder = require(home)
    _require_unchanged(folder)
    found = {}
    for name in FILES:
        session = _session(folder / name, threads)
        if _kind(session) != name:
            raise BadInput(OTHER, file=name)
        found[name] = session
    return Sessions(found[SEGMENTATION], found[EMBEDDING])


def _require_unchanged(folder: Path) -> None:
    try:
        sums = json.loads((folder / SUMS).read_text(encoding="utf-8"))
        changed = [name for name in FILES if sums[name] != sha256(folder / name)]
    except FileNotFoundError:
        return
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInput(DAMAGED, file=SUMS) from error
    if changed:
        raise BadInput(DAMAGED, file=changed[0])


def _session(path: Path, threads: int = 0) -> Any:
    """Raises: BadInput when the file cannot be loaded."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    # It tells what the sentence tells, on stderr.
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        # onnxruntime has a class of error for each way in which a file can be broken.
        raise BadInput(DAMAGED, file=path.name) from error


def _kind(session: Any) -> str:
    """Which of FILES a model is, by what it says of itself and its shapes; '' for another one."""
    says = session.get_modelmeta().custom_metadata_map
    takes, gives = session.get_inputs(), session.get_outputs()
    if len(takes) != 1 or takes[0].name != "x" or len(gives) != 1:
        return ""
    if says.get("model_type") == "pyannote-segmentation-3.0" and str(says.get("num_classes")) == "7":
        return SEGMENTATION
    if says.get("framework") == "3d-speaker" and says.get("sample_rate") == "16000" and takes[0].shape[-1] == 80:
        return EMBEDDING
    return ""


def add(home: Home, source: Path) -> Path:
    """Keep the models of a folder in the home, whatever their files are called; returns where.

    Raises: NotFound when there is no such folder; BadInput when one of the two is not in it, is damaged, or cannot be
        kept.
    """
    if not source.is_dir():
        raise NotFound(N_("There is no model folder {path}."), path=source)
    found: dict[str, Path] = {}
    for path in sorted(source.glob("*.onnx")):
        found.setdefault(_kind(_session(path)), path)
    missing = [name for name in FILES if name not in found]
    if missing:
        raise BadInput(N_("The folder {path} holds no {file}: two models are needed, pyannote segmentation 3.0 and"
                          " CAM++ by 3D-Speaker, as ONNX for sherpa-onnx."), path=source, file=missing[0])
    return keep(home, {name: found[name] for name in FILES})


def keep(home: Home, files: dict[str, Path]) -> Path:
    """Copy checked files (FILES to paths) into the home with their hashes; all of them or none. Raises: BadInput."""
    target = home.models / NAME
    try:
        home.models.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{NAME}.", dir=home.models) as held:
            partial = Path(held) / NAME
            partial.mkdir()
            for name, path in files.items():
                shutil.copyfile(path, partial / name)
            sums = {name: sha256(partial / name) for name in files}
            (partial / SUMS).write_text(json.dumps(sums), encoding="utf-8")
            if target.exists():
                target.replace(Path(held) / "before")
            partial.replace(target)
    except OSError as error:
        raise BadInput(N_("The model could not be kept: the disk is full or cannot be written. Make room and try"
                          " again.")) from error
    return target


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits. Raises: OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
