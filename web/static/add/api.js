// Asking our own routes: ask("POST", path, {..}) answers JSON or throws a Fault with the sentence to show.

const csrf = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

export class Fault extends Error {
  constructor(status, told) {
    super(told.error ?? "");
    this.status = status; // 0: nobody answered
    this.told = told;
  }
}

export async function ask(method, path, body) {
  const options = { method, headers: { "X-CSRF-Token": csrf() } };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Fault(0, {});
  }
  const told = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Fault(answer.status, told);
  return told;
}

// A piece of a file. XMLHttpRequest, as fetch does not tell how far it is with sending.
export function sendPiece(path, blob, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PATCH", path);
    request.setRequestHeader("X-CSRF-Token", csrf());
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onerror = request.ontimeout = () => reject(new Fault(0, {}));
    request.onabort = () => reject(new DOMException("", "AbortError"));
    request.onload = () => {
      let told = {};
      try { told = JSON.parse(request.responseText); } catch { /* a proxy's page */ }
      if (request.status === 200) resolve(told);
      else reject(new Fault(request.status, told));
    };
    signal.addEventListener("abort", () => request.abort(), { once: true });
    if (signal.aborted) reject(new DOMException("", "AbortError"));
    else request.send(blob);
  });
}
