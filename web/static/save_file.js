// A button that hands the browser a file which the page made; nothing is asked of the server, and nothing is stored.

import { el } from "/assets/kit/dom.js";

export function mount({ data, parentElement }) {
  const known = parentElement.querySelector("button");
  const button = known ?? el("button", { type: "button", class: "rd-action" });
  button.textContent = data.label;
  button.onclick = () => save(data);
  if (!known) parentElement.append(button);
}

function save({ name, mime, data }) {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: mime }));
  const link = el("a", { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
