// Rate against current: what the chapter computed, three thresholds, this cell.
import { horizontalGrid, label, sized, ticks } from "../explorable/canvas.js";
import { clamp } from "../explorable/elements.js";
import { BLOCK, CURRENT, spanEnd } from "./setting.js";

const ROOM = { left: 42, right: 12, top: 30, bottom: 38 };
const FASTEST = 180; // Hz

export function curveFrame([width, height], span) {
  const [end, inner] = [spanEnd(span), width - ROOM.left - ROOM.right];
  const floor = height - ROOM.bottom;
  return {
    left: ROOM.left, right: width - ROOM.right, width, height, end, floor,
    top: ROOM.top,
    toX: (current) => ROOM.left + (current / end) * inner,
    toY: (rate) => floor - (rate / FASTEST) * (floor - ROOM.top),
    fromPixel: (px) => clamp(((px - ROOM.left) / inner) * end, CURRENT.least, end),
  };
}

// curve: [[current, rate], ...] of a cell that fires; thresholds: [once, on, lost].
export function drawCurve(canvas, frame, curve, thresholds, colors) {
  const pen = sized(canvas, frame.width, frame.height);
  horizontalGrid(pen, frame, { from: 0, to: FASTEST, toY: frame.toY }, colors, 4);
  pen.fillStyle = colors.muted;
  pen.textBaseline = "top";
  pen.textAlign = "center";
  for (const current of ticks(0, frame.end, frame.width < 420 ? 4 : 8))
    pen.fillText(String(current), frame.toX(current), frame.floor + 7);
  pen.textAlign = "right";
  pen.fillText("current, µA/cm²", frame.right, frame.floor + 22);
  thresholdLines(pen, frame, thresholds, colors);
  rests(pen, frame, thresholds, colors);
  pen.save();
  pen.beginPath();
  pen.rect(frame.left, 0, frame.right - frame.left, frame.height);
  pen.clip();
  pen.beginPath();
  for (const [current, rate] of curve) pen.lineTo(frame.toX(current), frame.toY(rate));
  pen.lineWidth = 2.5;
  pen.strokeStyle = colors.query;
  pen.stroke();
  pen.restore();
  label(pen, "Hz", 8, frame.top - 14, colors.muted, colors);
}

function thresholdLines(pen, frame, thresholds, colors) {
  pen.lineWidth = 1.5;
  pen.strokeStyle = colors.fails;
  pen.setLineDash([4, 4]);
  for (const current of thresholds) {
    pen.beginPath();
    pen.moveTo(frame.toX(current), frame.top);
    pen.lineTo(frame.toX(current), frame.floor);
    pen.stroke();
  }
  pen.setLineDash([]);
  if (frame.end > 40) return; // too close together for words
  for (const current of thresholds) {
    const words = current.toFixed(2);
    pen.font = `600 12px ${colors.font}`;
    const half = pen.measureText(words).width / 2;
    label(pen, words, frame.toX(current) - half, frame.top - 12, colors.fails, colors);
  }
}

// The silent branch: solid where the balance is stable.
function rests(pen, frame, [, , lost], colors) {
  const pieces = [[0, lost, []], [lost, Math.min(frame.end, BLOCK), [3, 4]]];
  if (frame.end > BLOCK) pieces.push([BLOCK, frame.end, []]);
  pen.lineWidth = 2.5;
  pen.strokeStyle = colors.holds;
  for (const [from, to, dash] of pieces) {
    pen.setLineDash(dash);
    pen.beginPath();
    pen.moveTo(frame.toX(from), frame.floor);
    pen.lineTo(frame.toX(to), frame.floor);
    pen.stroke();
  }
  pen.setLineDash([]);
}
