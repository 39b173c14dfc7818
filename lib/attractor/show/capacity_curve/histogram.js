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
  const piles = new Map();
  for (const start of live.starts) {
    const column = Math.round(toX(live.overlap(start)) / 8);
    piles.set(column, [...(piles.get(column) ?? []), start]);
  }
  const tallest = Math.max(...[...piles.values()].map((pile) => pile.length));
  const gap = Math.min(8, (floor - 8) / Math.max(1, tallest - 1));
  for (const pile of piles.values())
    pile.forEach((start, level) => {
      pen.beginPath();
      pen.arc(toX(live.overlap(start)), floor - level * gap, 3.6, 0, 7);
      pen.lineWidth = 1.75;
      pen.strokeStyle = colors.weights;
      pen.fillStyle = start.resting ? colors.weights : colors.page;
      pen.fill();
      pen.stroke();
    });
}
