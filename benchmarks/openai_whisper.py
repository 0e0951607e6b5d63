"""Run by the Python of openai-whisper: `openai_whisper.py MODEL_BIN WAV LANGUAGE THREADS` writes out a sound with it.

The weights are those of a CTranslate2 file of Whisper base, put into its own model, so that both programs write with
the same. WAV: 16 kHz mono. Prints as JSON the text, seconds of processor, and the most memory in MB.
"""

from __future__ import annotations

import importlib
import json
import resource
import struct
import sys
import time
import wave
from pathlib import Path
from typing import Any

import numpy as np

KINDS = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}
# Of Whisper base: mel bands, encoder's and decoder's length, width, heads, layers.
MELS, HEARD, WRITTEN, WIDTH, HEADS, LAYERS = 80, 1500, 448, 512, 8, 6


def variables(path: Path) -> dict[str, np.ndarray]:
    """The arrays of a CTranslate2 file by name, as float32."""
    data, at = path.read_bytes(), 0

    def number(kind: str) -> int:
        nonlocal at
        (found,) = struct.unpack_from(f"<{kind}", data, at)
        at += struct.calcsize(kind)
        return int(found)

    def text() -> str:
        nonlocal at
        length = number("H")
        found = data[at:at + length].rstrip(b"\0").decode()
        at += length
        return found

    number("I")
    text()
    number("I")
    found = {}
    for _one in range(number("I")):
        name = text()
        shape = [number("I") for _n in range(number("B"))]
        kind, size = KINDS[number("B")], number("I")
        found[name] = np.frombuffer(data, kind, size // np.dtype(kind).itemsize, at).reshape(shape).astype(np.float32)
        at += size
    return found


def state(found: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The same weights under openai-whisper's names: what CTranslate2 keeps in one (query, key, value) comes apart."""
    made: dict[str, np.ndarray] = {}

    def linear(ours: str, theirs: tuple[str, ...]) -> None:
        weights, biases = (np.split(found[f"{ours}/{part}"], len(theirs)) for part in ("weight", "bias"))
        for name, weight, bias in zip(theirs, weights, biases, strict=True):
            made[f"{name}.weight"] = weight
            if not name.endswith("key"):
                made[f"{name}.bias"] = bias

    def norm(ours: str, theirs: str) -> None:
        made[f"{theirs}.weight"], made[f"{theirs}.bias"] = found[f"{ours}/gamma"], found[f"{ours}/beta"]

    for n in (1, 2):
        linear(f"encoder/conv{n}", (f"encoder.conv{n}",))
    made["encoder.positional_embedding"] = found["encoder/position_encodings/encodings"]
    made["decoder.positional_embedding"] = found["decoder/position_encodings/encodings"]
    made["decoder.token_embedding.weight"] = found["decoder/embeddings/weight"]
    norm("encoder/layer_norm", "encoder.ln_post")
    norm("decoder/layer_norm", "decoder.ln")
    for side in ("encoder", "decoder"):
        for n in range(LAYERS):
            ours, theirs = f"{side}/layer_{n}", f"{side}.blocks.{n}"
            linear(f"{ours}/self_attention/linear_0", tuple(f"{theirs}.attn.{p}" for p in ("query", "key", "value")))
            linear(f"{ours}/self_attention/linear_1", (f"{theirs}.attn.out",))
            norm(f"{ours}/self_attention/layer_norm", f"{theirs}.attn_ln")
            for k in (0, 1):
                linear(f"{ours}/ffn/linear_{k}", (f"{theirs}.mlp.{2 * k}",))
            norm(f"{ours}/ffn/layer_norm", f"{theirs}.mlp_ln")
            if side == "decoder":
                linear(f"{ours}/attention/linear_0", (f"{theirs}.cross_attn.query",))
                linear(f"{ours}/attention/linear_1", (f"{theirs}.cross_attn.key", f"{theirs}.cross_attn.value"))
                linear(f"{ours}/attention/linear_2", (f"{theirs}.cross_attn.out",))
                norm(f"{ours}/attention/layer_norm", f"{theirs}.cross_attn_ln")
    return made


def loaded(path: Path) -> Any:
    """openai-whisper's model with these weights. Raises: RuntimeError of torch where one is missing or left over."""
    torch, whisper = importlib.import_module("torch"), importlib.import_module("whisper.model")
    weights = state(variables(path))
    words = len(weights["decoder.token_embedding.weight"])
    model = whisper.Whisper(whisper.ModelDimensions(
        MELS, HEARD, WIDTH, HEADS, LAYERS, words, WRITTEN, WIDTH, HEADS, LAYERS))
    model.load_state_dict({name: torch.from_numpy(one.copy()) for name, one in weights.items()})
    return model.eval()


def main(model_bin: str, wav: str, language: str, threads: str) -> None:
    """Write it out as its command would, beam 5, and print what came of it."""
    importlib.import_module("torch").set_num_threads(int(threads))
    model = loaded(Path(model_bin))
    with wave.open(wav) as file:
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / 32768
    began = time.process_time()
    found = importlib.import_module("whisper.transcribe").transcribe(
        model, sound, language=language, beam_size=5, best_of=5, fp16=False, word_timestamps=True)
    print(json.dumps({"text": found["text"], "seconds": time.process_time() - began,
                      "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))


if __name__ == "__main__":
    main(*sys.argv[1:])
