// The recording in step with the text: a turn's time plays it, a click on words goes to them, the spoken turn is lit and
// kept in view, unless the reader has scrolled elsewhere.

import { clock } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { lowest } from "./lowest.js";
import { locale, t } from "/assets/kit/words.js";

const BACK_S = 3;
const SPEEDS = [0.75, 1, 1.25, 1.5];
const HANDS_OFF_MS = 8000;

export class Audio {
  constructor({ recording, duration, transcript, failed }) {
    this.transcript = transcript;
    this.turns = transcript.turns.map((turn, n) => ({ n, ms: turn.start_ms })).filter(({ ms }) => Number.isInteger(ms));
    this.lit = null;
    this.scrolled = 0;
    this.duration = duration || 0;
    this.sound = el("audio", { preload: "metadata", src: `/recordings/${recording}` });
    this.button = el("button", { type: "button", class: "dk-play", onclick: () => this.toggle() });
    this.now = el("span", { class: "dk-clock" }, clock(0));
    this.line = el("input", {
      type: "range", class: "dk-line", min: "0", max: String(this.duration), step: "100", value: "0",
      "aria-label": t("Place in the recording"), oninput: () => this.seek(Number(this.line.value)),
    });
    this.total = el("span", { class: "dk-clock" }, clock(this.duration));
    const number = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 });
    this.speed = el("select", { "aria-label": t("Speed"), onchange: () => this.pace() },
      ...SPEEDS.map((speed) => el("option", { value: speed, selected: speed === 1 }, `${number.format(speed)}×`)));
    this.element = el("div", { class: "dk-audio", role: "group", "aria-label": t("Recording") },
      this.sound, this.button, this.now, this.line, this.total,
      el("button", { type: "button", class: "dk-plain", onclick: () => this.back() }, t("3 s back")), this.speed);
    this.listen(failed);
    this.playing();
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
      this.total.textContent = clock(this.duration);
    });
    for (const name of ["wheel", "touchmove", "keydown"]) {
      this.transcript.element.addEventListener(name, () => (this.scrolled = Date.now()), { passive: true });
    }
  }

  playing() {
    const on = !this.sound.paused;
    this.button.textContent = on ? "❚❚" : "▶";
    this.button.setAttribute("aria-label", on ? t("Pause") : t("Play"));
    this.button.dataset.playing = String(on);
  }

  toggle() {
    if (this.sound.paused) this.sound.play().catch(() => {});
    else this.sound.pause();
  }

  back() {
    this.seek(Math.max(0, this.sound.currentTime * 1000 - BACK_S * 1000));
  }

  pace() {
    this.sound.playbackRate = Number(this.speed.value);
  }

  seek(ms) {
    this.scrolled = 0;
    this.sound.currentTime = ms / 1000;
    this.step();
  }

  playFrom(ms) {
    if (!Number.isInteger(ms)) return;
    this.seek(ms);
    this.sound.play().catch(() => {});
  }

  step() {
    const ms = Math.round(this.sound.currentTime * 1000);
    this.now.textContent = clock(ms);
    this.line.value = String(ms);
    this.line.setAttribute("aria-valuetext", clock(ms));
    this.light(this.spoken(ms));
  }

  // The last turn that has begun; before the first there is none.
  spoken(ms) {
    const after = lowest(this.turns.length, (i) => this.turns[i].ms > ms);
    return after ? this.turns[after - 1].n : null;
  }

  light(turn) {
    if (turn === this.lit) return;
    if (this.lit !== null) this.transcript.articles[this.lit].classList.remove("dk-spoken");
    this.lit = turn;
    if (turn === null) return;
    this.transcript.articles[turn].classList.add("dk-spoken");
    if (Date.now() - this.scrolled > HANDS_OFF_MS) this.transcript.reveal(turn, "nearest");
  }

  end() {
    this.sound.pause();
    this.sound.removeAttribute("src");
    this.sound.load();
  }
}
