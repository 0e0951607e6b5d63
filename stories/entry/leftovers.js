// Texts that earlier pages of this account left in this browser, because they were closed without a connection: each
// goes to the server as it is and then leaves the browser. mount() does so on the page with the list of drafts.
import { load, t } from "/assets/kit/words.js";
import { el } from "/assets/kit/dom.js";
import { Drafts } from "./drafts.js";
import { Local } from "./local.js";

const mounted = new WeakSet();

// How many were sent; what cannot be sent now stays where it is. except: the page that looks after its own text.
export async function sendLeftovers(local, drafts, except = "") {
  let sent = 0;
  for (const entry of local.all().filter((one) => one.page !== except)) {
    try {
      await drafts.save(entry.guid, entry.versions, entry.body);
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
  const local = new Local(data.owner);
  load().catch(() => {}).then(() => sendLeftovers(local, new Drafts(data.owner))).then((sent) => {
    if (!sent) return;
    parentElement.replaceChildren(el("p", { role: "status" },
      t("Text that was still on this phone or computer has been saved."), " ",
      el("a", { href: "/stories" }, t("Show it"))));
  });
  return undefined;
}
