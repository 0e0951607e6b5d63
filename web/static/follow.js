// On pages that show material: has Streamlit draw the page anew when what may be read has changed. What somebody is
// filling in on the page stays, for Streamlit keeps it.

const PATIENCE_MS = 8000;
const following = new WeakMap(); // parent element -> { data, asked, listen }

export function mount({ data, parentElement, setTriggerValue }) {
  const known = following.get(parentElement);
  if (known) {
    Object.assign(known, { stamp: data.stamp, trigger: setTriggerValue });
    if (data.stamp === known.asked) known.asked = "";
    return known.leave;
  }
  const here = { stamp: data.stamp, trigger: setTriggerValue, asked: "", since: 0 };
  const listen = ({ detail: stamp }) => {
    if (stamp === here.stamp) return;
    const now = performance.now();
    if (!here.asked) {
      [here.asked, here.since] = [stamp, now];
      here.trigger("changed", stamp);
    } else if (now - here.since > PATIENCE_MS) location.reload(); // Streamlit does not answer: the page must not stay
  };
  here.leave = () => {
    removeEventListener("rd-reach", listen);
    following.delete(parentElement);
  };
  following.set(parentElement, here);
  addEventListener("rd-reach", listen);
  return here.leave;
}
