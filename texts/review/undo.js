// Undoing on the page of names: a decision goes back to what was decided before, a mark to what stood there.

import { t } from "/assets/kit/words.js";
import { spot, undoing } from "./state.js";

// page: as names.js has it; takes back its last step.
export function undo(page) {
  const step = page.steps.pop();
  if (!step) return page.tell(t("There is nothing to undo."));
  if (step.marked) return unmark(page, step);
  const now = new Map([...page.state.places.values()].map((one) => [JSON.stringify(spot(one)), one]));
  const places = step.places.map(({ decision, ...at }) => ({ ...now.get(JSON.stringify(at)), decision })).filter(({ guid, waits }) => guid && !waits);
  if (!places.length) return page.tell(t("This cannot be undone any more."));
  page.put(undoing(places, step.before));
  const [first] = places;
  [page.thing, page.place] = [first.thing, page.state.places.get(first.guid)];
  if (page.text) page.tell(t("Undone: “{word}”", { word: first.word }));
  return page.draw();
}

// The server finds again what stood where words were marked.
function unmark(page, step) {
  if (!step.guids) {
    page.steps.push(step);
    return page.tell(t("This is being stored. Try again in a moment."));
  }
  const act = { id: crypto.randomUUID(), act: "unmark", document: step.document, places: step.guids };
  page.state.put(act);
  page.outbox.put([act]);
  page.tell(t("Undone: “{word}”", { word: step.word }));
  if (!page.group) page.start();
  return page.draw();
}
