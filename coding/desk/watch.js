// Whether this document may still be read, and its sound heard, and whether anybody coded it, changed the codebook, or this
// coder's digits in another window since: asked each second while it is seen, and at once when what is in reach has changed.

import { askReach } from "/assets/kit/reach.js";

const EVERY_MS = 800; // so that what another computer did is here within a second

export class Watch {
  // stamp: what was in reach when the document was fetched. shut(sentence): it may not be read any more; opened(): it
  // may be read again; silent(): its sound may not be heard any more; news(rev, codebook, digits): the document's revision, the
  // number of the codebook, and digits: { keys, asked }, the codes under them as they were when this was asked (ms of the page).
  constructor({ document, stamp, recording, shut, opened, silent, news }) {
    Object.assign(this, { document, stamp, recording, shut, opened, silent, news });
    this.open = true;
    this.busy = this.ended = false;
    this.timer = setInterval(() => globalThis.document.hidden || this.look(), EVERY_MS);
    this.listen = ({ detail: stamp }) => stamp !== this.stamp && this.look();
    addEventListener("rd-reach", this.listen);
  }

  async look() {
    if (this.busy) return;
    this.busy = true;
    const asked = performance.now();
    const answer = await askReach({ document: this.document });
    this.busy = false;
    if (!answer || this.ended) return; // nobody answered: asked again at the next stamp
    this.stamp = answer.stamp;
    if (answer.open && !this.open) return this.opened();
    if (!answer.open && this.open) this.shut(answer.sentence);
    else if (this.recording && answer.recording !== this.recording) {
      this.recording = null;
      this.silent();
    }
    this.open = answer.open;
    if ("rev" in answer) this.news(answer.rev, answer.codebook, { keys: answer.favourites, asked });
  }

  end() {
    this.ended = true;
    clearInterval(this.timer);
    removeEventListener("rd-reach", this.listen);
  }
}
