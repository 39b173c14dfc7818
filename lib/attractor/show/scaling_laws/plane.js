// Size against tokens, both logarithmic: shades and contours of the loss, the line of
// one budget through the point, the line of best splits, five models.
import { sized } from "../explorable/canvas.js";
import { flopsOf, lossOf, MODELS, optimalOf, tokensFor, tokensToReach } from "./laws.js";
import { PARAMS, powerWords, TOKENS } from "./setting.js";

export const SIDES = { left: 52, right: 14, top: 10, bottom: 40 };
const LEVELS = [6, 4, 3, 2.5, 2, 1.8, 1.4, 1.2, 1, 0.8];
const SHADES = { darkest: 0.7, brightest: 4 }; // nats per token at the ramp's ends
const CELLS = 48;
const CONTOUR_STEPS = 120;

export function planeFrame(width, height) {
  const [left, right] = [SIDES.left, width - SIDES.right];
  const [top, bottom] = [SIDES.top, height - SIDES.bottom];
  const across = PARAMS.most - PARAMS.least;
  const upward = TOKENS.most - TOKENS.least;
  return {
    left, right, top, bottom,
    toX: (n) => left + ((Math.log10(n) - PARAMS.least) / across) * (right - left),
    toY: (d) => bottom - ((Math.log10(d) - TOKENS.least) / upward) * (bottom - top),
    toPowers: (x, y) => [
      PARAMS.least + ((x - left) / (right - left)) * across,
      TOKENS.least + ((bottom - y) / (bottom - top)) * upward,
    ],
  };
}

function shadesOf(law, floor, ramp) {
  const picture = document.createElement("canvas");
  picture.width = picture.height = CELLS;
  const pen = picture.getContext("2d");
  const image = pen.createImageData(CELLS, CELLS);
  const pixels = new Uint32Array(image.data.buffer);
  const packed = ramp.map(([r, g, b]) => (255 << 24) | (b << 16) | (g << 8) | r);
  const loss = lossOf(law, floor);
  const power = (range, share) => 10 ** (range.least + share * (range.most - range.least));
  for (let row = 0; row < CELLS; row++)
    for (let column = 0; column < CELLS; column++) {
      const n = power(PARAMS, (column + 0.5) / CELLS);
      const d = power(TOKENS, 1 - (row + 0.5) / CELLS);
      const share = (loss(n, d) - SHADES.darkest) / (SHADES.brightest - SHADES.darkest);
      pixels[row * CELLS + column] =
        packed[Math.round(255 * Math.min(1, Math.max(0, share)))];
    }
  pen.putImageData(image, 0, 0);
  return picture;
}

// Draws the plane; what does not move with the point is kept as a picture.
export function createPlane(canvas) {
  const still = document.createElement("canvas");
  let [kept, keptColors] = ["", null];

  return ([width, height], now, colors) => {
    const frame = planeFrame(width, height);
    const key = [width, height, now.law, now.floor].join(" ");
    if (key !== kept || colors !== keptColors) {
      drawStill(sized(still, width, height), frame, now, colors);
      [kept, keptColors] = [key, colors];
    }
    const pen = sized(canvas, width, height);
    pen.drawImage(still, 0, 0, width, height);
    clipTo(pen, frame);
    budgetLine(pen, frame, now, colors);
    best(pen, frame, now, colors);
    pen.restore();
    return frame;
  };
}

function drawStill(pen, frame, now, colors) {
  axesOfPlane(pen, frame, colors);
  clipTo(pen, frame);
  pen.drawImage(shadesOf(now.law, now.floor, colors.ramp), frame.left, frame.top,
    frame.right - frame.left, frame.bottom - frame.top);
  for (const level of LEVELS) contour(pen, frame, now, level, colors);
  bestSplits(pen, frame, now.law, colors);
  for (const model of MODELS) modelMark(pen, frame, model, colors);
  pen.restore();
}

function clipTo(pen, { left, right, top, bottom }) {
  pen.save();
  pen.beginPath();
  pen.rect(left, top, right - left, bottom - top);
  pen.clip();
}

function axesOfPlane(pen, frame, colors) {
  pen.font = `12px ${colors.font}`;
  pen.fillStyle = colors.muted;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  for (let power = TOKENS.least; power <= TOKENS.most; power += 2)
    pen.fillText(powerWords(power), frame.left - 6, frame.toY(10 ** power));
  pen.textBaseline = "top";
  pen.textAlign = "center";
  for (let power = PARAMS.least; power <= PARAMS.most; power += 2)
    pen.fillText(powerWords(power), frame.toX(10 ** power), frame.bottom + 6);
  pen.fillText("parameters N", (frame.left + frame.right) / 2, frame.bottom + 22);
  pen.save();
  pen.translate(10, (frame.top + frame.bottom) / 2);
  pen.rotate(-Math.PI / 2);
  pen.textBaseline = "middle";
  pen.fillText("tokens D", 0, 0);
  pen.restore();
}

function contour(pen, frame, { law, floor }, level, colors) {
  const points = [];
  for (let k = 0; k <= CONTOUR_STEPS; k++) {
    const n = 10 ** (PARAMS.least + (k / CONTOUR_STEPS) * (PARAMS.most - PARAMS.least));
    const d = tokensToReach(law, floor, n, level);
    if (d === Infinity) continue;
    if (k > 0 && !points.length) points.push([frame.toX(n), frame.top - 9]);
    points.push([frame.toX(n), frame.toY(d)]);
  }
  if (!points.length) return;
  const wall = level === 1;
  strokeOn(pen, points, colors["map-paper"], wall ? 2.5 : 1, wall ? [6, 4] : []);
  const x = points.find(([, at]) => at > frame.top + 16)?.[0] ?? points[0][0];
  const y = Math.max(frame.top + 16, points[0][1]);
  if (x > frame.right - 24 || y > frame.bottom - 10) return;
  pen.font = `600 11px ${colors.font}`;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  pen.lineWidth = 3;
  pen.strokeStyle = colors["map-ink"];
  pen.fillStyle = colors["map-paper"];
  pen.strokeText(String(level), x + 5, y);
  pen.fillText(String(level), x + 5, y);
}

export function strokeOn(pen, points, color, width, dash = []) {
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.lineJoin = "round";
  pen.setLineDash(dash);
  pen.beginPath();
  points.forEach(([x, y]) => pen.lineTo(x, y));
  pen.stroke();
  pen.setLineDash([]);
}

function bestSplits(pen, frame, law, colors) {
  const points = [1e10, 1e36].map((flops) => {
    const { params, tokens } = optimalOf(law)(flops);
    return [frame.toX(params), frame.toY(tokens)];
  });
  strokeOn(pen, points, colors["map-ink"], 5);
  strokeOn(pen, points, colors["map-weights"], 2.5);
}

function budgetLine(pen, frame, now, colors) {
  const flops = flopsOf(now.n_params, now.n_tokens);
  const points = [10 ** PARAMS.least, 10 ** PARAMS.most].map((n) =>
    [frame.toX(n), frame.toY(tokensFor(flops, n))]);
  strokeOn(pen, points, colors["map-ink"], 5);
  strokeOn(pen, points, colors["map-query"], 2.5, [8, 4]);
}

function best(pen, frame, now, colors) {
  const { params, tokens } = optimalOf(now.law)(flopsOf(now.n_params, now.n_tokens));
  ringAt(pen, [frame.toX(params), frame.toY(tokens)], colors["map-weights"], colors["map-ink"]);
}

export function ringAt(pen, [x, y], color, edge) {
  for (const [stroke, width] of [[edge, 6], [color, 3]]) {
    pen.beginPath();
    pen.arc(x, y, 7, 0, 7);
    pen.strokeStyle = stroke;
    pen.lineWidth = width;
    pen.stroke();
  }
}

export function diamondAt(pen, [x, y], color, edge, size = 7) {
  pen.beginPath();
  pen.moveTo(x, y - size);
  pen.lineTo(x + size, y);
  pen.lineTo(x, y + size);
  pen.lineTo(x - size, y);
  pen.closePath();
  pen.fillStyle = color;
  pen.strokeStyle = edge;
  pen.lineWidth = 1.5;
  pen.fill();
  pen.stroke();
}

const modelMark = (pen, frame, { params, tokens }, colors) =>
  diamondAt(pen, [frame.toX(params), frame.toY(tokens)], colors["map-pattern"],
    colors["map-ink"], 6);
