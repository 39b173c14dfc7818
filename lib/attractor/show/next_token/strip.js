// A passage, place by place: how free the draw is there, and how much what came surprises.
import { horizontalGrid, sized } from "../explorable/canvas.js";
import { signs } from "./words.js";

const EDGES = { left: 30, right: 6, top: 12, bottom: 22 };
const MOST = 5; // nats; what is more goes to the top
const LETTER = 7.5; // pixels, the least width that a letter takes

export function stripFrame([width, height], count) {
  const wide = (width - EDGES.left - EDGES.right) / count;
  const bottom = height - EDGES.bottom;
  return {
    left: EDGES.left, right: width - EDGES.right, top: EDGES.top, bottom, wide,
    toY: (nats) => bottom - (Math.min(nats, MOST) / MOST) * (bottom - EDGES.top),
    placeAt: (x) => Math.min(count, Math.max(1, 1 + Math.floor((x - EDGES.left) / wide))),
  };
}

// places: [{ entropy, surprise }]; at: the place chosen, or null; tokens: what was read.
export function drawStrip(canvas, size, { places, at, tokens }, colors) {
  const pen = sized(canvas, ...size);
  const frame = stripFrame(size, places.length);
  horizontalGrid(pen, frame, { from: 0, to: MOST, toY: frame.toY }, colors, 3);
  places.forEach(({ entropy }, k) => {
    const here = k + 1 === at;
    pen.fillStyle = here ? colors.query : colors.muted;
    pen.globalAlpha = here ? 1 : 0.45;
    const y = frame.toY(entropy);
    pen.fillRect(frame.left + k * frame.wide + 0.5, y, Math.max(1, frame.wide - 1),
      frame.bottom - y);
    pen.globalAlpha = 1;
  });
  places.forEach(({ surprise }, k) => {
    if (surprise !== null)
      mark(pen, frame.left + (k + 0.5) * frame.wide, frame.toY(surprise),
        surprise === Infinity, colors);
  });
  letters(pen, frame, tokens, at, colors);
}

function mark(pen, x, y, never, colors) {
  const half = 3;
  pen.beginPath();
  if (never) {
    pen.strokeStyle = colors.fails;
    pen.lineWidth = 1.75;
    pen.moveTo(x - half, y - half);
    pen.lineTo(x + half, y + half);
    pen.moveTo(x + half, y - half);
    pen.lineTo(x - half, y + half);
    return pen.stroke();
  }
  pen.fillStyle = colors.pattern;
  pen.arc(x, y, 2.25, 0, 7);
  return pen.fill();
}

// The letters of the passage, or where there is no room only the one chosen.
function letters(pen, frame, tokens, at, colors) {
  pen.font = `11px ${colors.font}`;
  pen.textAlign = "center";
  pen.textBaseline = "top";
  tokens.forEach((token, k) => {
    const here = k + 1 === at;
    if (!here && frame.wide < LETTER) return;
    pen.fillStyle = here ? colors.query : colors.muted;
    pen.fillText(signs(token), frame.left + (k + 0.5) * frame.wide, frame.bottom + 5);
  });
}
