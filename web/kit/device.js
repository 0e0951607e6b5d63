// What pages share for which a device is handed over (web/gate/handed.py).
import { load } from "./words.js";

// make(root, data): what the page shows, once its words are there.
export function onThisPage(make) {
  // A page that the browser kept from before is asked for anew: what may be seen may be another thing by now.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  load().catch(() => {}).then(() => {
    make(document.getElementById("rd-handed-page"), JSON.parse(document.getElementById("rd-handed").textContent));
  });
}

// All is done: where the coach takes her device back with her password.
export function openWayBack() {
  document.querySelector(".rd-take-back").open = true;
}
