// What more points do: the mean distance over that of the smallest sample.
import { horizontalGrid, label, sized } from "../explorable/canvas.js";
import { noiseDistance } from "./noise.js";
import { whole } from "./words.js";

const EDGES_OF_GROWTH = { left: 46, right: 58, top: 12, bottom: 40 };
const LEAST = 0.5; // below which clouds of equals leave the picture

export function drawGrowth(canvas, [width, height], facts, given, colors) {
  const { clouds, counts, dim } = given;
  const pen = sized(canvas, width, height);
  const frame = {
    left: EDGES_OF_GROWTH.left, right: width - EDGES_OF_GROWTH.right, top: EDGES_OF_GROWTH.top,
    bottom: height - EDGES_OF_GROWTH.bottom,
  };
  const [first, last] = [counts[0], counts.at(-1)];
  const toX = (count) => frame.left
    + ((frame.right - frame.left) * Math.log(count / first)) / (Math.log(last / first) || 1);
  const falls = clouds.filter(({ mean }) => mean[0] > 0)
    .map(({ name, mean }) => [name, mean.map((value) => value / mean[0])]);
  const from = Math.max(LEAST, Math.min(0.9, ...falls.flatMap(([, fall]) => fall))) - 0.03;
  const toY = (value) =>
    frame.bottom - ((value - from) / (1.02 - from)) * (frame.bottom - frame.top);
  horizontalGrid(pen, frame, { from, to: 1.02, toY }, colors, 4);
  numbers(pen, frame, counts, toX, colors);
  const line = (points, color, lineWidth, dash) => {
    pen.strokeStyle = color;
    pen.lineWidth = lineWidth;
    pen.setLineDash(dash);
    pen.save();
    pen.beginPath();
    pen.rect(frame.left - 8, 0, frame.right - frame.left + 16, frame.bottom + 4);
    pen.clip();
    pen.beginPath();
    points.forEach(([count, value]) => pen.lineTo(toX(count), toY(value)));
    pen.stroke();
    pen.restore();
    pen.setLineDash([]);
  };
  const pairs = (values) => values.map((value, k) => [counts[k], value]);
  for (const [, fall] of falls) line(pairs(fall), colors.grid, 1.5, []);
  const noise = counts.map((count) =>
    noiseDistance(count, dim, 1) / noiseDistance(first, dim, 1));
  line(pairs(noise), colors.text, 2, [2, 3]);
  const noiseEnd = toY(noise.at(-1));
  label(pen, "noise", frame.right + 8, noiseEnd, colors.text, colors);
  const own = falls.find(([name]) => name === facts.cloud.name)?.[1];
  if (!own) return;
  line(pairs(own), colors.query, 3, []);
  const away = toY(own.at(-1)) - noiseEnd;
  const shown = noiseEnd + (Math.abs(away) < 16 ? 16 * (away < 0 ? -1 : 1) : away);
  if (shown < frame.bottom) label(pen, "this", frame.right + 8, shown, colors.query, colors);
  own.forEach((value, k) => {
    if (value < from) return;
    pen.beginPath();
    pen.arc(toX(counts[k]), toY(value), k === facts.at ? 6 : 3.5, 0, 7);
    pen.fillStyle = colors.query;
    pen.fill();
  });
}

function numbers(pen, frame, counts, toX, colors) {
  pen.font = `12px ${colors.font}`;
  pen.fillStyle = colors.muted;
  pen.textAlign = "center";
  pen.textBaseline = "top";
  let end = -Infinity;
  for (const count of counts) {
    const half = pen.measureText(whole(count)).width / 2;
    if (toX(count) - half < end + 8) continue;
    end = toX(count) + half;
    pen.fillText(whole(count), toX(count), frame.bottom + 6);
  }
  pen.fillText("vectors", (frame.left + frame.right) / 2, frame.bottom + 23);
}
