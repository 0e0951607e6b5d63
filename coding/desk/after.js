// What may wait until that which was done is seen: on a slow phone each count and each button that is drawn in the same
// frame as the words keeps the coder waiting for the words.

const LATEST_MS = 200; // a window that is not looked at draws no frames

// A function to call at each change; `act` runs once after the next frame, however often that was.
export function afterFrame(act) {
  let waits = 0;
  const run = () => {
    if (!waits) return;
    clearTimeout(waits);
    waits = 0;
    act();
  };
  return () => {
    if (waits) return;
    waits = setTimeout(run, LATEST_MS);
    requestAnimationFrame(() => setTimeout(run));
  };
}
