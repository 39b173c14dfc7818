// The circle unrolled: the energy at every angle, and each pattern's own term.
import { horizontalGrid, label, sized } from "../explorable/canvas.js";
import { circleEnergy, circleMinima, circleOverlaps } from "./circle.js";
import { termOf } from "./overlaps.js";

const EDGE_OF_CIRCLE = { left: 46, right: 14, top: 26, bottom: 64 };
const QUARTERS = [-180, -90, 0, 90, 180];

// Gives back the bottoms, and how to get from angles to pixels and back.
export function drawCircle(canvas, [width, height], setting, colors) {
  const pen = sized(canvas, width, height);
  const frame = { left: EDGE_OF_CIRCLE.left, right: width - EDGE_OF_CIRCLE.right };
  const across = frame.right - frame.left;
  const toX = (angle) => frame.left + ((angle + 180) / 360) * across;
  const toAngle = (x) => ((x - frame.left) / across) * 360 - 180;
  const angles = Array.from({ length: Math.ceil(across / 2) + 1 },
    (_, k) => -180 + (360 * k) / Math.ceil(across / 2));
  const total = angles.map((at) => circleEnergy(setting, at));
  const terms = setting.angles.map((angle) =>
    angles.map((at) => termOf(setting, circleOverlaps([angle], at)[0])));
  const scale = tall([...total, ...terms.flat(), 0], height);
  horizontalGrid(pen, frame, scale, colors, 5);
  quarters(pen, toX, height - 40, colors);
  for (const term of terms)
    stroke(pen, angles.map(toX), term.map(scale.toY), colors.pattern, 1.25, [4, 3]);
  stroke(pen, angles.map(toX), total.map(scale.toY), colors.text, 2.5);
  const bottoms = circleMinima(setting);
  for (const bottom of bottoms)
    wedge(pen, [toX(bottom), scale.toY(circleEnergy(setting, bottom))], colors);
  const key = [["energy", "text"], ["each pattern", "pattern"], ["▲ valley", "query"]];
  legendLine(pen, frame.left + 8, key, colors);
  const place = (angle) => [toX(angle), scale.toY(circleEnergy(setting, angle))];
  return { bottoms, toAngle, place };
}

export function tall(values, height) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const pad = Math.max(0.06 * (high - low), 0.05);
  const [from, to] = [low - pad, high + pad];
  const [top, bottom] = [EDGE_OF_CIRCLE.top, height - EDGE_OF_CIRCLE.bottom];
  return { from, to, toY: (v) => bottom - ((v - from) / (to - from)) * (bottom - top) };
}

export function stroke(pen, xs, ys, color, width, dash = []) {
  pen.setLineDash(dash);
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.lineJoin = "round";
  pen.beginPath();
  xs.forEach((x, k) => pen.lineTo(x, ys[k]));
  pen.stroke();
  pen.setLineDash([]);
}

// Colored words one after the other, above the picture.
export function legendLine(pen, from, key, colors) {
  let x = from;
  for (const [words, color] of key) x = label(pen, words, x, 12, colors[color], colors) + 14;
}

// Below the curve, so that a pattern on it does not hide it.
function wedge(pen, [x, y], colors) {
  pen.beginPath();
  pen.moveTo(x, y + 15);
  pen.lineTo(x + 8, y + 28);
  pen.lineTo(x - 8, y + 28);
  pen.closePath();
  pen.fillStyle = colors.query;
  pen.strokeStyle = colors.page;
  pen.lineWidth = 1.5;
  pen.fill();
  pen.stroke();
}

function quarters(pen, toX, y, colors) {
  pen.font = `12px ${colors.font}`;
  pen.textBaseline = "top";
  pen.fillStyle = colors.muted;
  QUARTERS.forEach((angle, k) => {
    pen.textAlign = k === 0 ? "left" : k === QUARTERS.length - 1 ? "right" : "center";
    pen.fillText(`${angle}°`.replace("-", "−"), toX(angle), y + 6);
  });
  pen.textAlign = "center";
  pen.fillText("angle of the state", toX(0), y + 22);
}
