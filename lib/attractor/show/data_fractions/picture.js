// Losses, or their gap, against epochs or steps on a logarithmic axis, and the marker.
import { horizontalGrid, label, sized } from "../explorable/canvas.js";
import { gapOf } from "./curves.js";

export const KINDS = ["query", "pattern", "weights", "holds", "fails"];
export const SHAPES = ["●", "◆", "■", "▲", "▼"];
const EDGES = { left: 40, right: 16, top: 26, bottom: 42 };
const HELD_OUT = [6, 4];
const ROOM = 1.06; // above the highest curve
const BETWEEN = 17; // pixels between two names

const linesOf = (curve, view) => (view === "gap"
  ? [[gapOf(curve), []]] : [[curve.training, []], [curve.heldOut, HELD_OUT]]);

export function fractionFrame(width, height, curves, { axis, view }, range) {
  const [left, right] = [EDGES.left, width - EDGES.right];
  const [top, bottom] = [EDGES.top, height - EDGES.bottom];
  const all = curves.flatMap((curve) => linesOf(curve, view).flatMap(([ys]) => ys));
  const to = Math.max(1, ...all) * ROOM;
  const from = Math.min(0, ...all);
  const span = Math.log(range.most / range.least);
  return {
    left, right, top, bottom, from, to, axis,
    toX: (at) => left + (Math.log(at / range.least) / span) * (right - left),
    toAt: (x) => range.least * Math.exp(((x - left) / (right - left)) * span),
    toY: (loss) => bottom - ((loss - from) / (to - from)) * (bottom - top),
  };
}

export function drawFractions(canvas, [width, height], facts, frame, colors) {
  const pen = sized(canvas, width, height);
  horizontalGrid(pen, frame, frame, colors, 6);
  axisOfPlaces(pen, frame, colors);
  if (facts.view === "losses") wall(pen, frame, colors);
  facts.curves.forEach((curve, which) => {
    for (const [ys, dash] of linesOf(curve, facts.view))
      trace(pen, frame, curve[facts.axis], ys, colors[KINDS[which]], dash);
  });
  names(pen, frame, facts, colors);
  marker(pen, frame, facts, colors);
}

function axisOfPlaces(pen, frame, colors) {
  pen.textBaseline = "top";
  pen.textAlign = "center";
  const [least, most] = [frame.toAt(frame.left), frame.toAt(frame.right)];
  for (let power = Math.ceil(Math.log10(least) - 1e-9); 10 ** power <= most * 1.001; power++) {
    const x = Math.round(frame.toX(10 ** power));
    pen.fillStyle = colors.grid;
    pen.fillRect(x, frame.top, 1, frame.bottom - frame.top);
    pen.fillStyle = colors.muted;
    pen.fillText((10 ** power).toLocaleString("en-US"), x, frame.bottom + 6);
  }
  pen.fillStyle = colors.muted;
  pen.fillText(frame.axis === "epochs" ? "epochs, times through the text" : "steps of training",
    (frame.left + frame.right) / 2, frame.bottom + 23);
}

function wall(pen, frame, colors) {
  stroke(pen, [[frame.left, frame.toY(1)], [frame.right, frame.toY(1)]], colors.muted, 1.5, [2, 4]);
  label(pen, "1", frame.right - 12, frame.toY(1) - 10, colors.muted, colors);
}

function trace(pen, frame, xs, ys, color, dash) {
  stroke(pen, xs.map((x, k) => [frame.toX(x), frame.toY(ys[k])]), color, 2.25, dash);
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

// Each run by name where its upper curve ends; names that would touch move apart.
function names(pen, frame, { curves, axis, view }, colors) {
  pen.font = `600 12px ${colors.font}`;
  const placed = curves.map((curve, which) => {
    const ys = linesOf(curve, view).at(-1)[0];
    const wide = pen.measureText(curve.name).width;
    const end = frame.toX(curve[axis].at(-1));
    return { name: curve.name, which,
      x: Math.max(frame.left + 4, Math.min(end - wide / 2, frame.right - wide - 2)),
      y: Math.max(frame.top - 8, frame.toY(ys.at(-1)) - 14), wide };
  }).sort((a, b) => b.y - a.y);
  placed.forEach((one, k) => {
    for (const lower of placed.slice(0, k))
      if (Math.abs(one.y - lower.y) < BETWEEN && one.x < lower.x + lower.wide + 8
        && lower.x < one.x + one.wide + 8) one.y = lower.y - BETWEEN;
    label(pen, one.name, one.x, Math.max(9, one.y), colors[KINDS[one.which]], colors);
  });
}

function marker(pen, frame, { at, present, view }, colors) {
  const x = frame.toX(at);
  stroke(pen, [[x, frame.top - 4], [x, frame.bottom]], colors.text, 2, []);
  for (const row of present) {
    const color = colors[KINDS[row.which]];
    const ends = view === "gap" ? [row.gap] : [row.training, row.heldOut];
    if (ends.length === 2)
      stroke(pen, ends.map((loss) => [x + 4 * (row.which - 1), frame.toY(loss)]), color, 4, []);
    for (const loss of ends) shape(pen, [x, frame.toY(loss)], row.which, color, colors.page);
  }
}

function shape(pen, [x, y], which, fill, edge) {
  const r = 5.5;
  pen.beginPath();
  if (which === 0) pen.arc(x, y, r, 0, 7);
  else if (which === 2) pen.rect(x - r + 0.5, y - r + 0.5, 2 * r - 1, 2 * r - 1);
  else {
    const up = which === 4 ? -1 : 1;
    const corners = which === 1 ? [[0, -7], [7, 0], [0, 7], [-7, 0]] : [[0, -7], [7, 5], [-7, 5]];
    corners.forEach(([dx, dy]) => pen.lineTo(x + dx, y + up * dy));
    pen.closePath();
  }
  pen.fillStyle = fill;
  pen.strokeStyle = edge;
  pen.lineWidth = 1.5;
  pen.fill();
  pen.stroke();
}
