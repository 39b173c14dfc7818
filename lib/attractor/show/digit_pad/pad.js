// The pad itself: drawn on a canvas, drawn on by pointer, finger or keys.
import { clamp, element } from "../explorable/elements.js";
import { sized } from "../explorable/canvas.js";
import { SIDE } from "./pixels.js";

const ARROWS = {
  ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0],
};

// hand: { begin(unit), paint(unit), end() }.
export function createPad(hand) {
  const canvas = element("canvas", { "aria-hidden": "true" });
  const node = element("div", {
    class: "pad-grid", role: "application", tabindex: "0",
    "aria-label": "Pad: arrow keys move, space turns a pixel over",
  }, canvas);
  let cursor = 27;
  let painting = false;

  function unitAt(event) {
    const box = node.getBoundingClientRect();
    const cell = (at, from, size) =>
      clamp(Math.floor((SIDE * (at - from)) / size), 0, SIDE - 1);
    return SIDE * cell(event.clientY, box.top, box.height)
      + cell(event.clientX, box.left, box.width);
  }
  node.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    painting = true;
    try { node.setPointerCapture(event.pointerId); } catch { /* a synthetic pointer */ }
    cursor = unitAt(event);
    hand.begin(cursor);
  });
  node.addEventListener("pointermove", (event) => {
    if (painting) hand.paint(unitAt(event));
  });
  const lift = () => {
    if (painting) hand.end();
    painting = false;
  };
  node.addEventListener("pointerup", lift);
  node.addEventListener("pointercancel", lift);
  node.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) {
      const [row, column] = [Math.floor(cursor / SIDE) + arrow[0], cursor % SIDE + arrow[1]];
      cursor = SIDE * clamp(row, 0, SIDE - 1) + clamp(column, 0, SIDE - 1);
      hand.look(cursor);
    } else if (event.key === " " || event.key === "Enter") {
      hand.begin(cursor);
      hand.end();
    } else return;
    event.preventDefault();
  });

  // marks: { visited: a unit or −1, waiting: units that want to flip }.
  function draw(states, { visited, waiting }, colors) {
    const size = node.clientWidth;
    if (!size) return;
    const pen = sized(canvas, size, size);
    const cell = size / SIDE;
    states.forEach((state, unit) => {
      const [x, y] = [(unit % SIDE) * cell, Math.floor(unit / SIDE) * cell];
      pen.fillStyle = state > 0 ? colors.query : colors.surface;
      pen.fillRect(x + 1, y + 1, cell - 2, cell - 2);
      if (waiting.has(unit)) dot(pen, x + cell / 2, y + cell / 2, cell / 8, colors);
    });
    if (visited >= 0) frame(pen, visited, cell, colors.pattern, 3);
    if (node.matches(":focus-visible")) frame(pen, cursor, cell, colors.text, 2);
  }
  return { node, draw, cursor: () => cursor };
}

function dot(pen, x, y, radius, colors) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = colors.fails;
  pen.fill();
  pen.lineWidth = 1.5;
  pen.strokeStyle = colors.page;
  pen.stroke();
}

function frame(pen, unit, cell, color, width) {
  pen.lineWidth = width;
  pen.strokeStyle = color;
  pen.strokeRect((unit % SIDE) * cell + 2, Math.floor(unit / SIDE) * cell + 2,
    cell - 4, cell - 4);
}
