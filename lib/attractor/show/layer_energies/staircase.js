// The global energy after every layer, one line for each form.
import { horizontalGrid, label, sized } from "../explorable/canvas.js";
import { WAYS } from "./words.js";

const EDGE = { left: 52, right: 16, top: 14, bottom: 40 };

export function drawStaircase(canvas, [width, height], { energies, bounds }, colors) {
  const pen = sized(canvas, width, height);
  const count = energies.printed.length - 1;
  const frame = { left: EDGE.left, right: width - EDGE.right };
  const toX = (t) => frame.left + 10 + ((frame.right - frame.left - 20) * t) / count;
  const scale = heights([...Object.values(energies).flat(), ...bounds], height);
  horizontalGrid(pen, frame, scale, colors, 4);
  layerNumbers(pen, count, toX, height - EDGE.bottom, colors);
  const start = scale.toY(energies.gated[0]);
  track(pen, [[frame.left, start], [frame.right, start]], colors.muted, 1, [2, 3]);
  const points = (values) => values.map((value, t) => [toX(t), scale.toY(value)]);
  track(pen, points(bounds), colors.weights, 1.5, [1, 3]);
  for (const [form, { color, dash, mark }] of Object.entries(WAYS)) {
    track(pen, points(energies[form]), colors[color], 2.5, dash);
    points(energies[form]).forEach((at) => markAt(pen, mark, at, colors[color], colors.page));
  }
  label(pen, "E global", frame.left + 8, EDGE.top - 2, colors.text, colors);
}

function heights(values, height) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const pad = Math.max(0.1 * (high - low), 0.05);
  const [from, to] = [low - pad, high + pad];
  const [top, bottom] = [EDGE.top + 6, height - EDGE.bottom];
  return { from, to, toY: (v) => bottom - ((v - from) / (to - from)) * (bottom - top) };
}

function layerNumbers(pen, count, toX, y, colors) {
  pen.textAlign = "center";
  pen.textBaseline = "top";
  pen.fillStyle = colors.muted;
  pen.font = `12px ${colors.font}`;
  for (let t = 0; t <= count; t++)
    pen.fillText(t === 0 ? "query" : String(t), toX(t), y + 6);
  pen.fillText("after layer", (toX(0) + toX(count)) / 2, y + 22);
}

function track(pen, points, color, width, dash) {
  pen.setLineDash(dash);
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.lineJoin = "round";
  pen.beginPath();
  points.forEach(([x, y]) => pen.lineTo(x, y));
  pen.stroke();
  pen.setLineDash([]);
}

// ■ ● ▲, outlined so that they stand apart where lines run together.
export function markAt(pen, mark, [x, y], color, outline, size = 5) {
  pen.beginPath();
  if (mark === "●") pen.arc(x, y, size, 0, 7);
  else if (mark === "■") pen.rect(x - size, y - size, 2 * size, 2 * size);
  else {
    pen.moveTo(x, y - 1.2 * size);
    pen.lineTo(x + 1.2 * size, y + size);
    pen.lineTo(x - 1.2 * size, y + size);
    pen.closePath();
  }
  pen.fillStyle = color;
  pen.strokeStyle = outline;
  pen.lineWidth = 1.5;
  pen.fill();
  pen.stroke();
}
