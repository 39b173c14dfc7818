// Accuracy against layer: four curves with their intervals, and the chosen layer.
import { label, sized } from "../explorable/canvas.js";

const EDGE = { left: 48, right: 16, top: 24, bottom: 42 };
export const LOOKS = [
  { color: "query", dash: [], mark: "circle", words: "trained model" },
  { color: "weights", dash: [2, 4], mark: "square", words: "control labels" },
  { color: "pattern", dash: [8, 5], mark: "diamond", words: "untrained model" },
  { color: "muted", dash: [8, 4, 2, 4], mark: "none", words: "most frequent class" },
];

export function probeFrame(width, height, layers) {
  const [left, right] = [EDGE.left, width - EDGE.right];
  const [top, bottom] = [EDGE.top, height - EDGE.bottom];
  const step = (right - left - 24) / Math.max(1, layers - 1);
  return {
    left, right, top, bottom,
    toX: (layer) => left + 12 + layer * step,
    toY: (share) => bottom - (share / 1.03) * (bottom - top),
    toLayer: (x) =>
      Math.max(0, Math.min(layers - 1, Math.round((x - left - 12) / step))),
  };
}

// curves: for each of LOOKS an interval { mean, half } at every layer.
export function drawProbes(canvas, [width, height], { curves, layer }, colors) {
  const pen = sized(canvas, width, height);
  const frame = probeFrame(width, height, curves[0].length);
  axes(pen, frame, curves[0].length, colors);
  holder(pen, frame, layer, colors);
  [...LOOKS.keys()].reverse().forEach((which) => {
    band(pen, frame, curves[which], colors[LOOKS[which].color]);
  });
  [...LOOKS.keys()].reverse().forEach((which) => {
    curve(pen, frame, curves[which], LOOKS[which], colors);
  });
  curves.forEach((points, which) => {
    const { mark, color } = LOOKS[which];
    points.forEach(({ mean }, at) =>
      point(pen, mark, frame.toX(at), frame.toY(mean), colors[color], colors.page));
  });
}

function axes(pen, frame, layers, colors) {
  pen.font = `12px ${colors.font}`;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    const y = frame.toY(share);
    pen.fillStyle = colors.grid;
    pen.fillRect(frame.left, Math.round(y), frame.right - frame.left, 1);
    pen.fillStyle = colors.muted;
    pen.fillText(`${100 * share} %`, frame.left - 6, y);
  }
  pen.textAlign = "center";
  pen.textBaseline = "top";
  for (let at = 0; at < layers; at++)
    pen.fillText(at ? String(at) : "embedding", frame.toX(at) + (at ? 0 : 14),
      frame.bottom + 6);
  pen.fillText("after layer", (frame.left + frame.right) / 2, frame.bottom + 24);
}

function holder(pen, frame, layer, colors) {
  const x = frame.toX(layer);
  pen.strokeStyle = colors.grid;
  pen.lineWidth = 10;
  pen.beginPath();
  pen.moveTo(x, frame.top - 6);
  pen.lineTo(x, frame.bottom);
  pen.stroke();
  label(pen, "▾", x - 5, frame.top - 12, colors.text, colors);
}

function band(pen, frame, points, color) {
  pen.beginPath();
  points.forEach(({ mean, half }, at) =>
    pen.lineTo(frame.toX(at), frame.toY(Math.min(1.02, mean + half))));
  [...points.keys()].reverse().forEach((at) =>
    pen.lineTo(frame.toX(at),
      frame.toY(Math.max(0, points[at].mean - points[at].half))));
  pen.closePath();
  pen.globalAlpha = 0.16;
  pen.fillStyle = color;
  pen.fill();
  pen.globalAlpha = 1;
}

function curve(pen, frame, points, { color, dash }, colors) {
  pen.strokeStyle = colors[color];
  pen.setLineDash(dash);
  pen.lineWidth = 2.25;
  pen.lineJoin = "round";
  pen.beginPath();
  points.forEach(({ mean }, at) => pen.lineTo(frame.toX(at), frame.toY(mean)));
  pen.stroke();
  pen.setLineDash([]);
}

function point(pen, mark, x, y, color, page) {
  if (mark === "none") return;
  pen.beginPath();
  if (mark === "circle") pen.arc(x, y, 5, 0, 7);
  else if (mark === "square") pen.rect(x - 4.5, y - 4.5, 9, 9);
  else [[0, -6.5], [6.5, 0], [0, 6.5], [-6.5, 0]].forEach(([a, b]) =>
    pen.lineTo(x + a, y + b));
  pen.closePath();
  pen.fillStyle = color;
  pen.strokeStyle = page;
  pen.lineWidth = 1.5;
  pen.fill();
  pen.stroke();
}
