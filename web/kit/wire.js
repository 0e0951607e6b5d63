// Asking our own routes: with the key that writing needs, faults that carry the sentence to show, and when to try again.

const KEEPALIVE_BYTES = 60000; // browsers let 64 KiB outlive a page
const GREETING_MS = 10000;
const LONGEST_WAIT_MS = 15000;

export class Fault extends Error {
  // status: 0 when nobody answered, or somebody between us and the server did. told: the answer; its `error` is the
  // message, a sentence in the reader's language, or "".
  constructor(status, told) {
    super(told?.error || "");
    this.status = status;
    this.told = told || {};
  }
}

// The key for writing that this page came with: it belongs to the sitting of that moment.
export const pageKey = () => document.querySelector("meta[name=csrf-token]")?.content || "";

// The answer's JSON; throws a Fault. body: anything to be sent as JSON, or an ArrayBuffer as it is. key: for writing; patience: how many ms to wait, 0 for as long as it takes;
// outlives: the request goes on when the page goes away, unless it is too large for that.
export async function ask(method, path, body, { key = pageKey(), patience = 0, outlives = false } = {}) {
  const options = { method, cache: "no-store", headers: { "X-CSRF-Token": key } };
  if (body instanceof ArrayBuffer) {
    options.body = body;
    options.headers["Content-Type"] = "application/octet-stream";
  } else if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
    options.keepalive = outlives && new Blob([options.body]).size < KEEPALIVE_BYTES;
  }
  if (patience) options.signal = AbortSignal.timeout(patience);
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Fault(0);
  }
  const told = answer.status === 204 ? {} : await answer.json().catch(() => null);
  if (!answer.ok) throw new Fault(answer.status, told);
  if (!told) throw new Fault(0); // cut off half way, or a page of somebody else's: it must not count as stored
  return told;
}

// Another key than this one, when somebody signed in again in another window; null when there is none. Whether that is
// the same person is for the caller to find out, before anything is sent with it.
export async function newKey(key) {
  const me = await ask("GET", "/api/me", undefined, { key, patience: GREETING_MS }).catch(() => ({}));
  return me.csrf && me.csrf !== key ? me.csrf : null;
}

// What a fault means for what waits to be sent; without a connection, or while the program restarts, it is "offline".
export function standing({ status }) {
  if (status === 401) return "signedout";
  return [400, 403, 404, 409, 413, 507].includes(status) ? "refused" : "offline";
}

// How long to wait before the next try: twice as long after each fault.
export class Waits {
  constructor(first) {
    this.first = first;
    this.ms = first;
  }

  longer() {
    const { ms } = this;
    this.ms = Math.min(ms * 2, LONGEST_WAIT_MS);
    return ms;
  }

  over() {
    this.ms = this.first;
  }
}

// `send(key)`, and once more after a refusal when somebody signed in again in another window and so has another key; `took`
// is told that one. Whoever answers has to find out whether it is the same person.
export async function withKey(key, send, took) {
  try {
    return await send(key);
  } catch (fault) {
    const other = fault.status === 403 ? await newKey(key) : null;
    if (!other) throw fault;
    took(other);
    return send(other);
  }
}
