// On pages that show material: has Streamlit draw the page anew when what may be read has changed, and covers it where that
// takes long. What somebody is filling in on the page stays, for Streamlit keeps it.

import { isBusy } from "./press.js";
import { begun, seen } from "./covered.js";

const PATIENCE_MS = 8000;
const following = new WeakMap(); // parent element -> { stamp, trigger, asked, since, leave }

export function mount({ data, parentElement, setTriggerValue }) {
  begun(data.stamp);
  const known = following.get(parentElement);
  if (known) {
    Object.assign(known, { stamp: data.stamp, trigger: setTriggerValue });
    if (data.stamp === known.asked) known.asked = "";
    return known.leave;
  }
  const here = { stamp: data.stamp, trigger: setTriggerValue, asked: "", since: 0 };
  const listen = ({ detail: stamp }) => {
    seen(stamp);
    if (stamp === here.stamp) {
      here.since = 0;
      return;
    }
    const now = performance.now();
    if (!here.asked && !isBusy()) { // what somebody just pressed would be broken off: the next look asks
      [here.asked, here.since] = [stamp, now];
      here.trigger("changed", stamp);
    } else if (!here.since) here.since = now;
    else if (now - here.since > PATIENCE_MS) location.reload(); // Streamlit does not answer: the page must not stay
  };
  const again = () => here.trigger("changed", "again"); // nobody knows what came of a press: see stays.js
  here.leave = () => {
    removeEventListener("rd-reach", listen);
    removeEventListener("rd-again", again);
    following.delete(parentElement);
  };
  following.set(parentElement, here);
  addEventListener("rd-reach", listen);
  addEventListener("rd-again", again);
  return here.leave;
}
