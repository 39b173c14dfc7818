// Two pictures over the radius: both losses, and one ball beside its right integral.
import { label } from "../explorable/canvas.js";
import { dot, framed, grid, handle, radiusNumbers, trace, unitLine } from "./axes.js";
import { logIntegral, logPartition, logPrintedIntegral, logVolume, printedLoss } from "./balls.js";

const POINTS = 140;
export const LOOKS = {
  loss: { color: "holds", dash: [], width: 3 },
  printed: { color: "fails", dash: [8, 5], width: 2.5 },
  volume: { color: "pattern", dash: [2, 4], width: 2.5 },
  bound: { color: "weights", dash: [9, 4, 2, 4], width: 2 },
};

let curvesKept = {};
// Everything along the window, computed once for each window.
function along(now, shown) {
  if (curvesKept.name === shown.name) return curvesKept;
  const points = Array.from({ length: POINTS }, (_, k) => {
    const share = k / (POINTS - 1);
    const radius = shown.radius(share);
    const right = logIntegral(now.dim, radius);
    const volume = logVolume(now.dim, radius);
    const loss = logPartition(now.n_patterns, now.dim, radius);
    return {
      share, loss, printed: printedLoss(loss), volume: volume - right,
      bound: volume - radius - right,
      asPrinted: logPrintedIntegral(now.dim, radius) - right,
    };
  });
  return (curvesKept = { name: shown.name, points });
}

const pairs = (points, key) => points.map((point) => [point.share, point[key]]);

export function drawLoss(canvas, size, now, shown, facts, colors) {
  const { points } = along(now, shown);
  const first = points[0].loss;
  const heights = shown.near ? { from: -3.6, to: Math.max(5.4, points[POINTS - 1].loss + 1) }
    : { from: first - 0.05 * (shown.top - first), to: shown.top + 0.2 * (shown.top - first) };
  const picture = framed(canvas, size, heights, 42);
  const { pen, frame } = picture;
  grid(picture, colors, 6);
  radiusNumbers(pen, frame, shown, colors);
  const one = unitLine(pen, frame, shown, colors);
  wall(pen, frame, colors);
  for (const key of ["printed", "loss"]) {
    const { color, width, dash } = LOOKS[key];
    trace(pen, frame, pairs(points, key), colors[color], width, dash);
  }
  const share = shown.place(facts.radius);
  handle(pen, frame, share, true, colors);
  dot(pen, frame, share, facts.printed, colors.fails, colors);
  dot(pen, frame, share, facts.logZ, colors.holds, colors);
  label(pen, "Z = 1", one + 8, frame.bottom - 12, colors.muted, colors);
}

// The claimed bound: a thin line at 1.
function wall(pen, frame, colors) {
  pen.fillStyle = colors.fails;
  pen.globalAlpha = 0.55;
  pen.fillRect(frame.left, frame.toY(1) - 0.75, frame.right - frame.left, 1.5);
  pen.globalAlpha = 1;
}

export function drawBall(canvas, size, now, shown, facts, colors) {
  const { points } = along(now, shown);
  const all = points.flatMap((p) => [p.volume, p.bound, p.asPrinted, 0]);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const pad = Math.max(0.08 * (high - low), 0.02);
  const picture = framed(canvas, size, { from: low - pad, to: high + pad }, 12);
  const { pen, frame } = picture;
  grid(picture, colors, 4);
  unitLine(pen, frame, shown, colors);
  trace(pen, frame, [[0, 0], [1, 0]], colors.holds, LOOKS.loss.width, []);
  for (const [key, look] of [["volume", "volume"], ["bound", "bound"], ["asPrinted", "printed"]]) {
    const { color, width, dash } = LOOKS[look];
    trace(pen, frame, pairs(points, key), colors[color], width, dash);
  }
  const share = shown.place(facts.radius);
  handle(pen, frame, share, false, colors);
  dot(pen, frame, share, facts.asPrinted - facts.integral, colors.fails, colors);
}
