// Medians as lines, seeds as small marks, over the numbers of filler blocks in order.
import { label, sized } from "../explorable/canvas.js";

export const KINDS = ["query", "pattern", "weights", "holds", "fails"];
export const SHAPES = ["●", "◆", "■", "▲", "▼"];
const DASHES = [[], [7, 4], [2, 3], [9, 3, 2, 3], [12, 5]];
const EDGES = { left: 46, right: 14, top: 18, bottom: 44 };
const NOTHING = -0.9; // where exactly 0 is drawn, in powers below the least of the axis

const SCALES = {
  right: { from: 0, to: 1, ticks: [0, 0.25, 0.5, 0.75, 1], words: (v) => `${100 * v} %` },
  nats: { from: 0, to: 8, ticks: [0, 2, 4, 6, 8], words: String },
  slope: { from: -8, to: 3, ticks: [-8, -6, -4, -2, 0, 2], words: (v) => `1e${v}` },
};

export function keysFrame(width, height, { measure, tests, top }) {
  const scale = { ...SCALES[measure] };
  if (measure === "nats") {
    scale.to = Math.max(4, Math.ceil(top));
    scale.ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => share * scale.to);
  }
  const [left, right] = [EDGES.left, width - EDGES.right];
  const [above, below] = [EDGES.top, height - EDGES.bottom];
  const floor = measure === "slope" ? scale.from + NOTHING * 1.6 : scale.from;
  const toY = (value) => below - ((value - floor) / (scale.to - floor)) * (below - above);
  const inner = (right - left) / tests;
  return {
    left, right, top: above, bottom: below, measure, scale,
    toX: (test) => left + (test + 0.5) * inner,
    toTest: (x) => Math.min(tests - 1, Math.max(0, Math.floor((x - left) / inner))),
    onAxis: toY,
    toY: (value) => {
      if (measure !== "slope") return toY(Math.min(value, scale.to));
      return toY(value === 0 ? scale.from + NOTHING : Math.max(scale.from, Math.log10(value)));
    },
  };
}

export function drawKeys(canvas, [width, height], facts, frame, colors) {
  const pen = sized(canvas, width, height);
  drawGround(pen, frame, facts, colors);
  drawLevels(pen, frame, facts, colors);
  facts.rows.forEach((row) => drawReader(pen, frame, row, colors));
  drawMarker(pen, frame, facts, colors);
}

function drawGround(pen, frame, { between, trained }, colors) {
  const last = between.filter((count) => count <= trained).length - 1;
  const edge = (frame.toX(last) + frame.toX(Math.min(last + 1, between.length - 1))) / 2;
  pen.fillStyle = colors.surface;
  pen.fillRect(frame.left, frame.top, edge - frame.left, frame.bottom - frame.top);
  pen.font = `12px ${colors.font}`;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  for (const value of frame.scale.ticks) {
    const y = frame.onAxis(value);
    pen.fillStyle = colors.grid;
    pen.fillRect(frame.left, Math.round(y), frame.right - frame.left, 1);
    pen.fillStyle = colors.muted;
    pen.fillText(frame.scale.words(value).replace("-", "−"), frame.left - 6, y);
  }
  if (frame.measure === "slope") {
    pen.fillStyle = colors.fails;
    pen.fillText("0", frame.left - 6, frame.toY(0));
    pen.fillRect(frame.left, Math.round(frame.toY(0)), frame.right - frame.left, 1);
  }
  pen.textBaseline = "top";
  pen.textAlign = "center";
  pen.fillStyle = colors.muted;
  between.forEach((count, test) => pen.fillText(count, frame.toX(test), frame.bottom + 6));
  pen.fillText("blocks of filler between key and question",
    (frame.left + frame.right) / 2, frame.bottom + 24);
  pen.textAlign = "left";
  pen.textBaseline = "bottom";
  pen.fillText("trained with these", frame.left + 6, frame.top - 2);
}

// What somebody reaches who knows nothing.
function drawLevels(pen, frame, { chance, measure }, colors) {
  if (measure === "slope") return;
  const y = frame.toY(measure === "right" ? chance : -Math.log(chance));
  stroke(pen, [[frame.left, y], [frame.right, y]], colors.muted, 1.5, [2, 4]);
  label(pen, "guessing", frame.right - 60, y - 11, colors.muted, colors);
}

function drawReader(pen, frame, { which, at, seeds }, colors) {
  const color = colors[KINDS[which]];
  stroke(pen, at.map(({ middle }, test) => [frame.toX(test), frame.toY(middle)]), color, 2.25,
    DASHES[which]);
  pen.globalAlpha = 0.55;
  for (const row of seeds)
    row.forEach((value, test) => mark(pen, [frame.toX(test), frame.toY(value)], which, color,
      colors.page, 3));
  pen.globalAlpha = 1;
  at.forEach(({ middle }, test) =>
    mark(pen, [frame.toX(test), frame.toY(middle)], which, color, colors.page, 5.5));
}

function drawMarker(pen, frame, { test }, colors) {
  const x = frame.toX(test);
  stroke(pen, [[x, frame.top], [x, frame.bottom]], colors.text, 1.5, []);
}

function stroke(pen, points, color, width, dash) {
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.lineJoin = "round";
  pen.setLineDash(dash);
  pen.beginPath();
  points.forEach(([x, y]) => pen.lineTo(x, y));
  pen.stroke();
  pen.setLineDash([]);
}

function mark(pen, [x, y], which, fill, edge, r) {
  pen.beginPath();
  if (which === 0) pen.arc(x, y, r, 0, 7);
  else if (which === 2) pen.rect(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
  else {
    const up = which === 4 ? -1 : 1;
    const corners = which === 1 ? [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]]
      : [[0, -1.25], [1.2, 0.9], [-1.2, 0.9]];
    corners.forEach(([dx, dy]) => pen.lineTo(x + r * dx, y + up * r * dy));
    pen.closePath();
  }
  pen.fillStyle = fill;
  pen.strokeStyle = edge;
  pen.lineWidth = 1;
  pen.fill();
  pen.stroke();
}
