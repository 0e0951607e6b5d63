// Story entry: mounted on the page /story. mount({ parentElement, data }) may be called again with the same element (Streamlit
// does so at every change of data or theme) and then changes nothing.
import { timeName } from "/assets/kit/dates.js";
import { el } from "/assets/kit/dom.js";
import { InView } from "/assets/kit/in_view.js";
import { beforeLeaving } from "/assets/kit/unsaved.js";
import { load, t } from "/assets/kit/words.js";
import { Bar } from "./bar.js";
import { Drafts } from "./drafts.js";
import { Form } from "./form.js";
import { sendLeftovers } from "./leftovers.js";
import { Local } from "./local.js";
import { Names } from "./names.js";
import { Questions } from "./questions.js";
import { Outbox } from "./outbox.js";

const STYLE = "/assets/entry/entry.css";
const mounted = new WeakMap();

// Our style sheet, once per page; shown only after it is there, so that nothing jumps.
function dressed() {
  if (document.head.querySelector(`link[href="${STYLE}"]`)) return Promise.resolve();
  const link = el("link", { rel: "stylesheet", href: STYLE });
  return new Promise((done) => {
    link.onload = link.onerror = done;
    document.head.append(link);
  });
}

export function mount({ parentElement: parent, data }) {
  const before = mounted.get(parent);
  if (before?.guid === data.guid) return before.stop;
  before?.stop();
  const entry = new Entry(parent, data);
  mounted.set(parent, { guid: data.guid, stop: () => { entry.stop(); mounted.delete(parent); } });
  return mounted.get(parent).stop;
}

class Entry {
  constructor(parent, data) {
    this.parent = parent;
    this.data = data;
    this.gone = new AbortController();
    Promise.all([load().catch(() => {}), dressed()]).then(() => { if (!this.gone.signal.aborted) this.start(); });
  }

  start() {
    const { data } = this;
    const [local, drafts] = [new Local(data.owner), new Drafts(data.owner)];
    this.outbox = new Outbox({
      local, drafts, guid: data.guid, known: data.draft,
      changed: () => this.bar?.show(this.outbox), moved: (answer) => this.moved(answer), dayIs: (day) => this.form?.dayIs(day),
    });
    this.form = new Form(data, () => this.typed());
    this.names = new Names({
      replace: (found, by) => this.form.replace(found, by), keepAnyway: () => this.keep({ anyway: true }),
      settled: () => this.bar.waitFor("", this.outbox) });
    this.questions = new Questions({ keep: () => this.keep({}), change: (field) => this.form.lead(field) });
    this.bar = new Bar({ when: data, keep: () => this.keep({}), throwAway: () => this.throwAway() });
    this.note = el("div", { class: "rd-note", role: "status" });
    this.form.write(this.outbox.body);
    this.outbox.body = this.form.read(); // with what the form fills in by itself, so that it is kept with the rest
    this.before = JSON.stringify(this.outbox.body);
    this.root = el("form", { class: "rd-entry", novalidate: true, onsubmit: (event) => event.preventDefault() },
      this.note, this.form.element, this.questions.element, this.names.element, this.bar.foot, this.bar.element);
    this.parent.replaceChildren(this.root);
    this.bar.show(this.outbox);
    this.sayResumed();
    this.listen();
    this.meetSpoken();
    sendLeftovers(local, drafts, this.outbox.page);
  }

  listen() {
    const { signal } = this.gone;
    beforeLeaving(signal, {
      send: () => this.outbox.flush(), atRisk: () => this.outbox.unsaved > 0 && !this.outbox.local.works,
    });
    addEventListener("online", () => this.outbox.send(), { signal });
    new InView(this.root, this.bar.element).listen(signal);
  }

  // What is spoken for this story (stories/spoken/note.js): where it stands, and its words once they are written out.
  meetSpoken() {
    const { signal } = this.gone;
    const { form } = this;
    document.addEventListener("rd-story-asked", ({ detail }) => Object.assign(detail, {
      slot: form.said, draft: this.outbox.guid, family: form.family.value, answer: form.answerNow,
      familyName: form.family.value && form.family.control.selectedOptions[0]?.textContent }), { signal });
    document.addEventListener("rd-story-said", ({ detail: { guid, answer, text } }) => {
      if (!form.say(guid, answer || form.answerNow, text)) return; // it stands there already
      this.typed();
      this.note.replaceChildren(el("p", {}, t("What you said has been written out. Read it through: a machine wrote it, and names may stand in it.")));
    }, { signal });
    document.dispatchEvent(new CustomEvent("rd-story-there"));
  }

  stop() {
    this.gone.abort();
    this.outbox?.stop();
  }

  sayResumed() {
    const at = this.outbox.adopted?.at || this.data.draft?.changed_at;
    if (at) this.note.replaceChildren(el("p", {}, t("Draft of {time} kept. You can go on.", { time: timeName(at, this.data.today) })));
  }

  // A change event without a change, as after leaving a field, is none.
  typed() {
    const body = this.form.read();
    const now = JSON.stringify(body);
    if (now === this.before) return;
    this.before = now;
    this.outbox.change(body);
    this.bar.show(this.outbox);
  }

  // The text went to another draft: this one was changed on another device, or kept there.
  moved(answer) {
    const was = this.data.guid;
    const other = answer.finished ? t("This story was kept or thrown away already.")
      : t("This draft was changed somewhere else too. Both are kept: you go on in a draft of your own.");
    this.note.replaceChildren(el("p", {}, `${other} `, el("a", { href: "/stories" }, t("To the stories"))));
    this.note.scrollIntoView({ block: "center" });
    if (answer.guid === was) return;
    this.data.guid = answer.guid;
    mounted.get(this.parent).guid = answer.guid;
    history.replaceState(history.state, "", `/story?draft=${encodeURIComponent(answer.guid)}`);
  }

  async keep(choice) {
    if (this.keeping) return;
    this.keeping = true;
    this.typed();
    this.bar.busy(true);
    this.form.element.inert = true; // what is typed while it is being kept would belong to no story
    try {
      this.answered(await this.outbox.keep({
        not_names: [...this.names.meant], sure: [...this.questions.sure], ...choice,
      }));
    } catch (fault) {
      this.form.element.inert = false;
      if (fault.told?.faults) this.form.show(fault.told.faults);
      this.bar.tell(fault.message || t("No connection: your story is still a draft. Keep it again when there is one."));
    } finally {
      this.keeping = false;
      this.form.element.inert = false;
      this.bar.busy(false);
    }
  }

  answered(answer) {
    this.form.element.inert = false;
    this.form.show({});
    if (answer.document) return this.done(answer.document);
    const { names = [], questions = [] } = answer;
    const wait = questions.length ? t("Not kept yet: look at the date") : names.length ? t("Not kept yet: look at the names") : "";
    this.bar.waitFor(wait, this.outbox);
    this.questions.show(questions);
    return this.names.show(names);
  }

  done(document) {
    this.stop();
    const title = el("h2", { tabindex: "-1" }, t("Your story has been kept"));
    const link = (href, text) => el("a", { href, class: "rd-link" }, text);
    this.parent.replaceChildren(el("section", { class: "rd-entry rd-done", "data-document": document }, title,
      el("p", {}, t("It stands on the timeline of the family now. Nothing of it is left on this phone or computer.")),
      el("p", {}, link(`/desk?document=${encodeURIComponent(document)}`, t("Read it back"))),
      ...this.ways(document).map(([href, text]) => el("p", {}, link(href, text))),
      el("p", {}, link("/story", t("Write another story"))), el("p", {}, link("/stories", t("To the stories")))));
    title.focus();
  }

  // What was seen on the visit that the story tells of, while it is fresh.
  ways(document) {
    const about = new URLSearchParams({ family: this.outbox.body.family ?? "", story: document });
    return [[`/contacts?${about}`, t("Note the contact, and how long it took")],
      [`/spent?${about}`, t("Note what was paid for it")], [`/signals?${about}`, t("Note what stood in the way: a signal")]];
  }

  async throwAway() {
    try {
      await this.outbox.throwAway();
      this.stop();
      location.assign("/stories");
    } catch (fault) {
      this.bar.tell(fault.message || t("No connection. Nothing was thrown away; try again later."));
    }
  }
}
