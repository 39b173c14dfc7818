// The energy on a grid of the plane, quickly: the score of a pattern is a sum of
// one term in x and one in y, so its exponential is a product of two small tables.
import { dot, logSumExp, scoresAt, SMOOTH } from "./energies.js";

// Below this a product has lost digits, and the scores are summed in full.
const SMALLEST = 1e-250;

// Energies on columns xs and rows ys, row after row.
export function energyGrid(setting, xs, ys) {
  const { energy } = setting;
  const soft = energy === "exponential" || SMOOTH.includes(energy);
  return soft ? softGrid(setting, xs, ys) : formGrid(setting, xs, ys);
}

function formGrid({ energy, patterns, degree }, xs, ys) {
  const grid = new Float64Array(xs.length * ys.length);
  const power = energy === "classical" ? 2 : degree;
  const factor = energy === "classical" ? 4 : 1;
  ys.forEach((y, row) => {
    for (let column = 0; column < xs.length; column++) {
      let sum = 0;
      for (const p of patterns) {
        const product = p[0] * xs[column] + p[1] * y;
        let term = product;
        for (let k = 1; k < power; k++) term *= product;
        sum += term;
      }
      grid[row * xs.length + column] = -sum / factor;
    }
  });
  return grid;
}

function softGrid(setting, xs, ys) {
  const { energy, patterns } = setting;
  const beta = energy === "exponential" ? 1 : setting.beta;
  const across = factors(setting, 0, xs);
  const down = factors(setting, 1, ys);
  const [count, width] = [patterns.length, xs.length];
  const constant = energy === "modern" ? modernConstant(setting) : 0;
  const bowl = energy === "modern" ? 0.5 : 0;
  const grid = new Float64Array(width * ys.length);
  for (let row = 0; row < ys.length; row++) {
    for (let column = 0; column < width; column++) {
      let sum = 0;
      for (let i = 0; i < count; i++)
        sum += across.parts[column * count + i] * down.parts[row * count + i];
      const x = xs[column];
      const y = ys[row];
      const log = sum > SMALLEST
        ? Math.log(sum) + across.largest[column] + down.largest[row]
        : logSumExp(scoresAt(setting, [x, y]));
      grid[row * width + column] = -log / beta + bowl * (x * x + y * y) + constant;
    }
  }
  return grid;
}

function modernConstant({ patterns, beta }) {
  const largest = Math.max(...patterns.map((p) => dot(p, p)));
  return Math.log(patterns.length) / beta + largest / 2;
}

// exp(score − largest score) of every pattern along one axis.
function factors(setting, axis, values) {
  const { patterns } = setting;
  const parts = new Float64Array(values.length * patterns.length);
  const largest = new Float64Array(values.length);
  const flat = { ...setting, patterns: patterns.map((p) => [p[axis]]) };
  values.forEach((value, at) => {
    const scores = scoresAt(flat, [value]);
    largest[at] = Math.max(...scores);
    scores.forEach((score, i) => {
      parts[at * patterns.length + i] = Math.exp(score - largest[at]);
    });
  });
  return { parts, largest };
}

// The energies between which the color runs: most of the picture, valleys whole.
export function colorRange(grid, bounded, most = 0.965) {
  const count = Math.min(1000, grid.length);
  const sample = new Float64Array(count);
  for (let k = 0; k < count; k++) sample[k] = grid[Math.floor((k * grid.length) / count)];
  sample.sort();
  const quantile = (share) => sample[Math.round(share * (sample.length - 1))];
  const low = bounded ? sample[0] : quantile(0.04);
  const high = quantile(bounded ? most : 0.995);
  return { low, high: high > low ? high : low + 1, bounded };
}

// Energy -> 0..1 along the color map; the root spreads the valleys out.
export function shade(energy, { low, high, bounded }) {
  const share = Math.max(0, (energy - low) / (high - low));
  return bounded ? Math.sqrt(share) : share;
}

export function shadedGrid(grid, range) {
  const shades = new Float32Array(grid.length);
  for (let at = 0; at < grid.length; at++) shades[at] = shade(grid[at], range);
  return shades;
}

// Segments of the level lines at 1/count, 2/count, ... of a shaded grid:
// line(level, x1, y1, x2, y2) in grid cells (marching squares).
export function contours(shades, width, count, line) {
  for (let row = 0; row < shades.length / width - 1; row++) {
    for (let column = 0; column < width - 1; column++) {
      const at = row * width + column;
      const a = shades[at];
      const b = shades[at + 1];
      const c = shades[at + width + 1];
      const d = shades[at + width];
      const first = Math.max(1, Math.ceil(Math.min(a, b, c, d) * count));
      const last = Math.min(count - 1, Math.floor(Math.max(a, b, c, d) * count));
      for (let level = first; level <= last; level++)
        crossings([a, b, c, d], level / count, (x1, y1, x2, y2) =>
          line(level, column + x1, row + y1, column + x2, row + y2));
    }
  }
}

const EDGES = [[0, 0, 1, 0], [1, 0, 1, 1], [1, 1, 0, 1], [0, 1, 0, 0]];

function crossings(corners, value, segment) {
  const points = [];
  EDGES.forEach(([x1, y1, x2, y2], k) => {
    const [a, b] = [corners[k], corners[(k + 1) % 4]];
    if (a < value === b < value) return;
    const share = (value - a) / (b - a);
    points.push(x1 + share * (x2 - x1), y1 + share * (y2 - y1));
  });
  for (let k = 0; k + 3 < points.length; k += 4) segment(...points.slice(k, k + 4));
}
