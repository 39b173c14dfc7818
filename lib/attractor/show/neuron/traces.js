// The voltage over time, the gates below it, and the current that drives them.
import { horizontalGrid, label, sized, ticks } from "../explorable/canvas.js";
import { KICK } from "./membrane.js";
import { DURATION } from "./setting.js";

const MARGIN = { left: 42, right: 12, top: 8, bottom: 24 };
const BETWEEN = 16;
const VOLTS = { from: -85, to: 50 };
const KINDS = [
  ["n", "weights", [7, 4]], ["m", "fails", []], ["h", "holds", [2, 3]],
];

export function drawTraces(canvas, [width, height], state, found, colors) {
  const pen = sized(canvas, width, height);
  const inner = height - MARGIN.top - MARGIN.bottom - BETWEEN;
  const split = MARGIN.top + 0.62 * inner;
  const frame = {
    left: MARGIN.left, right: width - MARGIN.right, width, height,
    toX: (t) => MARGIN.left + (t / DURATION) * (width - MARGIN.left - MARGIN.right),
  };
  const volts = scale(VOLTS.from, VOLTS.to, MARGIN.top, split);
  const gates = scale(0, 1, split + BETWEEN, height - MARGIN.bottom);
  kickBand(pen, frame, state, colors, height);
  horizontalGrid(pen, frame, volts, colors, 4);
  horizontalGrid(pen, frame, gates, colors, 2);
  timeAxis(pen, frame, colors);
  const [voltage, ...rest] = found.rows;
  KINDS.forEach(([, color, dash], k) => {
    trace(pen, rest[k], frame, gates, found.spacing, colors[color], 1.75, dash);
  });
  trace(pen, voltage, frame, volts, found.spacing, colors.query, 2, []);
  label(pen, "V, mV", frame.left + 6, MARGIN.top + 9, colors.query, colors);
}

function scale(from, to, top, bottom) {
  return { from, to, toY: (v) => bottom - ((v - from) / (to - from)) * (bottom - top) };
}

function trace(pen, values, frame, { toY }, spacing, color, width, dash) {
  pen.beginPath();
  for (let k = 0; k < values.length; k++)
    pen.lineTo(frame.toX(k * spacing), toY(values[k]));
  pen.setLineDash(dash);
  pen.lineWidth = width;
  pen.lineJoin = "round";
  pen.strokeStyle = color;
  pen.stroke();
  pen.setLineDash([]);
}

function timeAxis(pen, frame, colors) {
  pen.fillStyle = colors.muted;
  pen.textAlign = "center";
  pen.textBaseline = "top";
  const below = frame.height - MARGIN.bottom + 7;
  for (const t of ticks(0, DURATION, frame.width < 420 ? 3 : 6)) {
    const last = t === DURATION;
    pen.textAlign = last ? "right" : "center";
    pen.fillText(last ? `${t} ms` : String(t), frame.toX(t) + (last ? 8 : 0), below);
  }
}

// Where the kick falls, as a bar from top to bottom.
function kickBand(pen, frame, { kick, kick_at: at }, colors, height) {
  if (!kick) return;
  pen.globalAlpha = 0.3;
  pen.fillStyle = colors.pattern;
  const [from, to] = [frame.toX(at), frame.toX(at + KICK)];
  pen.fillRect(from, MARGIN.top, Math.max(2, to - from),
    height - MARGIN.top - MARGIN.bottom);
  pen.globalAlpha = 1;
}

// The time that a pixel stands for.
export const timeAt = (pixel, width) =>
  ((pixel - MARGIN.left) / (width - MARGIN.left - MARGIN.right)) * DURATION;
