// A triad: a point between three corners, whole numbers in permille that make 1000 together.

const WHOLE = 1000;
const HEIGHT = Math.sqrt(3) / 2;

// Shares of any size as permille that make 1000: what is below nothing is nothing, and what rounding leaves goes to
// whichever lost the most by it.
export function permille(shares) {
  const own = shares.map((share) => Math.max(0, share));
  const sum = own.reduce((a, b) => a + b, 0) || 1;
  const exact = own.map((share) => (share / sum) * WHOLE);
  const whole = exact.map(Math.floor);
  const order = exact.map((value, i) => [value - whole[i], i]).sort((a, b) => b[0] - a[0]);
  for (let left = WHOLE - whole.reduce((a, b) => a + b, 0), i = 0; left > 0; left -= 1, i += 1) whole[order[i % 3][1]] += 1;
  return whole;
}

// x from 0 (left) to 1 (right), y from 0 (the top corner) to HEIGHT; a place outside becomes the nearest on an edge.
export function partsAt(x, y) {
  const top = 1 - y / HEIGHT;
  const right = x - top / 2;
  return permille([top, 1 - top - right, right]);
}

export function placeOf([top, , right]) {
  return { x: right / WHOLE + top / WHOLE / 2, y: (1 - top / WHOLE) * HEIGHT };
}

// A step of the keyboard, in the same units as x.
export function moved(parts, dx, dy) {
  const { x, y } = placeOf(parts);
  return partsAt(x + dx, y + dy);
}
