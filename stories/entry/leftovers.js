// Texts that earlier pages of this account left in this browser, because they were closed without a connection: each
// goes to the server as it is and then leaves the browser. mount() does so on the page with the list of drafts.
import { load, t } from "../static/words.js";
import { el } from "./dom.js";
import { Local } from "./local.js";
import { Wire } from "./wire.js";

const mounted = new WeakSet();

// How many were sent; what cannot be sent now stays where it is. except: the page that looks after its own text.
export async function sendLeftovers(local, wire, except = "") {
  let sent = 0;
  for (const entry of local.all().filter((one) => one.page !== except)) {
    try {
      await wire.save(entry.guid, entry.versions, entry.body);
      local.dropUnchanged(entry);
      sent += 1;
    } catch {
      break;
    }
  }
  return sent;
}

export function mount({ parentElement, data }) {
  if (mounted.has(parentElement)) return undefined;
  mounted.add(parentElement);
  const local = new Local(window.localStorage, data.owner);
  const wire = new Wire(data.owner, document.querySelector("meta[name=csrf-token]")?.content || "");
  load(data.language).catch(() => {}).then(() => sendLeftovers(local, wire)).then((sent) => {
    if (!sent) return;
    parentElement.replaceChildren(el("p", { role: "status" },
      t("Text that was still on this phone or computer has been saved."), " ",
      el("a", { href: "/stories" }, t("Show it"))));
  });
  return undefined;
}
