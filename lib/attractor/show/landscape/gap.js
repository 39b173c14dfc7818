// The second panel of the line: g − 2E_M at 2β between the two intervals of
// Proposition 3, the printed one that it leaves and the corrected one that it never does.
import { horizontalGrid, label } from "../explorable/canvas.js";
import {
  correctedGapInterval, leaves, modernGap, printedGapInterval,
} from "./bounds.js";
import { stroke, verticalScale } from "./axes.js";

export function drawGap(pen, frame, { patterns, beta }, colors, xs) {
  const printed = printedGapInterval(patterns, beta);
  const corrected = correctedGapInterval(patterns, beta);
  const values = xs.map((x) => modernGap(patterns, beta, [x]));
  const scale = verticalScale(frame.gap,
    Math.min(printed[0], corrected[0]), Math.max(printed[1], corrected[1]));
  horizontalGrid(pen, frame, scale, colors, 4);
  band(pen, frame, scale, corrected, colors.holds);
  hatched(pen, frame, scale, printed, colors.fails);
  stroke(pen, xs, values, frame, scale, colors.text, 2);
  const outside = values.map((value) => (leaves(printed, value) ? value : NaN));
  pieces(xs, outside).forEach(([from, to]) => stroke(
    pen, xs.slice(from, to), values.slice(from, to), frame, scale, colors.fails, 4));
  labels(pen, frame, colors);
}

function band(pen, frame, scale, [low, high], color) {
  const top = scale.toY(high);
  pen.globalAlpha = 0.22;
  pen.fillStyle = color;
  pen.fillRect(frame.left, top, frame.right - frame.left, scale.toY(low) - top);
  pen.globalAlpha = 1;
  edges(pen, frame, scale, [low, high], color, []);
}

function hatched(pen, frame, scale, [low, high], color) {
  const [top, bottom] = [scale.toY(high), scale.toY(low)];
  pen.save();
  pen.beginPath();
  pen.rect(frame.left, top, frame.right - frame.left, bottom - top);
  pen.clip();
  pen.globalAlpha = 0.4;
  pen.strokeStyle = color;
  pen.lineWidth = 1;
  pen.beginPath();
  for (let x = frame.left - (bottom - top); x < frame.right; x += 9) {
    pen.moveTo(x, bottom);
    pen.lineTo(x + bottom - top, top);
  }
  pen.stroke();
  pen.restore();
  edges(pen, frame, scale, [low, high], color, [7, 4]);
}

function edges(pen, frame, scale, values, color, dash) {
  pen.strokeStyle = color;
  pen.lineWidth = 1.5;
  pen.setLineDash(dash);
  for (const value of values) {
    pen.beginPath();
    pen.moveTo(frame.left, scale.toY(value));
    pen.lineTo(frame.right, scale.toY(value));
    pen.stroke();
  }
  pen.setLineDash([]);
}

// Runs of numbers between NaNs, as [from, to) with a neighbor on each side.
function pieces(xs, values) {
  const runs = [];
  values.forEach((value, k) => {
    if (Number.isNaN(value)) return;
    const last = runs[runs.length - 1];
    if (last && last[1] === k) last[1] = k + 1;
    else runs.push([k, k + 1]);
  });
  return runs;
}

// Between the panels, where no curve runs.
function labels(pen, frame, colors) {
  const y = frame.gap.top - 12;
  const words = frame.narrow
    ? ["g − 2Eₘ", "printed", "corrected"]
    : ["g − 2Eₘ", "▨ Prop. 3 as printed", "■ corrected: never left"];
  const inks = [colors.text, colors.fails, colors.holds];
  words.reduce(
    (x, text, k) => label(pen, text, x, y, inks[k], colors) + 16, frame.left + 6);
}
