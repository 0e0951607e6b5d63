// A recording with its bar: play, pause, back, a place, a speed. What follows it is told of each step.

import { clock, lasts } from "./dates.js";
import { el } from "./dom.js";
import { askReach } from "./reach.js";
import { locale, t } from "./words.js";

const BACK_S = 3;
const SPEEDS = [0.75, 1, 1.25, 1.5];

export class Player {
  // look: what its classes begin with; duration in ms; stepped(ms): the place changed; failed(sentence).
  // speeds: to choose from, rising; step: how many seconds back.
  constructor({ recording, duration, look, plain = "", stepped, failed, speeds = SPEEDS, step = BACK_S }) {
    Object.assign(this, { recording, stepped, speeds, failed, backMs: step * 1000 });
    this.duration = duration || 0;
    this.until = null; // where to stop (ms), when only a piece is played
    this.sound = el("audio", { preload: "metadata", src: `/recordings/${recording}` });
    this.button = el("button", { type: "button", class: `${look}-play`, onclick: () => this.toggle() });
    this.now = el("span", { class: `${look}-clock` }, clock(0));
    this.line = el("input", {
      type: "range", class: `${look}-line`, min: "0", max: String(this.duration), step: "100", value: "0",
      "aria-label": t("Place in the recording"), oninput: () => this.seek(Number(this.line.value)),
    });
    this.total = el("span", { class: `${look}-clock` }, lasts(this.duration));
    const number = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 });
    this.speed = el("select", { "aria-label": t("Speed"), onchange: () => this.pace() },
      ...speeds.map((speed) => el("option", { value: speed, selected: speed === 1 }, `${number.format(speed)}×`)));
    this.element = el("div", { class: `${look}-audio`, role: "group", "aria-label": t("Recording") },
      this.sound, this.button, this.now, this.line, this.total,
      el("button", { type: "button", class: plain, onclick: () => this.back() }, t("{n} s back", { n: step })), this.speed);
    this.listen(failed);
    this.watch();
    this.playing();
  }

  // Consent for the sound may go while the text stays: asked when this is new, and whenever what is in reach changed.
  watch() {
    this.ends = new AbortController();
    addEventListener("rd-reach", ({ detail: stamp }) => {
      if (stamp !== this.stamp) this.check(stamp);
    }, { signal: this.ends.signal });
  }

  async check(stamp) {
    this.stamp = stamp;
    const answer = await askReach({ recording: this.recording });
    if (this.ends.signal.aborted) return;
    if (!answer) this.stamp = undefined; // nobody answered: asked again at the next stamp
    else if (!answer.heard) this.silence();
  }

  silence() {
    this.end();
    this.playing();
    for (const part of this.element.querySelectorAll("button, input, select")) part.disabled = true;
    this.failed(t("The recording is out of reach now; it cannot be played any more."));
  }

  listen(failed) {
    const sound = this.sound;
    for (const name of ["play", "pause", "ended"]) sound.addEventListener(name, () => this.playing());
    sound.addEventListener("timeupdate", () => this.step());
    sound.addEventListener("seeked", () => this.step());
    sound.addEventListener("error", () => failed(t("The recording cannot be played. Reload the page to try again.")));
    sound.addEventListener("loadedmetadata", () => {
      if (!Number.isFinite(sound.duration)) return;
      this.duration = Math.round(sound.duration * 1000);
      this.line.max = String(this.duration);
      this.total.textContent = lasts(this.duration);
    });
  }

  get plays() {
    return !this.sound.paused;
  }

  playing() {
    const on = this.plays;
    this.button.textContent = on ? "❚❚" : "▶";
    this.button.setAttribute("aria-label", on ? t("Pause") : t("Play"));
    this.button.dataset.playing = String(on);
  }

  toggle() {
    this.until = null;
    if (this.plays) this.sound.pause();
    else this.sound.play().catch(() => {});
  }

  back() {
    this.shift(-this.backMs);
  }

  // So much on from here, or back.
  shift(ms) {
    this.seek(Math.max(0, this.sound.currentTime * 1000 + ms));
  }

  // One speed faster or slower.
  paced(by) {
    const at = this.speeds.indexOf(Number(this.speed.value)) + by;
    this.speed.value = String(this.speeds[Math.min(this.speeds.length - 1, Math.max(0, at))]);
    this.pace();
  }

  pace() {
    this.sound.playbackRate = Number(this.speed.value);
  }

  seek(ms) {
    this.until = null;
    this.sound.currentTime = ms / 1000;
    this.step();
  }

  playFrom(ms) {
    if (!Number.isInteger(ms)) return;
    this.seek(ms);
    this.sound.play().catch(() => {});
  }

  // So much and no more; whoever plays on or goes elsewhere is not stopped there.
  playBetween(from, until) {
    this.playFrom(from);
    this.until = until;
  }

  step() {
    const ms = Math.round(this.sound.currentTime * 1000);
    if (this.until !== null && ms >= this.until) {
      this.sound.pause();
      this.until = null;
    }
    this.now.textContent = clock(ms);
    this.line.value = String(ms);
    this.line.setAttribute("aria-valuetext", clock(ms));
    this.stepped(ms);
  }

  end() {
    this.ends.abort();
    this.sound.pause();
    this.sound.removeAttribute("src");
    this.sound.load();
  }
}
