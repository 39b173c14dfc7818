// The matrix on a canvas: a row for each token that looks, a column for each that is
// looked at.
import { sized } from "../explorable/canvas.js";
import { number } from "../explorable/elements.js";
import { isBlind } from "./weights.js";

const GAP = 6; // pixels between names and cells
const AXIS = 18; // pixels for the words of an axis
const ROOM_FOR_NUMBERS = 38;
const widest = (pen, words) => Math.max(...words.map((word) => pen.measureText(word).width));

// Where things are: { left, top, side, n }, in pixels of the stage.
export function placed(pen, [width, height], names, font) {
  pen.font = `${names.length > 12 ? 11 : 14}px ${font}`;
  const long = Math.min(widest(pen, names), 0.3 * width);
  const [left, top] = [AXIS + long + GAP, AXIS + long + GAP];
  const side = Math.min((width - left - 2) / names.length, (height - top - 2) / names.length);
  const flat = widest(pen, names) <= side - 4; // names fit over their columns
  const above = flat ? AXIS + 14 + GAP : top;
  const room = Math.min((width - left - 2) / names.length, (height - above - 2) / names.length);
  return { left, top: above, side: Math.max(4, Math.min(room, 132)), n: names.length, flat };
}

// The cell [query, key] under a point, or on the name of a token its own.
export function cellUnder({ left, top, side, n }, [x, y]) {
  const [key, query] = [Math.floor((x - left) / side), Math.floor((y - top) / side)];
  const within = (place) => place >= 0 && place < n;
  if (within(key) && within(query)) return [query, key];
  if (within(query) && key < 0) return [query, query];
  if (within(key) && query < 0) return [key, key];
  return null;
}

// found: { names, padded, weights, cells, cell }; toggled: cells turned by hand.
export function drawAttention(canvas, size, found, toggled, colors) {
  const pen = sized(canvas, ...size);
  const frame = placed(pen, size, found.names, colors.font);
  drawNames(pen, frame, found, colors);
  found.weights.forEach((row, query) => row.forEach((weight, key) => {
    const at = [frame.left + key * frame.side, frame.top + query * frame.side];
    if (found.cells[query][key]) drawWeight(pen, at, frame.side, weight, colors);
    else drawHidden(pen, at, frame.side, colors);
  }));
  for (const [query, key] of toggled)
    drawTurned(pen, frame, [query, key], found.cells[query][key], colors);
  drawBlind(pen, frame, found, colors);
  drawChosen(pen, frame, found.cell, colors);
  return frame;
}

function drawNames(pen, frame, { names, padded, cells, cell: [row, column] }, colors) {
  const { left, top, side, flat } = frame;
  const ink = (place, chosen, color) =>
    (place === chosen ? colors[color] : padded[place] ? colors.muted : colors.text);
  const strength = (place, chosen) => (place === chosen ? "700 " : "");
  const letters = pen.font;
  pen.textBaseline = "middle";
  names.forEach((name, place) => {
    const middle = (place + 0.5) * side;
    pen.font = strength(place, row) + letters;
    pen.fillStyle = isBlind(cells[place]) ? colors.fails : ink(place, row, "query");
    pen.textAlign = "right";
    pen.fillText(name, left - GAP, top + middle, left - AXIS - GAP);
    pen.font = strength(place, column) + letters;
    pen.fillStyle = ink(place, column, "pattern");
    pen.save();
    pen.translate(left + middle, top - GAP);
    if (!flat) pen.rotate(-Math.PI / 2);
    pen.textAlign = flat ? "center" : "left";
    pen.fillText(name, 0, flat ? -6 : 0, flat ? side : top - AXIS - GAP);
    pen.restore();
  });
  pen.font = `600 12px ${colors.font}`;
  pen.textAlign = "left";
  pen.fillStyle = colors.pattern;
  pen.fillText("at whom (keys) →", left, 8);
  pen.fillStyle = colors.query;
  pen.save();
  pen.translate(9, top);
  pen.rotate(-Math.PI / 2);
  pen.textAlign = "right";
  pen.fillText("← who looks (queries)", 0, 0);
  pen.restore();
}

function drawWeight(pen, [x, y], side, weight, colors) {
  const strength = weight ** 0.7; // small weights would not be seen
  pen.fillStyle = colors.surface;
  pen.fillRect(x, y, side - 1, side - 1);
  pen.globalAlpha = strength;
  pen.fillStyle = colors.weights;
  pen.fillRect(x, y, side - 1, side - 1);
  pen.globalAlpha = 1;
  if (side < ROOM_FOR_NUMBERS) return;
  pen.font = `14px ${colors.font}`;
  pen.textAlign = "center";
  const [words, middle] = [number(weight), [x + side / 2, y + side / 2]];
  pen.strokeStyle = colors.page; // a rim, to be read on any ground
  pen.lineWidth = 3;
  pen.lineJoin = "round";
  pen.strokeText(words, ...middle);
  pen.fillStyle = colors.text;
  pen.fillText(words, ...middle);
}

function drawHidden(pen, [x, y], side, colors) {
  pen.fillStyle = colors.surface;
  pen.fillRect(x, y, side - 1, side - 1);
  stroke(pen, colors.grid, 1.5, [[x, y + side - 1], [x + side - 1, y]]);
}

function stroke(pen, color, width, points) {
  pen.strokeStyle = color;
  pen.lineWidth = width;
  pen.beginPath();
  points.forEach(([x, y], k) => (k ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.stroke();
}

// Hidden by hand: a cross. Opened by hand: a corner.
function drawTurned(pen, { left, top, side }, [query, key], seen, colors) {
  const [x, y, d] = [left + key * side, top + query * side, side - 1];
  if (seen) {
    const c = Math.min(9, 0.45 * d);
    pen.fillStyle = colors.holds;
    pen.beginPath();
    [[x, y], [x + c, y], [x, y + c]].forEach(([a, b], k) =>
      (k ? pen.lineTo(a, b) : pen.moveTo(a, b)));
    pen.fill();
    return;
  }
  const inset = 0.22 * d;
  const [a, b] = [inset, d - inset];
  stroke(pen, colors.fails, 2, [[x + a, y + a], [x + b, y + b]]);
  stroke(pen, colors.fails, 2, [[x + a, y + b], [x + b, y + a]]);
}

function drawBlind(pen, { left, top, side, n }, { cells }, colors) {
  cells.forEach((seen, query) => {
    if (!isBlind(seen)) return;
    const y = top + (query + 0.5) * side;
    stroke(pen, colors.fails, 2, [[left, y], [left + n * side - 1, y]]);
    if (side < 16) return;
    pen.font = `600 12px ${colors.font}`;
    pen.textAlign = "center";
    const middle = left + (n * side) / 2;
    const half = pen.measureText("sees nothing").width / 2 + 5;
    pen.fillStyle = colors.surface;
    pen.fillRect(middle - half, y - 9, 2 * half, 18);
    pen.fillStyle = colors.fails;
    pen.fillText("sees nothing", middle, y);
  });
}

function drawChosen(pen, { left, top, side, n }, [query, key], colors) {
  pen.lineWidth = 2;
  pen.strokeStyle = colors.pattern;
  pen.strokeRect(left + key * side - 1, top - 1, side + 1, n * side + 1);
  pen.strokeStyle = colors.query;
  pen.strokeRect(left - 1, top + query * side - 1, n * side + 1, side + 1);
}
