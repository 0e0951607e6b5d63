"""Make opname.ogg from opname.txt with espeak-ng and PyAV.

Usage: python opname.py   (needs the Debian package espeak-ng and the Python packages av and numpy)
"""

import io
import subprocess
import wave
from pathlib import Path

import av
import numpy as np

HERE = Path(__file__).parent
VOICES = {"Coach": ("nl", 42), "Moeder": ("nl+f3", 55)}  # espeak-ng voice, pitch
WORDS_PER_MINUTE = "145"
PAUSE = 0.45  # seconds between two lines
RATE = 48_000


def spoken(label: str, text: str) -> tuple[np.ndarray, int]:
    voice, pitch = VOICES[label]
    command = ["espeak-ng", "-v", voice, "-p", str(pitch), "-s", WORDS_PER_MINUTE, "--stdout", text]
    out = subprocess.run(command, check=True, capture_output=True).stdout
    with wave.open(io.BytesIO(out)) as file:
        rate = file.getframerate()
        frames = file.readframes(10**8)  # a streamed header states no true length
    return np.frombuffer(frames, dtype="<i2"), rate


def main() -> None:
    parts, rate = [], 22_050
    for line in (HERE / "opname.txt").read_text(encoding="utf-8").splitlines():
        label, text = line.split(": ", 1)
        sound, rate = spoken(label, text)
        parts += [sound, np.zeros(int(PAUSE * rate), dtype="<i2")]
    sound = np.concatenate(parts)

    with av.open(str(HERE / "opname.ogg"), "w", format="ogg") as target:
        stream = target.add_stream("libopus", rate=RATE, layout="mono")
        stream.bit_rate = 24_000
        resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE)
        frame = av.AudioFrame.from_ndarray(sound.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = rate
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            target.mux(stream.encode(piece))
        target.mux(stream.encode(None))
    print(f"opname.ogg: {len(sound) / rate:.1f} s, {(HERE / 'opname.ogg').stat().st_size} bytes")


if __name__ == "__main__":
    main()
