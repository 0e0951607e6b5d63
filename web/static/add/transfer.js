// One file to the other side, in pieces, resumed after anything; its name is never sent here.

import { ask, Fault, pageKey, Waits } from "/assets/kit/wire.js";

const PIECE = 4 * 1024 * 1024;
const EDGE = 256 * 1024;
const FIRST_WAIT_MS = 1000;

export const extensionOf = (name) => (/\.([^.]+)$/.exec(name)?.[1] ?? "").toLowerCase();

// By size, last change and both ends: reading 2 GB to know a file again would take longer than sending on.
async function fingerprintOf(file) {
  const parts = [
    new TextEncoder().encode(`${file.size}|${file.lastModified}|`),
    await file.slice(0, EDGE).arrayBuffer(), await file.slice(-EDGE).arrayBuffer(),
  ];
  const hash = await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// A piece of a file. XMLHttpRequest, as fetch does not tell how far it is with sending.
function sendPiece(path, blob, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PATCH", path);
    request.setRequestHeader("X-CSRF-Token", pageKey());
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onerror = request.ontimeout = () => reject(new Fault(0));
    request.onabort = () => reject(new DOMException("", "AbortError"));
    request.onload = () => {
      let told = null;
      try { told = JSON.parse(request.responseText); } catch { /* a proxy's page */ }
      const { status } = request;
      if (status === 200 && told) resolve(told);
      else reject(new Fault(status === 200 ? 0 : status, told));
    };
    signal.addEventListener("abort", () => request.abort(), { once: true });
    if (signal.aborted) reject(new DOMException("", "AbortError"));
    else request.send(blob);
  });
}

const pause = (ms, signal) => new Promise((resolve, reject) => {
  const timer = setTimeout(done, ms);
  function done() { removeEventListener("online", done); clearTimeout(timer); resolve(); }
  addEventListener("online", done, { once: true });
  signal.addEventListener("abort", () => { done(); reject(new DOMException("", "AbortError")); }, { once: true });
});

// told: {begun(upload), progress(bytes), waiting(bool)}. Resolves when all has arrived; throws a Fault to show, or an
// AbortError after a cancel.
export async function transfer(file, signal, told) {
  let upload = null;
  let fails = 0;
  const waits = new Waits(FIRST_WAIT_MS);
  for (;;) {
    try {
      if (!upload) {
        const asked = { ext: extensionOf(file.name), bytes: file.size, fingerprint: await fingerprintOf(file) };
        upload = await ask("POST", "/api/uploads", asked);
        told.begun(upload);
      }
      while (upload.received < file.size) {
        const at = upload.received;
        const blob = file.slice(at, at + PIECE);
        upload = await sendPiece(
          `/api/uploads/${upload.guid}?offset=${at}`, blob, (sent) => told.progress(at + sent), signal);
        fails = 0;
        waits.over();
        told.waiting(false);
        told.progress(upload.received);
      }
      return upload;
    } catch (fault) {
      if (!(fault instanceof Fault) || ![0, 404, 409, 429, 500, 502, 503, 504].includes(fault.status)) throw fault;
      if (fault.status === 404) upload = null; // cleared away meanwhile: begin again
      const place = fault.status === 409 ? fault.told.received : null;
      const moved = upload && Number.isInteger(place) && place !== upload.received;
      if (moved) upload = { ...upload, received: place };
      fails += 1;
      if (fault.status !== 0 && fails > 8) throw fault;
      told.waiting(!moved);
      if (!moved) await pause(waits.longer(), signal);
      if (upload && !moved) upload = await whereWeWere(upload);
    }
  }
}

async function whereWeWere(upload) {
  try {
    return await ask("GET", `/api/uploads/${upload.guid}`);
  } catch (fault) {
    if (fault.status === 404) return null;
    return upload;
  }
}

// Seconds left, by how fast it went since this page began sending; null while that says nothing yet.
export class Pace {
  constructor(at) { this.began = performance.now(); this.from = at; }
  secondsLeft(at, size) {
    const passed = (performance.now() - this.began) / 1000;
    if (passed < 2 || at <= this.from) return null;
    return Math.ceil((size - at) / ((at - this.from) / passed));
  }
}
