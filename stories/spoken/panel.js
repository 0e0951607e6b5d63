// The recorder as one sees it: a button, then how loud, how long and whether it is safe, pausing, going on, finishing.
import { clock, timeOnly } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { t } from "/assets/kit/words.js";
import { isSafe, Microphone } from "./microphone.js";
import { Recording } from "./recording.js";

const QUIET_S = 10; // so long nothing is heard before that is said
const HEARD = 0.12; // of the meter: above the noise of an empty room

const button = (label, onclick, kind = "") => el("button", { type: "button", class: kind, onclick }, label);

// What the browser says when it gives no microphone, in words.
function microphoneFault({ name }) {
  if (name === "NotAllowedError" || name === "SecurityError") {
    return t("This browser may not use the microphone. Allow it beside the address of this page, or in the settings of this device, and press again.");
  }
  if (name === "NotFoundError" || name === "OverconstrainedError") return t("No microphone was found on this device. Connect one, or use another device.");
  return t("The microphone cannot be used now; another program may be using it. Close that one and press again.");
}

export class Panel {
  // pieces: of the kit, or null where this browser keeps nothing. label: of the button. asked(): what to begin with, or
  // null when something is missing, which it says itself. shown(): what the recording is called in the list of this
  // device. finished(recording): it has become one of the pilot.
  constructor({ pieces, label, asked, shown, finished }) {
    Object.assign(this, { pieces, label, asked, shown, finished });
    this.recording = null;
    this.microphone = null;
    this.fault = this.told = "";
    this.gone = new AbortController();
    const { signal } = this.gone;
    this.meter = el("span", { class: "rd-level" }, el("i"));
    this.time = el("span", { class: "rd-time" });
    this.safe = el("p", { class: "rd-hint", role: "status" });
    this.alert = el("p", { class: "rd-fault", role: "alert", hidden: true });
    this.buttons = el("div", { class: "rd-toggles" });
    this.live = el("div", { class: "rd-live", hidden: true }, this.meter, this.time);
    this.element = el("div", { class: "rd-recorder", "data-state": "idle" }, this.live, this.buttons, this.alert, this.safe);
    addEventListener("beforeunload", (event) => { if (this.isOn) event.preventDefault(); }, { signal });
    // The sitting ended: the page leaves, and waits for what was just said.
    addEventListener("rd-leaving", ({ detail }) => { if (this.isOn) detail.push(this.pause()); }, { signal });
    this.draw();
  }

  get isOn() {
    return this.microphone?.state === "on";
  }

  // idle, on, paused (also: left by an earlier visit), finishing, refused, closed.
  get state() {
    if (!this.recording || this.recording.state === "closed") return "idle";
    if (this.recording.known.done) return this.recording.state === "refused" ? "refused" : "finishing";
    if (this.isOn) return "on";
    return this.recording.state === "refused" ? "refused" : "paused";
  }

  // Takes up what an earlier visit left on this device.
  async takeUp(known) {
    const recording = new Recording({ known, pieces: this.pieces, changed: () => this.draw() });
    if (!(await recording.resume())) {
      this.say(t("This recording is open in another window. Go on there."));
      return;
    }
    this.recording = recording;
    if (!known.done && recording.state === "open") this.told = t("You were recording: {time} is kept. You can go on, or finish.", { time: clock(known.ms) });
    this.draw();
  }

  async begin() {
    if (this.busy) return;
    const asked = this.asked();
    if (!asked) return;
    await this.busily(async () => {
      this.say("");
      this.told = "";
      // Consent first, then the microphone: nothing is heard before it was found to hold.
      this.recording = await Recording.begin({ asked, shown: this.shown(), pieces: this.pieces, changed: () => this.draw() });
      await this.recording.alone();
      await this.listen();
    });
  }

  async busily(work) {
    this.busy = true;
    this.draw();
    try {
      await work();
    } catch (fault) {
      if (fault instanceof DOMException) this.say(microphoneFault(fault));
      else this.say(fault.message || t("No connection. A recording can begin once consent has been looked up; try again when there is one."));
    } finally {
      this.busy = false;
      this.draw();
    }
  }

  async listen() {
    const { recording } = this;
    this.microphone ??= new Microphone({
      piece: (blob, ms) => recording.add(blob, ms), stopped: () => this.wasStopped() });
    if (this.microphone.state === "off") await this.microphone.begin();
    else await this.microphone.resume();
    this.heardAt = performance.now();
    navigator.storage?.persist?.().catch(() => {});
    this.tick();
  }

  async goOn() {
    if (this.busy) return;
    await this.busily(async () => {
      this.say("");
      this.told = "";
      if (this.recording.state === "refused") await this.recording.again();
      await this.listen();
    });
  }

  async pause() {
    this.microphone.pause();
    await new Promise((done) => { setTimeout(done, 100); }); // the recorder hands out what it has
    await this.recording.queue;
    this.draw();
  }

  wasStopped() {
    this.told = t("Recording stopped at {time}, because this device turned the sound off: it was locked, or another program took the microphone. What was said until then is kept. Go on when you are ready.", { time: timeOnly(Date.now()) });
    this.draw();
  }

  async finish() {
    await this.busily(async () => {
      await this.microphone?.stop();
      this.microphone = null;
      await this.recording.finish();
    });
  }

  async throwAway(pressed) {
    if (!pressed.dataset.sure) {
      Object.assign(pressed, { textContent: t("Really throw away?") }).dataset.sure = "1";
      return;
    }
    await this.busily(async () => {
      await this.microphone?.stop();
      this.microphone = null;
      await this.recording.throwAway();
      this.recording = null;
      this.told = "";
    });
  }

  say(sentence) {
    this.fault = sentence;
    this.draw();
  }

  // What is said of one that has become a recording of the pilot, with what became of what was closed before it.
  closed({ server }, sentence = "") {
    this.told = [sentence, server?.before].filter(Boolean).join(" ");
  }

  // Each frame while it runs: how loud, how long.
  tick() {
    if (!this.isOn || this.gone.signal.aborted) return;
    const { level } = this.microphone;
    if (level > HEARD) this.heardAt = performance.now();
    const isQuiet = performance.now() - this.heardAt > QUIET_S * 1000;
    if (isQuiet !== this.isQuiet) { this.isQuiet = isQuiet; this.draw(); }
    this.meter.firstChild.style.inlineSize = `${Math.round(level * 100)}%`;
    this.time.textContent = clock(this.recording.known.ms + this.microphone.pending);
    requestAnimationFrame(() => this.tick());
  }

  draw() {
    const { state, recording } = this;
    // Consent that is gone, a full server: nothing more is heard than can be kept.
    if (recording?.state === "refused" && this.isOn) this.microphone.pause();
    if (recording?.full && recording.held.length > 1 && this.isOn) this.microphone.pause();
    if (recording?.state === "closed" && !this.wasClosed) {
      this.wasClosed = true;
      this.closed(recording);
      if (recording.server?.state === "closed") this.finished(recording);
    } else if (recording && recording.state !== "closed") this.wasClosed = false;
    this.element.dataset.state = this.state;
    this.element.dataset.unsent = String(recording?.unsent ?? 0);
    this.live.hidden = !["on", "paused"].includes(state);
    if (state === "paused") this.time.textContent = clock(recording.known.ms);
    this.place(state);
    const sentence = this.fault || recording?.sentence || (recording?.full ? this.fullDevice() : "");
    if (this.alert.textContent !== sentence) this.alert.textContent = sentence;
    this.alert.hidden = !sentence;
    const safe = [this.told, this.isQuiet && this.isOn ? t("Nothing is heard. Is the microphone covered or switched off?") : "", this.standing(state)]
      .filter(Boolean).join(" ");
    if (this.safe.textContent !== safe) this.safe.textContent = safe;
  }

  // Only where the buttons are others: a button that is pressed must not go from under the finger.
  place(state) {
    const shown = `${state}${this.busy ? " busy" : ""}`;
    if (this.shownButtons === shown) return;
    this.shownButtons = shown;
    const away = () => button(t("Throw away"), (event) => this.throwAway(event.currentTarget), "rd-quiet");
    this.buttons.replaceChildren(...({
      idle: isSafe() && this.pieces ? [button(this.label, () => this.begin())] : [],
      on: [button(t("Pause"), () => this.pause()), button(t("Done"), () => this.finish(), "rd-primary")],
      paused: [button(t("Go on recording"), () => this.goOn()), button(t("Done"), () => this.finish(), "rd-primary"), away()],
      refused: [button(t("Try again"), () => this.recording.again()), away()],
      finishing: [],
    })[state]);
    for (const one of this.buttons.children) one.disabled = Boolean(this.busy);
  }

  fullDevice() {
    return t("This device has no room left. What you record is sent at once and not kept here; make room on the device before you go on.");
  }

  standing(state) {
    if (!isSafe()) {
      return t("Recording works only over a safe connection: an address that begins with https. Ask an administrator to set that up; until then you can type.");
    }
    if (!this.pieces) return t("This browser keeps nothing, so a recording would not be safe. Leave its private mode, or use another browser.");
    if (state === "idle") return "";
    const { link, unsent } = this.recording;
    if (link === "signedout") return t("You are signed out. What was recorded is kept on this device; sign in again and it is sent.");
    if (link === "offline") return t("No connection. What was recorded is kept on this device and sent as soon as there is one.");
    if (state === "finishing" && this.recording.state === "open") return t("Being sent and stored …");
    return unsent ? t("Being sent …") : t("Everything until now has been sent.");
  }

  stop() {
    this.gone.abort();
    this.microphone?.stop();
    this.recording?.stop();
  }
}
