// The likeliest tokens in rows: what the model says, what is drawn from, what was drawn.
import { sized, ticks } from "../explorable/canvas.js";
import { fateWords, percent, quoted } from "./words.js";

export const N_ROWS = 13;
const MARGIN = { left: 46, right: 92, top: 4, bottom: 24 };
const BAR = { before: 15, after: 9 }; // pixels
const ENDS = [0.1, 0.2, 0.4, 0.6, 1];
const FEW = 20; // draws, below which their shares say nothing

// Rows of a state: the likeliest one by one, and all others as one.
export function rowsOf({ tokens, order, before, after, fates, counts, draws }) {
  const sum = (values, places) => places.reduce((total, k) => total + values[k], 0);
  const row = (words, places, fate) => ({
    words, fate, before: sum(before, places), after: sum(after, places),
    share: draws >= FEW ? sum(counts, places) / draws : null,
  });
  const others = order.slice(N_ROWS);
  const single = order.slice(0, N_ROWS).map((k) => row(quoted(tokens[k]), [k], fates[k]));
  if (!others.length) return single;
  const gone = others.every((k) => fates[k] !== "stays");
  return [...single, row(`+ ${others.length}`, others, gone ? fates[others[0]] : "stays")];
}

export function drawBars(canvas, [width, height], rows, colors) {
  const pen = sized(canvas, width, height);
  const largest = Math.max(...rows.flatMap((row) => [row.before, row.after]));
  const most = ENDS.find((end) => largest <= end) ?? 1;
  const [left, right, bottom] = [MARGIN.left, width - MARGIN.right, height - MARGIN.bottom];
  const toX = (p) => left + (p / most) * (right - left);
  const step = (bottom - MARGIN.top) / rows.length;
  axis(pen, { toX, most, top: MARGIN.top, bottom }, colors);
  rows.forEach((row, k) => oneRow(pen, row, { left, toX, y: MARGIN.top + (k + 0.5) * step,
    right }, colors));
}

function axis(pen, { toX, most, top, bottom }, colors) {
  pen.font = `12px ${colors.font}`;
  pen.textAlign = "center";
  pen.textBaseline = "top";
  for (const share of ticks(0, most, 3)) {
    const x = Math.round(toX(share));
    pen.fillStyle = colors.grid;
    pen.fillRect(x, top, 1, bottom - top);
    pen.fillStyle = colors.muted;
    pen.fillText(`${Math.round(100 * share)} %`, x, bottom + 6);
  }
}

function oneRow(pen, row, { left, toX, y, right }, colors) {
  const gone = row.fate !== "stays";
  pen.font = `600 14px ${colors.font}`;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  pen.fillStyle = gone ? colors.muted : colors.text;
  pen.fillText(row.words, left - 8, y);
  if (!gone) {
    pen.fillStyle = colors.query;
    pen.fillRect(left, y - BAR.after / 2, Math.max(1, toX(row.after) - left), BAR.after);
  }
  pen.strokeStyle = gone ? colors.fails : colors.muted;
  pen.lineWidth = 1.25;
  pen.setLineDash(gone ? [3, 3] : []);
  pen.strokeRect(left, y - BAR.before / 2, Math.max(1, toX(row.before) - left), BAR.before);
  pen.setLineDash([]);
  if (row.share !== null && !gone) diamond(pen, Math.min(toX(row.share), right), y, colors);
  pen.font = `12px ${colors.font}`;
  pen.textAlign = "left";
  pen.fillStyle = gone ? colors.fails : colors.text;
  pen.fillText(gone ? fateWords[row.fate] : percent(row.after), right + 8, y);
}

function diamond(pen, x, y, colors) {
  const half = 6;
  pen.beginPath();
  [[x, y - half], [x + half, y], [x, y + half], [x - half, y]]
    .forEach((point) => pen.lineTo(...point));
  pen.closePath();
  pen.fillStyle = colors.pattern;
  pen.strokeStyle = colors.page;
  pen.lineWidth = 1.5;
  pen.fill();
  pen.stroke();
}
