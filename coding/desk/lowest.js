// The lowest i in 0..n for which `holds` is true, it being false before and true after; n when there is none.
export function lowest(n, holds) {
  let [low, high] = [0, n];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
