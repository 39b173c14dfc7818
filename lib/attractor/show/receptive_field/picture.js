// A row of states for every layer, tokens below, and the fan of what reaches one.
import { sized } from "../explorable/canvas.js";
import { blockOf, firstOfAll, firstReached, N_TOKENS } from "./reach.js";

const EDGES = { left: 58, right: 6, top: 30, bottom: 34 };
const CELL = 15; // pixels high at most

export function reachFrame(width, height, { layers }) {
  const [left, right] = [EDGES.left, width - EDGES.right];
  const [top, bottom] = [EDGES.top, height - EDGES.bottom];
  const wide = (right - left) / N_TOKENS;
  const apart = (bottom - top) / layers;
  return {
    left, right, top, bottom, wide, apart,
    high: Math.min(CELL, 0.4 * apart),
    toX: (place) => left + place * wide,
    toPlace: (x) => Math.min(N_TOKENS - 1, Math.max(0, Math.floor((x - left) / wide))),
    toY: (row) => bottom - row * apart, // the middle of a row: 0 the tokens
  };
}

export function drawReach(canvas, [width, height], setting, frame, colors) {
  const pen = sized(canvas, width, height);
  const direct = firstReached(setting);
  drawFan(pen, frame, firstOfAll(setting), setting.place, colors.weights, 0.14);
  drawFan(pen, frame, direct, setting.place, colors.query, 0.22);
  for (let row = 0; row <= setting.layers; row++) drawRow(pen, frame, setting, row, colors);
  if (setting.reader === "feedback") drawSlots(pen, frame, setting, colors);
  drawAxis(pen, frame, setting, colors);
}

function drawFan(pen, { toX, toY, wide }, firsts, place, color, strength) {
  pen.fillStyle = color;
  pen.globalAlpha = strength;
  pen.beginPath();
  firsts.forEach((first, row) => pen.lineTo(toX(first), toY(row)));
  firsts.map((_, row) => row).reverse()
    .forEach((row) => pen.lineTo(toX(place) + wide, toY(row)));
  pen.fill();
  pen.globalAlpha = 1;
}

function drawRow(pen, frame, setting, row, colors) {
  const { toX, toY, wide, high } = frame;
  const direct = firstReached(setting)[row];
  const all = firstOfAll(setting)[row];
  const y = toY(row) - high / 2;
  const gap = wide > 7 ? 1.5 : 1;
  for (let place = 0; place < N_TOKENS; place++) {
    const starts = setting.reader !== "sliding" && place % setting.block === 0;
    const x = toX(place) + (starts ? gap + 1 : gap / 2);
    const w = wide - (starts ? gap + 1.5 : gap);
    const reached = place <= setting.place && place >= all;
    pen.fillStyle = colors.surface;
    if (reached) pen.fillStyle = place >= direct ? colors.query : colors.weights;
    pen.fillRect(x, y, w, high);
    pen.strokeStyle = colors.muted;
    pen.lineWidth = 0.5;
    if (!reached) pen.strokeRect(x, y, w, high);
    if (reached && place < direct) { // not by color alone: a hollow middle
      pen.fillStyle = colors.page;
      pen.fillRect(x + w * 0.25, y + high * 0.3, w * 0.5, high * 0.4);
    }
  }
  if (row === setting.layers) {
    pen.strokeStyle = colors.text;
    pen.lineWidth = 2;
    pen.strokeRect(toX(setting.place) - 1, y - 2, wide + 2, high + 4);
  }
}

// A square at the end of every block, half-way below the layer that writes it.
function drawSlots(pen, frame, setting, colors) {
  const own = blockOf(setting.place, setting);
  const last = Math.ceil(N_TOKENS / setting.block) - 1;
  for (let layer = 1; layer <= setting.layers; layer++) {
    const y = frame.toY(layer) + frame.apart / 2;
    const x = (number) => frame.toX((number + 1) * setting.block);
    pen.strokeStyle = colors.pattern;
    pen.lineWidth = 2;
    if (own > 0) {
      pen.beginPath();
      pen.moveTo(x(0), y);
      pen.lineTo(x(own - 1), y);
      pen.stroke();
    }
    const half = Math.max(2.5, Math.min(5.5, 0.28 * setting.block * frame.wide));
    for (let number = 0; number < last; number++) {
      pen.beginPath();
      pen.rect(x(number) - half, y - half, 2 * half, 2 * half);
      pen.fillStyle = number < own ? colors.pattern : colors.page;
      pen.fill();
      pen.lineWidth = 1.25;
      pen.stroke();
    }
  }
}

function drawAxis(pen, frame, setting, colors) {
  pen.font = `12px ${colors.font}`;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  for (let row = 0; row <= setting.layers; row++) {
    pen.fillStyle = row === setting.layers ? colors.query : colors.muted;
    pen.fillText(row ? `layer ${row}` : "tokens", frame.left - 8, frame.toY(row));
  }
  pen.textBaseline = "top";
  pen.textAlign = "center";
  pen.fillStyle = colors.muted;
  const every = Math.ceil(36 / (setting.block * frame.wide)) * setting.block;
  for (let place = 0; place < N_TOKENS; place += every)
    pen.fillText(place, frame.toX(place) + frame.wide / 2, frame.bottom + 0.5 * frame.high + 6);
}
