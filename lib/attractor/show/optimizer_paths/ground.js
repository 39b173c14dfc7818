// The valley seen from above, and the paths over it.
import { sized } from "../explorable/canvas.js";
import { contours } from "../landscape/grid.js";
import { LOOKS } from "./sayings.js";
import { valleyOf } from "./valleys.js";

const GRAINS = { coarse: 12, fine: 4 }; // pixels a cell
const BANDS = 14;
const SPARSE = 7; // one cell in so many is looked at to find the upper end
const LEAST_APART = 0.75; // pixels between two points of a path that are drawn
const HIGH = 0.97; // the share of the picture that is not at the color's upper end

export function drawValley(canvas, frame, setting, colors, grain) {
  const { width, height } = frame;
  const pen = sized(canvas, width, height);
  const [columns, rows] = [width, height].map((side) =>
    Math.ceil(side / GRAINS[grain]) + 1);
  const cell = [width / (columns - 1), height / (rows - 1)];
  const shades = shadesOfValley(valleyOf(setting), frame, [columns, rows], cell);
  paintShades(pen, shades, [columns, rows], cell, colors.ramp);
  const lines = Array.from({ length: BANDS }, () => new Path2D());
  contours(shades, columns, BANDS, (level, x1, y1, x2, y2) => {
    lines[level].moveTo(x1 * cell[0], y1 * cell[1]);
    lines[level].lineTo(x2 * cell[0], y2 * cell[1]);
  });
  pen.lineWidth = 1;
  lines.forEach((path, level) => {
    const dark = level / BANDS > 0.55;
    pen.strokeStyle = dark ? colors["map-ink"] : colors["map-paper"];
    pen.globalAlpha = dark ? 0.22 : 0.3;
    pen.stroke(path);
  });
  pen.globalAlpha = 1;
  cross(pen, frame.toPixel(valleyOf(setting).bottom), colors);
}

// 0 at the bottom, 1 at the highest; the cube root opens what lies low.
function shadesOfValley({ value }, frame, [columns, rows], cell) {
  const xs = Array.from({ length: columns }, (_, i) => frame.fromPixel(i * cell[0], 0)[0]);
  const shades = new Float32Array(columns * rows);
  for (let j = 0; j < rows; j++) {
    const [, y] = frame.fromPixel(0, j * cell[1]);
    for (let i = 0; i < columns; i++)
      shades[j * columns + i] = Math.cbrt(value(xs[i], y));
  }
  const sample = shades.filter((_, at) => at % SPARSE === 0).sort();
  const top = sample[Math.floor(HIGH * (sample.length - 1))] || 1;
  for (let at = 0; at < shades.length; at++) shades[at] = Math.min(1, shades[at] / top);
  return shades;
}

const canvasOfShades = () =>
  (canvasOfShades.kept ??= document.createElement("canvas"));

function paintShades(pen, shades, [columns, rows], cell, ramp) {
  const small = canvasOfShades();
  [small.width, small.height] = [columns, rows];
  const brush = small.getContext("2d");
  const image = brush.createImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  const packed = ramp.map(([r, g, b]) => (255 << 24) | (b << 16) | (g << 8) | r);
  for (let at = 0; at < pixels.length; at++)
    pixels[at] = packed[Math.round(255 * shades[at])];
  brush.putImageData(image, 0, 0);
  pen.drawImage(small, -cell[0] / 2, -cell[1] / 2, columns * cell[0], rows * cell[1]);
}

function cross(pen, [x, y], colors) {
  for (const [color, width] of [[colors["map-ink"], 5], [colors["map-paper"], 2]]) {
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.beginPath();
    for (const side of [-6, 6]) {
      pen.moveTo(x - 6, y + side);
      pen.lineTo(x + 6, y - side);
    }
    pen.stroke();
  }
}

// The paths after `count` steps; hues holds the colors on the map.
export function drawPaths(canvas, frame, race, count, colors, hues) {
  const pen = sized(canvas, frame.width, frame.height);
  pen.lineJoin = pen.lineCap = "round";
  for (const [name, { points }] of Object.entries(race)) {
    const { onMap, dash, mark } = LOOKS[name];
    const steps = untilGone(points.slice(0, count + 1).map(frame.toPixel), frame);
    const pixels = withoutCrowds(steps);
    trail(pen, pixels, colors["map-ink"], 4.5, []);
    trail(pen, pixels, hues[onMap], 2.25, dash);
    stepDots(pen, withoutCrowds(steps.slice(1, 41)), hues[onMap], colors["map-ink"]);
    endMark(pen, mark, pixels[pixels.length - 1], hues[onMap], colors["map-ink"]);
  }
}

// Up to the first point that is far out of the picture.
function untilGone(pixels, { width, height }) {
  const gone = pixels.findIndex(([x, y]) =>
    !(Math.abs(x - width / 2) < width && Math.abs(y - height / 2) < 1.5 * height));
  return gone < 0 ? pixels : pixels.slice(0, gone + 1);
}

// Without points that lie on the one before, as at the bottom of a valley.
function withoutCrowds(pixels) {
  let [x, y] = [Infinity, Infinity];
  return pixels.filter((pixel, at) => {
    const apart = Math.hypot(pixel[0] - x, pixel[1] - y) >= LEAST_APART;
    if (apart) [x, y] = pixel;
    return apart || at === pixels.length - 1;
  });
}

function trail(pen, pixels, color, width, dash) {
  pen.setLineDash(dash);
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.beginPath();
  pixels.forEach(([x, y]) => pen.lineTo(x, y));
  pen.stroke();
  pen.setLineDash([]);
}

function stepDots(pen, pixels, color, edge) {
  pen.beginPath();
  for (const [x, y] of pixels) {
    pen.moveTo(x + 2.4, y);
    pen.arc(x, y, 2.4, 0, 7);
  }
  pen.fillStyle = color;
  pen.strokeStyle = edge;
  pen.lineWidth = 2;
  pen.stroke(); // before the fill, so that close dots are outlined together
  pen.fill();
}

const CORNERS = {
  "■": [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  "▲": [[0, -1.2], [1.2, 1], [-1.2, 1]],
  "▼": [[0, 1.2], [1.2, -1], [-1.2, -1]],
  "◆": [[0, -1.4], [1.4, 0], [0, 1.4], [-1.4, 0]],
};

// ● ■ ▲ ◆ ▼, outlined.
export function endMark(pen, mark, [x, y], color, edge, size = 6) {
  pen.beginPath();
  if (mark === "●") pen.arc(x, y, size, 0, 7);
  else CORNERS[mark].forEach(([right, down]) =>
    pen.lineTo(x + size * right, y + size * down));
  pen.closePath();
  pen.fillStyle = color;
  pen.strokeStyle = edge;
  pen.lineWidth = 1.5;
  pen.fill();
  pen.stroke();
}
