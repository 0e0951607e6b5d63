// The page on which a whole conversation is recorded, and everything that was spoken and still waits for somebody.
import { clock, dayName } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { mounting } from "/assets/kit/mounting.js";
import { Pieces } from "/assets/kit/pieces.js";
import { ask } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";
import { Panel } from "./panel.js";
import { Recording } from "./recording.js";

// data: { owner, families: [{ guid, name, people: [{ guid, name, why, itself }] or null }], languages: [[code, name]], family,
// consent }; null where there are so many families that those of one are told when the page is opened for it.
export const mount = mounting("/assets/spoken/spoken.css", (data) => new Page(data));

class Page {
  constructor(data) {
    this.data = data;
    this.senders = new Map();
    this.element = el("div", {});
  }

  async begin() {
    this.pieces = await Pieces.open(this.data.owner).catch(() => null);
    this.panel = new Panel({
      pieces: this.pieces, label: t("Begin recording"), asked: () => this.asked(),
      shown: () => this.chosen?.name ?? "", finished: () => this.ended() });
    this.mine = el("section", { class: "rd-mine", "aria-label": t("Spoken, and not done yet"), hidden: true });
    this.element.replaceChildren(el("section", { class: "rd-interview" }, this.form(), this.panel.element), this.mine);
    await this.takeUp();
    this.list();
  }

  form() {
    const { families, languages, family } = this.data;
    this.family = el("select", { id: "rd-record-family", autocomplete: "off", onchange: () => this.choose() },
      el("option", { value: "" }, t("Choose a family")), ...families.map((one) => el("option", { value: one.guid }, one.name)));
    this.family.value = families.length === 1 ? families[0].guid : family;
    this.heard = el("fieldset", {});
    this.language = el("select", { id: "rd-record-language", autocomplete: "off" },
      ...languages.map(([code, name]) => el("option", { value: code }, name)));
    this.fields = el("div", { class: "rd-fields" }, el("div", {},
      el("label", { class: "rd-label", for: this.family.id }, t("Which family?")), this.family,
      el("label", { class: "rd-label", for: this.language.id }, t("Which language is spoken?")), this.language), this.heard);
    this.people();
    return this.fields;
  }

  get chosen() {
    return this.data.families.find(({ guid }) => guid === this.family.value);
  }

  choose() {
    if (this.chosen?.people !== null) return this.people();
    return location.assign(`/record?family=${encodeURIComponent(this.chosen.guid)}`);
  }

  // Who can be heard, and of whom consent is missing: that is said before anything is recorded.
  people() {
    const found = this.chosen?.people ?? [];
    this.boxes = found.map((one) => el("input", { type: "checkbox", value: one.guid, autocomplete: "off", checked: one.itself, disabled: Boolean(one.why) }));
    const link = () => el("a", { href: `${this.data.consent}${encodeURIComponent(this.chosen.guid)}` }, t("Ask for consent"));
    this.heard.replaceChildren(el("legend", {}, t("Who is heard?")), ...found.map((one, i) => el("label", {}, this.boxes[i],
      el("span", {}, one.name, one.why ? el("small", {}, one.why, " ", link()) : null))),
      ...(found.length ? [] : [el("p", { class: "rd-hint" }, t("Choose the family first."))]));
  }

  asked() {
    const persons = this.boxes.filter(({ checked }) => checked).map(({ value }) => value);
    if (!this.chosen) this.panel.say(t("Choose the family this is about."));
    else if (!persons.length) this.panel.say(t("Say who is heard in this recording, so that consent can be checked."));
    else {
      this.fields.inert = true;
      return { kind: "interview", family: this.chosen.guid, persons, language: this.language.value };
    }
    return null;
  }

  async takeUp() {
    const left = (await this.pieces?.recordings().catch(() => [])) ?? [];
    const own = left.find(({ kind }) => kind === "interview");
    if (own) await this.panel.takeUp(own);
    this.fields.inert = Boolean(this.panel.recording);
  }

  ended() {
    this.fields.inert = false;
    const { recording } = this.panel;
    const { why } = recording.server;
    this.panel.closed(recording, why ? t("The recording is stored. It is not written out yet: {why}", { why })
      : t("The recording is stored and will be written out. You find it among the conversations."));
    this.list();
  }

  // What lies on this device and what the server has, each with what can be done.
  async list() {
    const here = ((await this.pieces?.recordings().catch(() => [])) ?? []).filter(({ guid }) => guid !== this.panel.recording?.known.guid);
    const { spoken = [] } = await ask("GET", "/api/spoken").catch(() => ({}));
    const guids = new Set([...here, this.panel.recording?.known].filter(Boolean).flatMap(({ guid, rest }) => [guid, rest]));
    const rows = [...await Promise.all(here.map((one) => this.onDevice(one))),
      ...spoken.filter(({ guid }) => !guids.has(guid)).map((one) => this.onServer(one))];
    this.mine.hidden = !rows.length;
    this.mine.replaceChildren(el("h2", {}, t("Spoken, and not done yet")), el("ul", {}, ...rows));
  }

  async onDevice(known) {
    const unsent = await this.pieces.count(known.guid);
    const lasts = clock(known.ms);
    const name = known.kind === "note" ? t("Voice note, {family}, {time}", { family: known.family, time: lasts })
      : t("Conversation, {family}, {time}", { family: known.family, time: lasts });
    const buttons = [this.button(t("Send and finish"), () => this.finish(known)), this.sure(() => this.dropHere(known))];
    if (known.kind === "note") buttons.unshift(el("a", { href: `/story?draft=${encodeURIComponent(known.draft)}` }, t("Open the story")));
    return this.row(name, unsent ? t("Recorded on this device, not all sent yet.") : t("Recorded on this device, not finished."), buttons);
  }

  onServer(one) {
    const [time, day] = [clock(one.ms), dayName(one.told_on)];
    const name = one.kind === "note" ? t("Voice note, {family}, {day}, {time}", { family: one.family, day, time })
      : t("Conversation, {family}, {day}, {time}", { family: one.family, day, time });
    const [about, buttons] = this.ofServer(one);
    return this.row(name, about, buttons);
  }

  ofServer({ guid, draft, family_guid: family, state, story, writing, why }) {
    const open = el("a", { href: `/story?draft=${encodeURIComponent(draft)}&family=${encodeURIComponent(family)}` }, t("Open the story"));
    const api = `/api/spoken/${guid}`;
    if (state === "open") {
      return [t("Begun on another device or in a browser that was cleared, and not finished."),
        [this.button(t("Finish with what arrived"), () => this.act("POST", `${api}/close`, {})),
          this.sure(() => this.act("DELETE", api))]];
    }
    if (state === "written") return [t("Written out; its words wait for you in the story."), [open]];
    if (state === "homeless") {
      return [story ? t("Written out after you had kept the story.") : t("Written out after you had thrown the story away."),
        [this.button(t("Begin a story with it"), () => this.newStory(api, family)),
          this.sure(() => this.act("DELETE", `${api}/text`))]];
    }
    if (["queued", "running"].includes(writing)) return [t("Being written out."), []];
    return [`${t("Kept, not written out.")} ${why}`, [this.button(t("Write it out"), () => this.act("POST", `${api}/text`, {}))]];
  }

  row(name, about, buttons) {
    return el("li", {}, el("span", {}, el("b", {}, name), el("br"), el("small", {}, about)), el("div", { class: "rd-toggles" }, ...buttons));
  }

  button(label, onclick, kind = "") {
    return el("button", { type: "button", class: kind, onclick }, label);
  }

  // By a second press only.
  sure(then) {
    return this.button(t("Throw away"), ({ currentTarget }) => {
      if (currentTarget.dataset.sure) return then();
      Object.assign(currentTarget, { textContent: t("Really throw away?") }).dataset.sure = "1";
      return undefined;
    }, "rd-quiet");
  }

  async act(method, path, body) {
    await ask(method, path, body).then(() => this.panel.say(""), (fault) => this.panel.say(fault.message || t("No connection. Try again later.")));
    this.list();
  }

  async newStory(api, family) {
    try {
      const { draft } = await ask("POST", `${api}/draft`, {});
      location.assign(`/story?draft=${draft}&family=${encodeURIComponent(family)}`);
    } catch (fault) {
      this.panel.say(fault.message || t("No connection. Try again later."));
    }
  }

  // One that an earlier visit left: sent from here, while this page is open.
  async taken(known) {
    if (this.senders.has(known.guid)) return this.senders.get(known.guid);
    const made = new Recording({ known, pieces: this.pieces, changed: () => {
      if (made.state === "closed") { this.senders.delete(known.guid); this.panel.closed(made); this.list(); }
      if (made.sentence) this.panel.say(made.sentence);
    } });
    if (!(await made.resume())) {
      this.panel.say(t("This recording is open in another window. Go on there."));
      return null;
    }
    this.senders.set(known.guid, made);
    return made;
  }

  async finish(known) {
    const made = await this.taken(known);
    if (made?.state === "open") await made.finish();
    this.list();
  }

  async dropHere(known) {
    const made = await this.taken(known);
    await made?.throwAway().catch((fault) => this.panel.say(fault.message || t("No connection. Try again later.")));
    this.list();
  }

  end() {
    this.panel?.stop();
    for (const one of this.senders.values()) one.stop();
  }
}
