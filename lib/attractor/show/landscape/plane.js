// The plane seen from above: energy as color with level lines, minima, the path.
import { sized } from "../explorable/canvas.js";
import { unboundedBelow } from "./energies.js";
import { colorRange, contours, energyGrid, shadedGrid } from "./grid.js";

const CELL = { first: 10, coarse: 5, fine: 2.5 }; // pixels
const LEVELS = 14;
const tile = () => (tile.canvas ??= document.createElement("canvas"));

export function drawPlane(canvas, frame, setting, colors, grain) {
  const pen = sized(canvas, frame.width, frame.height);
  const step = CELL[grain];
  const columns = Math.ceil(frame.width / step) + 1;
  const rows = Math.ceil(frame.height / step) + 1;
  const cell = [frame.width / (columns - 1), frame.height / (rows - 1)];
  const at = (i, j) => frame.fromPixel(i * cell[0], j * cell[1]);
  const xs = Float64Array.from({ length: columns }, (_, i) => at(i, 0)[0]);
  const ys = Float64Array.from({ length: rows }, (_, j) => at(0, j)[1]);
  const grid = energyGrid(setting, xs, ys);
  const range = colorRange(grid, !unboundedBelow(setting));
  const shades = shadedGrid(grid, range);
  paint(pen, shades, columns, rows, cell, colors.ramp);
  drawLevels(pen, shades, columns, cell, colors);
  return range;
}

function paint(pen, shades, columns, rows, cell, ramp) {
  const small = tile();
  small.width = columns;
  small.height = rows;
  const brush = small.getContext("2d");
  const image = brush.createImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  const packed = Uint32Array.from(
    ramp, ([r, g, b]) => (255 << 24) | (b << 16) | (g << 8) | r);
  for (let at = 0; at < pixels.length; at++)
    pixels[at] = packed[Math.min(255, (shades[at] * 255) | 0)];
  brush.putImageData(image, 0, 0);
  pen.drawImage(small, -cell[0] / 2, -cell[1] / 2, columns * cell[0], rows * cell[1]);
}

function drawLevels(pen, shades, columns, cell, colors) {
  const paths = Array.from({ length: LEVELS }, () => new Path2D());
  contours(shades, columns, LEVELS, (level, x1, y1, x2, y2) => {
    paths[level].moveTo(x1 * cell[0], y1 * cell[1]);
    paths[level].lineTo(x2 * cell[0], y2 * cell[1]);
  });
  pen.lineWidth = 1;
  paths.forEach((path, level) => {
    const dark = level / LEVELS > 0.55;
    pen.strokeStyle = dark ? colors["map-ink"] : colors["map-paper"];
    pen.globalAlpha = dark ? 0.22 : 0.3;
    pen.stroke(path);
  });
  pen.globalAlpha = 1;
}

// What moves over the landscape: path and minima. `reveal` is the share shown.
export function drawPlaneMarks(canvas, frame, found, colors, { reveal }) {
  const pen = sized(canvas, frame.width, frame.height);
  const outlined = (draw, color, width) => {
    pen.lineWidth = width + 3;
    pen.strokeStyle = colors["map-ink"];
    draw();
    pen.lineWidth = width;
    pen.strokeStyle = color;
    draw();
  };
  pen.lineJoin = pen.lineCap = "round";
  for (const minimum of found.minima ?? []) {
    const [x, y] = frame.toPixel(minimum);
    outlined(() => { pen.beginPath(); pen.arc(x, y, 13, 0, 7); pen.stroke(); },
      colors["map-paper"], 2);
  }
  const path = shown(found.path ?? [], reveal).map(frame.toPixel);
  if (path.length < 2) return;
  outlined(() => {
    pen.beginPath();
    path.forEach(([x, y]) => pen.lineTo(x, y));
    pen.stroke();
    if (found.away) arrowHead(pen, path);
  }, colors["map-query"], 2.5);
  if (found.away !== undefined) return;
  pen.fillStyle = colors["map-query"];
  pen.lineWidth = 1;
  pen.strokeStyle = colors["map-ink"];
  path.slice(1).forEach(([x, y]) => {
    pen.beginPath(); pen.arc(x, y, 3.5, 0, 7); pen.fill(); pen.stroke();
  });
}

// The first share of a path, the last piece cut where the share ends.
export function shown(path, share) {
  if (share >= 1 || path.length < 2) return path;
  const at = share * (path.length - 1);
  const whole = Math.floor(at);
  const [a, b] = [path[whole], path[whole + 1]];
  return [...path.slice(0, whole + 1), a.map((v, k) => v + (at - whole) * (b[k] - v))];
}

export function arrowHead(pen, path) {
  const [x, y] = path[path.length - 1];
  const [fromX, fromY] = path[Math.max(0, path.length - 4)];
  const angle = Math.atan2(y - fromY, x - fromX);
  pen.beginPath();
  pen.moveTo(x - 11 * Math.cos(angle - 0.5), y - 11 * Math.sin(angle - 0.5));
  pen.lineTo(x, y);
  pen.lineTo(x - 11 * Math.cos(angle + 0.5), y - 11 * Math.sin(angle + 0.5));
  pen.stroke();
}
