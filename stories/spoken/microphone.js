// The microphone: sound in pieces of some seconds, how loud it is, a screen that stays awake, and what stops it.
//
// The browser's own recorder makes one stream (WebM with Opus; mp4 on an iPhone) and hands out what it has every SLICE_MS.
// Pieces behind one another are a file that can be decoded up to wherever it ends; where a recording goes on later a new
// stream begins behind it, as when files are joined, which the server reads (texts/sound/joins.py).

const SLICE_MS = 5000;
const BITS_PER_SECOND = 48000; // speech; 90 minutes are 32 MB
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
// So long without a piece while it should run: the device stopped it without saying so.
const SILENT_MS = SLICE_MS * 2.5;

// Whether this page may ask for a microphone at all: browsers allow that over https only, and on the machine itself.
export const isSafe = () => isSecureContext && Boolean(navigator.mediaDevices?.getUserMedia) && "MediaRecorder" in window;

export class Microphone {
  // piece(blob, ms): in order. stopped(): the device ended it. failed(name): of a DOMException.
  constructor({ piece, stopped }) {
    Object.assign(this, { piece, stopped });
    this.state = "off"; // off, on, paused
    this.gone = new AbortController();
    document.addEventListener("visibilitychange", () => this.seen(), { signal: this.gone.signal });
    addEventListener("pagehide", () => this.flush(), { signal: this.gone.signal });
  }

  // Asks for the microphone and begins a stream. Throws the browser's DOMException.
  async begin() {
    this.stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 }, video: false });
    const [track] = this.stream.getAudioTracks();
    for (const kind of ["ended", "mute"]) track.addEventListener(kind, () => this.wasStopped());
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    this.recorder = new MediaRecorder(this.stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
    this.recorder.ondataavailable = ({ data }) => this.came(data);
    this.recorder.onerror = () => this.wasStopped();
    this.listen();
    this.recorder.start(SLICE_MS);
    this.runs();
  }

  listen() {
    this.sound = new AudioContext();
    this.meter = this.sound.createAnalyser();
    this.meter.fftSize = 1024;
    this.samples = new Float32Array(this.meter.fftSize);
    this.sound.createMediaStreamSource(this.stream).connect(this.meter);
  }

  runs() {
    this.state = "on";
    this.since = this.last = performance.now();
    this.watch = setInterval(() => { if (performance.now() - this.last > SILENT_MS) this.wasStopped(); }, 1000);
    this.stayAwake();
  }

  came(blob) {
    const now = performance.now();
    const ms = this.state === "on" ? now - this.since : this.left ?? 0;
    [this.since, this.last, this.left] = [now, now, 0];
    if (blob.size) this.piece(blob, Math.round(ms));
  }

  // How loud it is now, 0 to 1.
  get level() {
    if (this.state !== "on" || !this.meter) return 0;
    this.meter.getFloatTimeDomainData(this.samples);
    const power = this.samples.reduce((sum, one) => sum + one * one, 0) / this.samples.length;
    // From the quietest that counts (-60 dB) up to full.
    return Math.max(0, Math.min(1, 1 + Math.log10(Math.sqrt(power) + 1e-9) / 3));
  }

  // What was heard since the last piece, ms.
  get pending() {
    return this.state === "on" ? performance.now() - this.since : 0;
  }

  flush() {
    if (this.state === "on" && this.recorder?.state === "recording") this.recorder.requestData();
  }

  pause() {
    if (this.state !== "on") return;
    this.left = performance.now() - this.since;
    this.state = "paused";
    this.rests();
    if (this.recorder.state === "recording") {
      this.recorder.requestData();
      this.recorder.pause();
    }
  }

  // Goes on in the same stream, or in a new one where the device took the microphone away.
  async resume() {
    const isThere = this.recorder?.state === "paused" && this.stream.getAudioTracks().every(
      ({ readyState, muted }) => readyState === "live" && !muted);
    if (!isThere) {
      await this.end();
      await this.begin();
      return;
    }
    await this.sound.resume();
    this.recorder.resume();
    this.runs();
  }

  wasStopped() {
    if (this.state !== "on") return;
    this.pause();
    this.stopped();
  }

  // Back on the page: timers slept with it.
  seen() {
    if (document.hidden) this.flush();
    else if (this.state === "on") {
      this.stayAwake();
      if (performance.now() - this.last > SILENT_MS) this.wasStopped();
    }
  }

  async stayAwake() {
    try {
      this.awake = await navigator.wakeLock?.request("screen");
    } catch {
      // low on power, or not in sight: the screen may go dark, and what then happens is told on return
    }
  }

  rests() {
    clearInterval(this.watch);
    this.awake?.release().catch(() => {});
    this.awake = null;
  }

  // Ends the stream; its last piece has come when this is done.
  async end() {
    if (this.state === "on") this.left = performance.now() - this.since;
    if (this.state !== "off") this.state = "paused";
    this.rests();
    if (this.recorder && this.recorder.state !== "inactive") {
      const ended = new Promise((done) => { this.recorder.onstop = done; });
      this.recorder.stop();
      await ended;
    }
    this.stream?.getTracks().forEach((track) => track.stop());
    await this.sound?.close().catch(() => {});
    this.state = "off";
  }

  stop() {
    this.gone.abort();
    return this.end();
  }
}
