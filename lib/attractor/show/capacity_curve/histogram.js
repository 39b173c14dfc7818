// Shares of the starts by their overlap at rest, and the live network's dots above.
import { sized } from "../explorable/canvas.js";

const ROOM = { left: 46, right: 14, top: 8, bottom: 40 };
const STRIP = 62; // pixels for the live dots, above the bars

export function drawHistogram(canvas, [width, height], shares, live, colors) {
  const pen = sized(canvas, width, height);
  const [left, right, bottom] = [ROOM.left, width - ROOM.right, height - ROOM.bottom];
  const toX = (overlap) => left + Math.max(0, overlap) * (right - left);
  const top = ROOM.top + STRIP;
  const most = Math.max(...shares, 0.05);
  const wide = (right - left) / shares.length;
  pen.fillStyle = colors.query;
  shares.forEach((share, k) => {
    const tall = (share / most) * (bottom - top - 4);
    if (share > 0) pen.fillRect(left + k * wide + 0.5, bottom - tall, wide - 1, tall);
  });
  pen.fillStyle = colors.muted;
  pen.fillRect(left, bottom, right - left, 1);
  pen.fillRect(left, top, right - left, 1);
  pen.font = `12px ${colors.font}`;
  pen.textAlign = "center";
  pen.textBaseline = "top";
  for (const value of [0, 0.25, 0.5, 0.75, 1])
    pen.fillText(String(value), toX(value), bottom + 5);
  pen.fillText("overlap at rest", (left + right) / 2, bottom + 22);
  pen.textAlign = "right";
  pen.fillText(`${Math.round(most * 100)} %`, left - 6, top + 2);
  pen.fillText("live", left - 6, ROOM.top + STRIP / 2 - 6);
  if (live) dots(pen, live, toX, ROOM.top + STRIP - 8, colors);
}

// Dots pile up where they would cover each other. Filled: at rest.
function dots(pen, live, toX, floor, colors) {
  const heights = new Map();
  for (const start of live.starts) {
    const x = toX(live.overlap(start));
    const column = Math.round(x / 8);
    const level = heights.get(column) ?? 0;
    heights.set(column, level + 1);
    const y = Math.max(floor - level * 8, 8 + (level % 2) * 4);
    pen.beginPath();
    pen.arc(x, y, 3.6, 0, 7);
    pen.lineWidth = 1.75;
    pen.strokeStyle = colors.weights;
    pen.fillStyle = start.resting ? colors.weights : colors.page;
    pen.fill();
    pen.stroke();
  }
}
