// What pages share for which a device is handed over (web/gate/handed.py).

// A page that the browser kept from before is asked for anew: what may be seen may be another thing by now.
export function neverFromMemory() {
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}

// All is done: where the coach takes her device back with her password.
export function openWayBack() {
  document.querySelector(".rd-take-back").open = true;
}
