// What is known of the names: as the server told it, with what was decided here and not sent yet on top. No page, no server.

// Kinds of which one name is called the same everywhere; of others a place stands for itself.
const NAMED = ["name", "place", "org", "address"];

const placeKey = ({ document, number, start, end }) => `${document} ${number} ${start} ${end}`;
const overlap = (one, other) => one.document === other.document && one.start < other.end && other.start < one.end;

export class State {
  constructor() {
    this.order = []; // things, as they stood when the page was opened: nothing jumps while one reads
    this.texts = [];
    this.groups = new Map();
    this.places = new Map();
  }

  // told: { groups, texts } as the server has them; acts: what it lacks.
  take({ groups, texts }, acts) {
    this.texts = texts;
    this.groups = new Map(groups.map((one) => [one.thing, { ...one, places: one.places.map((place) => ({ ...place, thing: one.thing })) }]));
    this.places = new Map([...this.groups.values()].flatMap(({ places }) => places.map((place) => [place.guid, place])));
    acts.forEach((act) => this.put(act));
    const known = new Set(this.order);
    this.order = [...this.order.filter((thing) => this.groups.has(thing)), ...[...this.groups.keys()].filter((thing) => !known.has(thing))];
  }

  // Shows an act as done.
  put(act) {
    if (act.act === "add") return this.add(act);
    if (act.act === "unmark") return act.places.map((guid) => this.places.get(guid)).filter(Boolean).forEach((place) => this.drop(place));
    const places = act.places.map((guid) => this.places.get(guid)).filter(Boolean);
    const decision = { accept: "replace", rename: "replace", leave: "leave", reopen: null }[act.act];
    places.forEach((place) => Object.assign(place, { decision, by: "" }));
    if (act.act === "rename") places.forEach((place) => this.call(place, act.pseudonym));
    return undefined;
  }

  call(place, pseudonym) {
    const group = this.groups.get(place.thing);
    group.pseudonym = pseudonym;
    const same = NAMED.includes(group.kind) ? group.places : [place];
    same.forEach((one) => { one.replacement = pseudonym; });
  }

  // A place that was selected here: it has the name of its act until the server has it.
  add({ id, document, number, start, end, kind, pseudonym, word, before, after, ms }) {
    const place = {
      guid: id, thing: id, document, number, start, end, word, before, after, ms, spoken: null, source: "hand", sureness: 1,
      doubtful: false, decision: "replace", replacement: pseudonym, by: "", waits: true };
    [...this.places.values()].filter((one) => overlap(one, place)).forEach((one) => this.drop(one));
    this.groups.set(id, { thing: id, kind, pseudonym, places: [place] });
    this.places.set(id, place);
    if (!this.order.includes(id)) this.order.push(id);
  }

  drop(place) {
    const group = this.groups.get(place.thing);
    this.places.delete(place.guid);
    group.places = group.places.filter((one) => one !== place);
    if (!group.places.length) this.groups.delete(place.thing);
    this.order = this.order.filter((thing) => this.groups.has(thing));
  }

  get all() {
    return this.places.size;
  }

  get left() {
    return [...this.places.values()].filter(({ decision }) => !decision).length;
  }

  leftIn(document) {
    return [...this.places.values()].filter((place) => place.document === document && !place.decision).length;
  }

  text(document) {
    return this.texts.find(({ guid }) => guid === document);
  }

  placesOf(document) {
    return [...this.places.values()].filter((place) => place.document === document).sort((one, other) => one.start - other.start);
  }

  // The next name about which nothing is decided yet, behind this one and then from the first; null when there is none.
  nextOpen(thing) {
    const at = this.order.indexOf(thing);
    const around = [...this.order.slice(at + 1), ...this.order.slice(0, at + 1)];
    return around.find((one) => open(this.groups.get(one)).length) ?? null;
  }

  beside(thing, by) {
    const at = this.order.indexOf(thing) + by;
    return this.order[Math.min(this.order.length - 1, Math.max(0, at))] ?? null;
  }

  // Where a place of an earlier look stands now: what was decided of it goes along.
  again(act) {
    const now = new Map([...this.places.values()].map((place) => [placeKey(place), place.guid]));
    const places = act.at.map((one) => now.get(placeKey(one))).filter(Boolean);
    return places.length ? { ...act, places, at: places.map((guid) => spot(this.places.get(guid))), tried: true } : null;
  }
}

export const open = (group) => group.places.filter(({ decision }) => !decision);
export const spot = ({ document, number, start, end }) => ({ document, number, start, end });

// What undoes an act, of places as they are now: acts to be sent in this order.
export function undoing(places, pseudonym) {
  const acts = pseudonym === undefined ? [] : [{ act: "rename", places, pseudonym }];
  for (const [act, decision] of [["reopen", null], ["leave", "leave"], ["accept", "replace"]]) {
    const those = places.filter((place) => place.decision === decision);
    if (those.length && !(act === "accept" && acts.length)) acts.push({ act, places: those });
  }
  return acts;
}
