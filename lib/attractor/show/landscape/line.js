// The line: energy as a curve over one coordinate, with the band of Proposition 1.
import { horizontalGrid, label, sized, ticks } from "../explorable/canvas.js";
import { distanceEnergySlack, nearestSquaredDistance } from "./bounds.js";
import { energyAt, unboundedBelow } from "./energies.js";
import { stroke, verticalScale } from "./axes.js";
import { drawGap } from "./gap.js";
import { STRIP } from "./frame.js";
import { colorRange, shade } from "./grid.js";
import { arrowHead, shown } from "./plane.js";

const STOP = 6; // samples of the curve for one color stop of the strip

export function drawLine(canvas, frame, setting, colors, bands) {
  const pen = sized(canvas, frame.width, frame.height);
  const { patterns, beta } = setting;
  const xs = Array.from({ length: 361 }, (_, k) => ((k - 180) / 180) * frame.half.x);
  const curve = xs.map((x) => energyAt(setting, [x]));
  const range = colorRange(curve, !unboundedBelow(setting), 0.92);
  const slack = bands.first ? distanceEnergySlack(patterns, beta) : 0;
  const top = Math.max(range.high, highestBetween(patterns, xs, curve));
  const nearest = xs.map((x) => nearestSquaredDistance(patterns, [x]));
  const floor = bands.first ? Math.min(...nearest) - slack : range.low;
  const scale = verticalScale(frame.energy, Math.min(range.low, floor), top);
  axes(pen, frame, scale, colors);
  strip(pen, frame, curve, range, colors);
  pen.save();
  pen.beginPath();
  pen.rect(frame.left, frame.energy.top, frame.right - frame.left,
    frame.energy.bottom - frame.energy.top);
  pen.clip();
  if (bands.first) firstBand(pen, frame, scale, xs, nearest, slack, colors);
  stroke(pen, xs, curve, frame, scale, colors.text, 2.5);
  pen.restore();
  label(pen, "E(x)", frame.left + 6, frame.energy.top + 9, colors.text, colors);
  if (bands.first)
    label(pen,
      frame.narrow ? "band of Prop. 1" : "Prop. 1: g − log d ∕ β ≤ E ≤ g",
      frame.left + 50, frame.energy.top + 9, colors.holds, colors);
  if (bands.third) drawGap(pen, frame, setting, colors, xs);
  return { ...range, toY: scale.toY };
}

// The barriers between the patterns belong in the picture.
function highestBetween(patterns, xs, curve) {
  const ends = patterns.map(([x]) => x);
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  return Math.max(...curve.filter((_, k) => xs[k] >= first && xs[k] <= last));
}

function axes(pen, frame, scale, colors) {
  horizontalGrid(pen, frame, scale, colors, 5);
  pen.textAlign = "center";
  pen.textBaseline = "top";
  const below = frame.strip + STRIP + 6;
  for (const value of ticks(-frame.half.x, frame.half.x, frame.narrow ? 5 : 9))
    pen.fillText(String(value).replace("-", "−"), frame.toX(value), below);
}

// The landscape from above: the same colors as in the plane.
function strip(pen, frame, curve, range, colors) {
  const paint = pen.createLinearGradient(frame.left, 0, frame.right, 0);
  curve.forEach((energy, k) => {
    if (k % STOP) return;
    const [r, g, b] = colors.ramp[Math.min(255, Math.floor(255 * shade(energy, range)))];
    paint.addColorStop(k / (curve.length - 1), `rgb(${r} ${g} ${b})`);
  });
  pen.fillStyle = paint;
  pen.fillRect(frame.left, frame.strip, frame.right - frame.left, STRIP);
}

function firstBand(pen, frame, scale, xs, nearest, slack, colors) {
  pen.beginPath();
  xs.forEach((x, k) => pen.lineTo(frame.toX(x), scale.toY(nearest[k])));
  xs.toReversed().forEach((x, k) =>
    pen.lineTo(frame.toX(x), scale.toY(nearest[xs.length - 1 - k] - slack)));
  pen.globalAlpha = 0.2;
  pen.fillStyle = colors.holds;
  pen.fill();
  pen.globalAlpha = 1;
  const lower = nearest.map((value) => value - slack);
  stroke(pen, xs, nearest, frame, scale, colors.holds, 1.5, [6, 4]);
  stroke(pen, xs, lower, frame, scale, colors.holds, 1.5, [2, 3]);
}

export function drawLineMarks(canvas, frame, found, colors, { reveal, toY }) {
  const pen = sized(canvas, frame.width, frame.height);
  const height = (x) => heightOn(frame, toY, energyAt(found.setting, [x]));
  const place = ([x]) => [frame.toX(x), height(x)];
  pen.lineWidth = 2;
  pen.strokeStyle = colors.text;
  for (const minimum of found.minima ?? []) {
    pen.beginPath(); pen.arc(...place(minimum), 12, 0, 7); pen.stroke();
  }
  if (!found.path) return;
  pen.setLineDash([3, 4]);
  pen.strokeStyle = colors.query;
  pen.lineWidth = 1;
  const x = frame.toX(found.path[0][0]);
  pen.beginPath();
  pen.moveTo(x, frame.energy.top);
  pen.lineTo(x, frame.strip + STRIP);
  pen.stroke();
  pen.setLineDash([]);
  drawRoll(pen, shown(found.path, reveal), place, found.away, colors);
}

// Along the curve from state to state, a dot where each step ends.
function drawRoll(pen, path, place, away, colors) {
  const between = (a, b) =>
    Array.from({ length: 13 }, (_, k) => [a[0] + (k / 12) * (b[0] - a[0])]);
  const track = path.slice(1).flatMap((state, k) => between(path[k], state)).map(place);
  if (!track.length) return;
  pen.strokeStyle = pen.fillStyle = colors.query;
  pen.lineWidth = 4;
  pen.lineJoin = pen.lineCap = "round";
  pen.beginPath();
  track.forEach(([x, y]) => pen.lineTo(x, y));
  pen.stroke();
  if (away) arrowHead(pen, track);
  if (away !== undefined) return;
  for (const state of path.slice(1)) {
    pen.beginPath(); pen.arc(...place(state), 4, 0, 7); pen.fill();
  }
}

export const heightOn = (frame, toY, energy) =>
  Math.min(frame.energy.bottom, Math.max(frame.energy.top, toY(energy)));
