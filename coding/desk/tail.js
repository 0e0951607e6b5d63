// What still waits to be stored of a text that was left: sent until the server has it.

import { browserStorage } from "/assets/kit/unsaved.js";
import { Outbox } from "./outbox.js";
import { Sender } from "./sender.js";

export class Tail {
  // data: of the document, see state.js; changed(waiting): how many actions are left.
  constructor({ account, csrf, document: { guid, version } }, changed) {
    this.outbox = new Outbox(browserStorage(), account, guid, version, crypto.randomUUID());
    this.sender = new Sender({
      guid, account, csrf, outbox: this.outbox, settled: () => {}, stated: () => {}, changed: () => changed(this.waiting),
    });
    changed(this.waiting);
  }

  get waiting() {
    return this.outbox.size;
  }

  kick() {
    if (this.waiting) this.sender.kick();
  }

  stop() {
    this.sender.stop();
  }
}
