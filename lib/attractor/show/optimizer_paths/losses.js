// The loss at every step, on a logarithmic scale.
import { sized } from "../explorable/canvas.js";
import { endMark } from "./ground.js";
import { LOOKS, powerOfTen } from "./sayings.js";

const MARGINS = { left: 52, right: 14, top: 12, bottom: 36 };
const SMALLEST_LOSS = 1e-12;
const LARGEST_LOSS = 1e6;

const inPicture = (value) =>
  Math.log10(Math.min(LARGEST_LOSS, Math.max(SMALLEST_LOSS, value)));

export function drawLosses(canvas, [width, height], race, { steps, count }, colors) {
  const pen = sized(canvas, width, height);
  const [left, right] = [MARGINS.left, width - MARGINS.right];
  const [top, bottom] = [MARGINS.top, height - MARGINS.bottom];
  const all = Object.values(race).flatMap(({ values }) => values.map(inPicture));
  const low = Math.floor(Math.min(...all));
  const high = Math.max(low + 1, Math.ceil(Math.max(...all)));
  const toX = (k) => left + ((right - left) * k) / steps;
  const toY = (power) => bottom - ((power - low) / (high - low)) * (bottom - top);
  decades(pen, { left, right, low, high, toY }, colors);
  stepsBelow(pen, { left, right, bottom, steps, toX }, colors);
  for (const [name, { values }] of Object.entries(race)) {
    const { color, dash, mark } = LOOKS[name];
    const points = values.slice(0, count + 1).map((value, k) =>
      [toX(k), toY(inPicture(value))]);
    pen.setLineDash(dash);
    pen.strokeStyle = colors[color];
    pen.lineWidth = 2;
    pen.lineJoin = "round";
    pen.beginPath();
    points.forEach(([x, y]) => pen.lineTo(x, y));
    pen.stroke();
    pen.setLineDash([]);
    endMark(pen, mark, points[points.length - 1], colors[color], colors.page, 5);
  }
}

function decades(pen, { left, right, low, high, toY }, colors) {
  const every = Math.ceil((high - low) / 4);
  pen.font = `12px ${colors.font}`;
  pen.textAlign = "right";
  pen.textBaseline = "middle";
  for (let power = high; power >= low; power -= every) {
    pen.fillStyle = colors.grid;
    pen.fillRect(left, Math.round(toY(power)), right - left, 1);
    pen.fillStyle = colors.muted;
    pen.fillText(powerOfTen(power), left - 8, toY(power));
  }
}

function stepsBelow(pen, { left, right, bottom, steps, toX }, colors) {
  pen.font = `12px ${colors.font}`;
  pen.fillStyle = colors.muted;
  pen.textBaseline = "top";
  for (const k of [0, Math.round(steps / 2), steps]) {
    pen.textAlign = k === 0 ? "left" : k === steps ? "right" : "center";
    pen.fillText(String(k), toX(k), bottom + 5);
  }
  pen.textAlign = "center";
  pen.fillText("loss by step", (left + right) / 2, bottom + 19);
}
