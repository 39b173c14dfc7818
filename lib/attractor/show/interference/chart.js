// Error of a recall against the number of pairs: three memories and the law.
import { horizontalGrid, label, sized, ticks } from "../explorable/canvas.js";
import { expectedError } from "./memories.js";
import { MEMORIES, MOST_PAIRS } from "./setting.js";
import { MEMORY_NAMES } from "./words.js";

export const HUES = { hebb: "pattern", delta: "holds", softmax: "weights" };
const DASH = { hebb: [], delta: [7, 4], softmax: [2, 4] };
const SIDES = { left: 40, right: 14, top: 22, bottom: 42 };
const CEILING = 2.5;

export function interferenceFrame(width, height) {
  const [left, right] = [SIDES.left, width - SIDES.right];
  const [top, bottom] = [SIDES.top, height - SIDES.bottom];
  const step = (right - left) / (MOST_PAIRS - 1);
  return {
    left, right, top, bottom,
    toX: (pairs) => left + (pairs - 1) * step,
    toPairs: (x) => 1 + (x - left) / step,
    toY: (error) => bottom - (Math.min(error, CEILING) / CEILING) * (bottom - top),
  };
}

export function drawInterference(canvas, [width, height], facts, frame, colors) {
  const pen = sized(canvas, width, height);
  horizontalGrid(pen, frame, { from: 0, to: CEILING, toY: frame.toY }, colors, 5);
  countAxis(pen, frame, facts.dim, colors);
  pen.save();
  pen.beginPath();
  pen.rect(frame.left, frame.top - 2, frame.right - frame.left, frame.bottom - frame.top + 4);
  pen.clip();
  const law = Array.from({ length: MOST_PAIRS },
    (_, k) => expectedError(k + 1, facts.dim, facts.directions));
  for (const kind of MEMORIES)
    curveOf(pen, frame, facts.curves[kind], colors[HUES[kind]],
      kind === facts.memory ? 3.5 : 1.75, kind === facts.memory ? [] : DASH[kind]);
  curveOf(pen, frame, law, colors.text, 1.5, []);
  pen.restore();
  curveNames(pen, frame, facts, law, colors);
  pin(pen, frame, facts, colors);
}

function countAxis(pen, frame, dim, colors) {
  pen.textBaseline = "top";
  pen.textAlign = "center";
  pen.fillStyle = colors.muted;
  for (const pairs of ticks(1, MOST_PAIRS, 5))
    pen.fillText(String(pairs), frame.toX(pairs), frame.bottom + 6);
  pen.fillText("pairs written, n", (frame.left + frame.right) / 2, frame.bottom + 23);
  const x = frame.toX(dim);
  pen.setLineDash([4, 4]);
  pen.strokeStyle = colors.muted;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(x, frame.top);
  pen.lineTo(x, frame.bottom);
  pen.stroke();
  pen.setLineDash([]);
  label(pen, "n = d", Math.min(x + 6, frame.right - 36), frame.bottom - 12, colors.muted, colors);
}

function curveOf(pen, frame, errors, color, width, dash) {
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.lineJoin = "round";
  pen.setLineDash(dash);
  pen.beginPath();
  const steep = (error) => Math.min(error, 10); // beyond the frame, and no farther
  const span = frame.bottom - frame.toY(1);
  errors.forEach((error, k) => pen.lineTo(frame.toX(k + 1), frame.bottom - steep(error) * span));
  pen.stroke();
  pen.setLineDash([]);
}

// Each curve by name, where it ends or leaves the frame; names that touch move apart.
function curveNames(pen, frame, { curves, directions }, law, colors) {
  const all = [
    ...MEMORIES.map((kind) => [MEMORY_NAMES[kind], curves[kind], colors[HUES[kind]]]),
    [directions === "random" ? "(n − 1)/d" : "expected", law, colors.text],
  ];
  pen.font = `600 12px ${colors.font}`;
  const placed = [];
  for (const [words, errors, color] of all) {
    const wide = pen.measureText(words).width;
    const leaves = errors.findIndex((error) => error > CEILING);
    const end = frame.toX(leaves < 0 ? errors.length : leaves);
    const x = Math.max(frame.left + 6, Math.min(end - wide - 6, frame.right - wide - 6));
    let y = Math.max(frame.top - 8, frame.toY(errors.at(leaves)) - 13);
    for (let tries = 0; tries < 4; tries++)
      for (const other of placed)
        if (Math.abs(y - other.y) < 18 && x < other.to + 8 && other.x < x + wide + 8)
          y = other.y + (other.y + 18 > frame.bottom - 10 ? -18 : 18);
    placed.push({ x, y, to: x + wide });
    label(pen, words, x, y, color, colors);
  }
}

function pin(pen, frame, { pairs, error, memory }, colors) {
  const [x, y] = [frame.toX(pairs), frame.toY(error)];
  pen.strokeStyle = colors.query;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.moveTo(x, frame.top);
  pen.lineTo(x, frame.bottom);
  pen.stroke();
  pen.beginPath();
  pen.arc(x, y, 6.5, 0, 7);
  pen.fillStyle = colors[HUES[memory]];
  pen.strokeStyle = colors.page;
  pen.fill();
  pen.stroke();
}
