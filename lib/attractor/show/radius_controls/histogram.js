// Distances to the nearest other on a logarithmic axis, with both yardsticks.
import { label, sized } from "../explorable/canvas.js";
import { barsOf } from "./facts.js";
import { whole } from "./words.js";

const EDGES_OF_BARS = { left: 14, right: 14, top: 88, bottom: 42 };
const ZERO = 40; // pixels at the left for what is 0 apart

export function frameOf([width, height], { low, high }) {
  const frame = {
    left: EDGES_OF_BARS.left + ZERO, right: width - EDGES_OF_BARS.right, top: EDGES_OF_BARS.top,
    bottom: height - EDGES_OF_BARS.bottom,
  };
  const wide = frame.right - frame.left;
  frame.toX = (value) =>
    frame.left + (wide * Math.log(value / low)) / Math.log(high / low);
  frame.factorBy = (pixels) => (high / low) ** (pixels / wide);
  return frame;
}

export function drawHistogram(canvas, size, facts, frame, colors) {
  const pen = sized(canvas, ...size);
  const yards = [
    [facts.token, `r to 2r, n = ${whole(facts.dim)}`, colors.pattern],
    [facts.sequence, `r to 2r, n = ${whole(facts.dim * facts.length)}`, colors.weights],
  ];
  for (const [yard, , color] of yards) band(pen, frame, yard, color);
  bars(pen, frame, facts, colors);
  upright(pen, frame, facts.noise, colors.text, [2, 3], 66);
  upright(pen, frame, facts.mean, colors.query, [], 48);
  axis(pen, frame, colors);
  yards.forEach(([yard, words, color], k) =>
    tag(pen, frame, yard * Math.SQRT2, words, 10 + 18 * k, color, colors));
  if (facts.mean > 0)
    tag(pen, frame, facts.mean, "mean", 46, colors.query, colors);
  tag(pen, frame, facts.noise, "noise", 64, colors.text, colors);
}

function band(pen, frame, yard, color) {
  const [from, to] = [frame.toX(yard), frame.toX(2 * yard)];
  pen.fillStyle = color;
  pen.globalAlpha = 0.22;
  pen.fillRect(from, 36, to - from, frame.bottom - 36);
  pen.globalAlpha = 1;
  for (const x of [from, to]) pen.fillRect(x - 0.75, 36, 1.5, frame.bottom - 36);
}

function bars(pen, frame, facts, colors) {
  const { bars: shown, atZero } = barsOf(facts);
  const tall = frame.bottom - frame.top;
  pen.save();
  pen.beginPath();
  pen.rect(frame.left, 0, frame.right - frame.left, frame.bottom);
  pen.clip();
  pen.fillStyle = colors.query;
  pen.globalAlpha = 0.75;
  for (const [from, to, height] of shown) {
    const x = frame.toX(from);
    pen.fillRect(x, frame.bottom - height * tall, Math.max(1, frame.toX(to) - x), height * tall);
  }
  pen.restore();
  if (atZero === 0) return;
  pen.fillStyle = colors.query;
  pen.fillRect(EDGES_OF_BARS.left, frame.bottom - atZero * tall, 12, atZero * tall);
  pen.font = `12px ${colors.font}`;
  pen.textAlign = "left";
  pen.textBaseline = "bottom";
  pen.fillText(`${Math.round(100 * atZero)} %`, EDGES_OF_BARS.left, frame.bottom - atZero * tall - 3);
  pen.textBaseline = "top";
  pen.fillStyle = colors.muted;
  pen.fillText("near 0", EDGES_OF_BARS.left - 8, frame.bottom + 6);
}

function upright(pen, frame, value, color, dash, top) {
  const x = frame.toX(value);
  if (!(x >= frame.left && x <= frame.right)) return;
  pen.strokeStyle = color;
  pen.lineWidth = 2;
  pen.setLineDash(dash);
  pen.beginPath();
  pen.moveTo(x, top);
  pen.lineTo(x, frame.bottom);
  pen.stroke();
  pen.setLineDash([]);
}

// Words at a height, beside their place, kept within the picture.
function tag(pen, frame, value, words, y, color, colors) {
  const x = frame.toX(value);
  if (!(x >= frame.left && x <= frame.right)) return;
  pen.font = `600 12px ${colors.font}`;
  const { width } = pen.measureText(words);
  const left = Math.min(frame.right - width - 4, Math.max(8, x - width / 2));
  label(pen, words, left, y, color, colors);
}

function axis(pen, frame, colors) {
  pen.fillStyle = colors.muted;
  pen.fillRect(frame.left, frame.bottom, frame.right - frame.left, 1);
  pen.font = `12px ${colors.font}`;
  pen.textAlign = "center";
  pen.textBaseline = "top";
  const wide = frame.right - frame.left > 420;
  let end = -Infinity;
  for (let power = -6; power <= 6; power++)
    for (const step of wide ? [1, 2, 5] : [1, 3]) {
      const value = Number((step * 10 ** power).toPrecision(3));
      const x = frame.toX(value);
      const half = pen.measureText(String(value)).width / 2;
      if (x < frame.left + 4 || x > frame.right - 8 || x - half < end + 8) continue;
      end = x + half;
      pen.fillRect(x, frame.bottom, 1, 4);
      pen.fillText(String(value), x, frame.bottom + 6);
    }
  pen.fillText("distance to the nearest other vector", (frame.left + frame.right) / 2,
    frame.bottom + 24);
}
