// Where a signature is drawn, with a finger, a pen or the mouse: lines of points in units of the pad's own, so that the
// same hand gives the same lines on each screen. The server makes the picture of them.
import { el } from "/assets/kit/dom.js";

const NEAR = 3; // units: a point nearer to the one before says nothing more
const MOST_POINTS = 15000;
const PEN = 6; // units

export class Pad {
  // size: [width, height, shortest] in units; shortest: what is drawn in less is a touch by mistake.
  constructor([width, height, shortest], label) {
    Object.assign(this, { width, height, shortest });
    this.lines = [];
    this.count = 0;
    this.line = null;
    this.element = el("canvas", { class: "pp-pad", width, height, role: "img", "aria-label": label,
      onpointerdown: (event) => this.begin(event), onpointermove: (event) => this.move(event),
      onpointerup: () => { this.line = null; }, onpointercancel: () => { this.line = null; } });
    this.pen = this.element.getContext("2d");
    Object.assign(this.pen, { lineWidth: PEN, lineCap: "round", lineJoin: "round" });
  }

  point(event) {
    const box = this.element.getBoundingClientRect();
    const within = (part, most) => Math.round(Math.min(Math.max(part, 0), 1) * most);
    return [within((event.clientX - box.left) / box.width, this.width), within((event.clientY - box.top) / box.height, this.height)];
  }

  begin(event) {
    event.preventDefault();
    this.element.setPointerCapture(event.pointerId);
    this.line = [this.point(event)];
    this.lines.push(this.line);
  }

  move(event) {
    if (!this.line) return;
    const between = event.getCoalescedEvents?.() || [];
    for (const one of between.length ? between : [event]) this.add(this.point(one));
  }

  add([x, y]) {
    const [fromX, fromY] = this.line.at(-1);
    if (Math.hypot(x - fromX, y - fromY) < NEAR || this.count >= MOST_POINTS) return;
    this.line.push([x, y]);
    this.count += 1;
    this.pen.beginPath();
    this.pen.moveTo(fromX, fromY);
    this.pen.lineTo(x, y);
    this.pen.stroke();
  }

  get isEmpty() {
    const long = this.lines.map((line) => line.slice(1).reduce((sum, [x, y], at) => sum + Math.hypot(x - line[at][0], y - line[at][1]), 0));
    return long.reduce((sum, one) => sum + one, 0) < this.shortest;
  }

  // Lines that were drawn before.
  draw(lines) {
    for (const [first, ...others] of lines) {
      this.line = [first];
      this.lines.push(this.line);
      others.forEach((point) => this.add(point));
    }
    this.line = null;
  }

  wipe() {
    Object.assign(this, { lines: [], line: null, count: 0 });
    this.pen.clearRect(0, 0, this.width, this.height);
  }
}
