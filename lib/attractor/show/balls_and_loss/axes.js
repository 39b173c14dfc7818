// The frame that both pictures share: radius along the bottom, handle and Z = 1.
import { horizontalGrid, sized, ticks } from "../explorable/canvas.js";

const EDGE = { left: 50, right: 14, top: 26 };

export function framed(canvas, [width, height], heights, bottom) {
  const pen = sized(canvas, width, height);
  const frame = {
    left: EDGE.left, right: width - EDGE.right, top: EDGE.top, bottom: height - bottom,
  };
  const { from, to } = heights;
  frame.toX = (share) => frame.left + share * (frame.right - frame.left);
  frame.toY = (value) =>
    frame.bottom - ((value - from) / (to - from)) * (frame.bottom - frame.top);
  return { pen, frame, scale: { from, to, toY: frame.toY } };
}

export const shareAt = (x, width) =>
  (x - EDGE.left) / (width - EDGE.left - EDGE.right);

export function grid({ pen, frame, scale }, colors, count) {
  horizontalGrid(pen, frame, scale, colors, count);
}

// Numbers of the radius below a frame; in the near window places are even in log s.
export function radiusNumbers(pen, frame, shown, colors) {
  pen.font = `12px ${colors.font}`;
  pen.fillStyle = colors.muted;
  pen.textBaseline = "top";
  const wide = frame.right - frame.left > 330;
  const values = shown.near
    ? (wide ? [0, 1 / 3, 2 / 3, 1] : [0, 0.5, 1]).map(shown.radius)
    : ticks(shown.low, shown.high, wide ? 6 : 3);
  for (const value of values) {
    const share = shown.place(value);
    pen.textAlign = share > 0.95 ? "right" : share < 0.05 ? "left" : "center";
    const text = shown.near ? Number(value.toPrecision(5)) : value;
    pen.fillText(String(text), frame.toX(share), frame.bottom + 6);
  }
  pen.textAlign = "center";
  pen.fillText("radius of every ball", (frame.left + frame.right) / 2, frame.bottom + 22);
}

// A line over points [share, value], lifted where it leaves the frame.
export function trace(pen, frame, points, color, width, dash) {
  pen.save();
  pen.beginPath();
  pen.rect(frame.left, frame.top - 4, frame.right - frame.left, frame.bottom - frame.top + 8);
  pen.clip();
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.lineJoin = "round";
  pen.setLineDash(dash);
  pen.beginPath();
  for (const [share, value] of points)
    pen.lineTo(frame.toX(share), Math.max(-1e4, Math.min(1e4, frame.toY(value))));
  pen.stroke();
  pen.restore();
}

export function unitLine(pen, frame, shown, colors) {
  const x = frame.toX(shown.place(shown.unit));
  pen.strokeStyle = colors.muted;
  pen.lineWidth = 1.25;
  pen.setLineDash([3, 4]);
  pen.beginPath();
  pen.moveTo(x, frame.top);
  pen.lineTo(x, frame.bottom);
  pen.stroke();
  pen.setLineDash([]);
  return x;
}

// The radius taken hold of: a line, and on the first picture a knob on top of it.
export function handle(pen, frame, share, knob, colors) {
  const x = frame.toX(share);
  pen.strokeStyle = colors.query;
  pen.lineWidth = 2;
  pen.beginPath();
  pen.moveTo(x, frame.top - (knob ? 8 : 0));
  pen.lineTo(x, frame.bottom);
  pen.stroke();
  if (!knob) return;
  pen.beginPath();
  pen.arc(x, frame.top - 13, 9, 0, 7);
  pen.fillStyle = colors.query;
  pen.strokeStyle = colors.page;
  pen.fill();
  pen.stroke();
}

export function dot(pen, frame, share, value, color, colors) {
  const y = frame.toY(value);
  if (y < frame.top - 4 || y > frame.bottom + 4) return;
  pen.beginPath();
  pen.arc(frame.toX(share), y, 5, 0, 7);
  pen.fillStyle = color;
  pen.strokeStyle = colors.page;
  pen.lineWidth = 1.5;
  pen.fill();
  pen.stroke();
}

