// Somebody of the family who is heard in a text and is not known yet: added right there, under a pseudonym.

import { el } from "/assets/kit/dom.js";
import { ask } from "/assets/kit/wire.js";
import { t } from "/assets/kit/words.js";

export const NEWCOMER = "+";

// Puts a form under the row of the speaker; what was chosen for the label stays until the person is added.
export function newcomer({ file, family, choices, say, chosen }, label, box) {
  const said = file.said.speakers[label] ?? { voice: "", person: null };
  box.value = `${said.voice}|${said.person ?? ""}`;
  if (box.selectedIndex < 0) box.value = "";
  const row = box.closest("tr");
  row.nextElementSibling?.matches(".rd-newcomer") && row.nextElementSibling.remove();
  const fault = el("p", { class: "rd-fault", role: "alert" });
  const kind = el("select", {}, ...choices.kinds.map((one) => el("option", { value: one.key }, one.name)));
  const role = el("input", { type: "text", maxlength: 80 });
  const name = el("input", { type: "text", maxlength: 80, required: true, autocomplete: "off" });
  const sure = []; // a pseudonym that is none of somebody's names although it looks like one
  const yes = el("button", { type: "button", hidden: true }, t("Yes, it is right"));
  const close = () => { form.closest("tr").remove(); box.focus(); };
  const form = el("form", { class: "rd-fields", onsubmit: async (event) => {
    event.preventDefault();
    try {
      const { guid, choices: found } = await ask("POST", "/api/intake/person",
        { family: family.guid, kind: kind.value, role: role.value, pseudonym: name.value, sure });
      file.said.speakers[label] = { voice: "family", person: guid };
      say("speakers", file.said.speakers);
      chosen(found, t("{person} has been added to the family.", { person: name.value }), `speaker ${label}`, file);
    } catch (problem) {
      fault.textContent = problem.message || t("There is no connection. Try again.");
      yes.hidden = !problem.told?.asks;
      yes.onclick = () => { sure.push(problem.told.asks); form.requestSubmit(); };
      (yes.hidden ? name : yes).focus();
    }
  } },
  el("label", {}, t("Who it is"), kind), el("label", {}, t("Role, such as mother or uncle"), role),
  el("label", {}, t("Pseudonym, no real name"), name),
  el("div", {}, el("button", { type: "submit" }, t("Add to the family")), " ",
    el("button", { type: "button", onclick: close }, t("Cancel"))), fault, yes);
  row.after(el("tr", { class: "rd-newcomer" }, el("td", { colspan: 3 }, form)));
  kind.focus();
}
