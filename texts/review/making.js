// The texts that wait: letting the program look for names, and making the version without names of each.

import { el } from "/assets/kit/dom.js";
import { ask } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";

const LOOK_AGAIN_MS = 1000;

export class Making {
  // changed(): the server has something new. stored(): a promise that all of ours has arrived, or false.
  constructor({ one, signal, changed, stored, tell }) {
    Object.assign(this, { one, signal, changed, stored, tell });
    this.find = el("button", { type: "button", onclick: () => this.look() }, t("Find the names"));
    this.all = el("button", { type: "button", class: "nm-main", hidden: true, onclick: () => this.makeAll() });
    this.bar = el("progress", { "aria-label": t("How far the program is"), hidden: true });
    this.far = el("span", { role: "status" });
    this.old = el("span", { role: "status" });
    this.list = el("ul", { class: "nm-texts" });
    this.element = el("section", { class: one ? "nm-making nm-one" : "nm-making", "aria-label": t("The texts") }, this.list,
      el("div", { class: "nm-row" }, this.find, this.all, this.bar, this.far, this.old));
    this.made = null; // what was made here: [guid, title]
  }

  draw(state) {
    this.state = state;
    const looked = state.texts.some((text) => text.looked);
    this.find.textContent = looked ? t("Look for names once more") : t("Find the names");
    this.find.classList.toggle("nm-main", !looked);
    const old = state.texts.some(({ outdated }) => outdated) ? t("The register has changed since. Look once more; what you decided stays.") : "";
    if (this.old.textContent !== old) this.old.textContent = old;
    this.find.hidden = !state.texts.length;
    // Where nothing was found somebody says so text by text.
    const ready = state.texts.filter(({ guid, looked, places }) => looked && places && !state.leftIn(guid)).length;
    this.all.hidden = this.one !== "" || ready < 2;
    this.all.textContent = t("Make all {n} versions without names", { n: ready });
    this.list.replaceChildren(...state.texts.map((text) => this.row(text)), this.done());
  }

  row(text) {
    const left = this.state.leftIn(text.guid);
    const said = !text.looked ? t("no program looked for names in it yet")
      : left ? t("{n} places to decide", { n: left }) : t("everything is decided");
    const name = `${text.family} · ${text.title}`;
    return el("li", {}, this.one ? el("strong", {}, name) : el("a", { href: `/names?document=${text.guid}` }, name), el("span", {}, said),
      text.looked ? el("button", { type: "button", class: left ? null : "nm-main", onclick: (event) => this.make(text, event.target) },
        t("Make the version without names")) : null);
  }

  done() {
    if (!this.made) return "";
    const [guid, title] = this.made;
    return el("li", { class: "nm-made", role: "status" }, el("span", {}, t("Evaluators read “{title}” without names from now on.", { title })),
      el("a", { href: `/desk?document=${guid}` }, t("Read the text")));
  }

  // Asks for the job, and tells how far it is until it ends.
  look() {
    return this.work("find", t("The program has looked."));
  }

  // Of every text in which all is decided; those in which a name still stands stay in the list.
  async makeAll() {
    if (!await this.stored()) return this.tell(t("Not everything is stored yet. Try again when there is a connection."));
    return this.work("make", t("The versions are made. In what still stands here, a word is left to decide about: make it by itself."));
  }

  async work(what, then) {
    try {
      const { job } = await ask("POST", `/api/names/${what}`, { documents: this.one ? [this.one] : [] });
      this.find.disabled = true;
      this.all.disabled = true;
      this.follow(job, then);
    } catch (fault) {
      this.tell(fault.message || t("The program cannot be reached. Try again."));
    }
  }

  async follow(guid, then) {
    const told = await ask("GET", "/api/jobs").catch(() => null);
    const job = told?.jobs.find((one) => one.guid === guid);
    if (this.signal.aborted) return;
    if (job && !job.alive) return this.ended(job, then);
    this.bar.hidden = false;
    if (job?.total) Object.assign(this.bar, { max: job.total, value: job.done });
    else this.bar.removeAttribute("value");
    this.far.textContent = job?.text ?? t("Starting …");
    setTimeout(() => this.follow(guid, then), LOOK_AGAIN_MS);
  }

  async ended(job, then) {
    this.bar.hidden = true;
    this.find.disabled = false;
    this.all.disabled = false;
    this.far.textContent = job.state === "done" ? then : job.text;
    await this.changed();
  }

  async make(text, button, nothing = false) {
    button.disabled = true;
    this.bar.hidden = false;
    this.bar.removeAttribute("value");
    this.far.textContent = t("Making the version without names …");
    try {
      if (!await this.stored()) throw new Error(t("Not everything is stored yet. Try again when there is a connection."));
      const told = await ask("POST", `/api/documents/${encodeURIComponent(text.guid)}/names/make`, { number: text.number, no_names: nothing });
      if (told.version) this.made = [text.guid, text.title];
      this.far.textContent = "";
      if (told.version) {
        await this.changed();
        // Who asked meanwhile has the list without this text already, and nothing more changed since.
        this.draw(this.state);
      } else this.doubt(text, told);
    } catch (fault) {
      this.far.textContent = fault.message || t("The program cannot be reached. Try again.");
    }
    this.bar.hidden = true;
    button.disabled = false;
  }

  // Words that the register knows still stand there: somebody says that they show nothing, or takes them out.
  doubt(text, { why, shown }) {
    const words = shown.slice(0, 12).join(", ");
    this.far.replaceChildren(`${why} (${words}) `, el("button", {
      type: "button", onclick: (event) => this.make(text, event.target, true) }, t("They show nothing here: make it")));
  }
}
