// Who asks the device for less motion gets what Streamlit unfolds at once: it animates by script, which no style sheet
// reaches, and while it unfolds what is in it can be scrolled away from under a pointer or the focus.

const less = matchMedia("(prefers-reduced-motion: reduce)");
const { animate } = Element.prototype;

Element.prototype.animate = function calmly(frames, options) {
  return animate.call(this, frames, less.matches && options?.iterations !== Infinity ? { ...options, duration: 0 } : options);
};
