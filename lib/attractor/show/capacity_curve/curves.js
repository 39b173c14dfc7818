// Overlap at rest against load: recorded sizes, the limit, the chosen load.
import { label, sized, ticks } from "../explorable/canvas.js";
import { criticalLoad, errorFree, meanFieldOverlap } from "./theory.js";

export const LOADS = { least: 0.02, most: 0.2 };
const EDGE = { left: 46, right: 14, top: 30, bottom: 42 };
const DASHES = [[2, 4], [8, 5], [8, 4, 2, 4], []];

export function curveFrame(width, height) {
  const [left, right] = [EDGE.left, width - EDGE.right];
  const [top, bottom] = [EDGE.top, height - EDGE.bottom];
  const span = LOADS.most - LOADS.least;
  return {
    left, right, top, bottom,
    toX: (load) => left + ((load - LOADS.least) / span) * (right - left),
    toY: (overlap) => bottom - ((overlap - 0.2) / 0.82) * (bottom - top),
    toLoad: (x) => LOADS.least + ((x - left) / (right - left)) * span,
  };
}

export function drawCurves(canvas, [width, height], now, colors) {
  const pen = sized(canvas, width, height);
  const frame = curveFrame(width, height);
  axes(pen, frame, colors);
  markers(pen, frame, now, colors);
  now.recorded.forEach((size, k) => {
    const chosen = size.n_units === now.units;
    const points = size.loads.map((load, i) => [load, size.mean[i]]);
    trace(pen, frame, points, colors.query, chosen ? 3 : 1.25, DASHES[k % 4]);
    if (chosen) points.forEach(([a, m]) => dot(pen, frame, a, m, colors));
  });
  trace(pen, frame, limit(), colors.text, 2, []);
  handle(pen, frame, now.load, colors);
  const at = now.recorded.find((size) => size.n_units === now.units);
  const last = at.loads.length - 1;
  label(pen, `${at.n_units.toLocaleString("en")} units`, frame.right - 84,
    Math.min(frame.bottom - 12, frame.toY(at.mean[last]) - 14), colors.query, colors);
  label(pen, "N → ∞", frame.toX(0.046), frame.toY(0.955), colors.text, colors);
}

let kept = null;
function limit() {
  if (kept) return kept;
  const end = criticalLoad() * (1 - 1e-12);
  const from = LOADS.least;
  return (kept = Array.from({ length: 60 }, (_, k) => {
    const load = end - (end - from) * (1 - k / 59) ** 2;
    return [load, meanFieldOverlap(load)];
  }));
}

function axes(pen, frame, colors) {
  pen.font = `12px ${colors.font}`;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  for (const value of [0.2, 0.4, 0.6, 0.8, 1]) {
    const y = frame.toY(value);
    pen.fillStyle = colors.grid;
    pen.fillRect(frame.left, Math.round(y), frame.right - frame.left, 1);
    pen.fillStyle = colors.muted;
    pen.fillText(String(value), frame.left - 8, y);
  }
  pen.textBaseline = "top";
  pen.textAlign = "center";
  for (const load of ticks(0.04, LOADS.most, 4))
    pen.fillText(String(load), frame.toX(load), frame.bottom + 6);
  pen.fillText("load α = K/N", (frame.left + frame.right) / 2, frame.bottom + 24);
}

function markers(pen, frame, now, colors) {
  const free = errorFree(now.units);
  const marks = [
    [free.all / now.units, "1/(4 ln N)", 0.33, 5],
    [free.each / now.units, "1/(2 ln N)", 0.25, 5],
    [criticalLoad(), "0.138", 0.25, -40],
  ];
  for (const [load, words, height, aside] of marks) {
    const x = frame.toX(load);
    pen.strokeStyle = colors.fails;
    pen.setLineDash([5, 4]);
    pen.lineWidth = 1.5;
    pen.beginPath();
    pen.moveTo(x, frame.top);
    pen.lineTo(x, frame.bottom);
    pen.stroke();
    pen.setLineDash([]);
    label(pen, words, x + aside, frame.toY(height), colors.fails, colors);
  }
}

function trace(pen, frame, points, color, width, dash) {
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.lineJoin = "round";
  pen.setLineDash(dash);
  pen.beginPath();
  points.forEach(([load, overlap]) => pen.lineTo(frame.toX(load), frame.toY(overlap)));
  pen.stroke();
  pen.setLineDash([]);
}

function dot(pen, frame, load, overlap, colors) {
  pen.beginPath();
  pen.arc(frame.toX(load), frame.toY(overlap), 4, 0, 7);
  pen.fillStyle = colors.query;
  pen.strokeStyle = colors.page;
  pen.lineWidth = 1.5;
  pen.fill();
  pen.stroke();
}

function handle(pen, frame, load, colors) {
  const x = frame.toX(load);
  pen.strokeStyle = colors.pattern;
  pen.lineWidth = 2.5;
  pen.beginPath();
  pen.moveTo(x, frame.top - 8);
  pen.lineTo(x, frame.bottom);
  pen.stroke();
  pen.beginPath();
  pen.arc(x, frame.top - 12, 9, 0, 7);
  pen.fillStyle = colors.pattern;
  pen.strokeStyle = colors.page;
  pen.fill();
  pen.stroke();
}
