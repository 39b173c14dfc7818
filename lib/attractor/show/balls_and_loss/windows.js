// Which radii are shown, where a radius lies among them, and what a state may be.
import { clamp } from "../explorable/elements.js";
import { mostLogPartition, radiusAt, unitRadius } from "./balls.js";

export const MOST = { dim: 1e4, patterns: 1e9, radius: 1e4 };
const NEAR = { least: -3, most: 4 }; // log Z at the ends of the near window
const SHORT_OF_ALL = 0.02; // how far below its bound log Z may end there
const FIELDS_OF_WINDOW = ["near", "all"];

// Sizes that a slider steps through: all whole numbers while a step is one, then
// about forty a decade, and some that readers know.
function sizesTo(most, known) {
  const steps = Array.from({ length: Math.ceil(40 * Math.log10(most)) + 1 },
    (_, k) => Number((10 ** (k / 40)).toPrecision(2)));
  const all = [...steps, ...known, most].map(Math.round);
  return [...new Set(all.filter((n) => n >= 1 && n <= most))].sort((a, b) => a - b);
}

export const DIMS = sizesTo(MOST.dim, [64, 128, 256, 512, 768, 1024, 2048, 4096]);
export const COUNTS = sizesTo(MOST.patterns, [8013769]);

// The place of the size nearest to `value`, on the scale of a slider.
export function placeOf(sizes, value) {
  const gaps = sizes.map((size) => Math.abs(Math.log(size / value)));
  return gaps.indexOf(Math.min(...gaps));
}

let windowKept = {};
// Ends in radius, the Z = 1 radius, and the way between radius and place, 0 to 1.
export function windowOf({ dim, n_patterns: patterns, window }) {
  const name = `${dim} ${patterns} ${window}`;
  if (windowKept.name === name) return windowKept;
  const top = mostLogPartition(patterns, dim);
  const unit = unitRadius(patterns, dim);
  const wide = Math.sqrt(dim / 2) + 2.5;
  const near = window === "near";
  const low = radiusAt(patterns, dim, near ? NEAR.least : -top - 3);
  const high = near
    ? radiusAt(patterns, dim, Math.min(NEAR.most, top - SHORT_OF_ALL)) : wide;
  const place = near
    ? (radius) => Math.log(radius / low) / Math.log(high / low)
    : (radius) => (radius - low) / (high - low);
  const radiusIn = near
    ? (share) => low * (high / low) ** share : (share) => low + share * (high - low);
  windowKept = {
    name, low, high, unit, top, near,
    place: (radius) => clamp(place(radius), 0, 1),
    radius: (share) => tidyRadius(radiusIn(share)),
  };
  return windowKept;
}

export const tidyRadius = (radius) => Number(radius.toPrecision(10));

export const BALL_FIELDS = {
  dim: "number", n_patterns: "number", radius: "number", window: "word",
};

export function sensibleBalls(part) {
  const state = {};
  const whole = (value, most) => clamp(Math.round(value), 1, most);
  if (Number.isFinite(part.dim)) state.dim = whole(part.dim, MOST.dim);
  if (Number.isFinite(part.n_patterns))
    state.n_patterns = whole(part.n_patterns, MOST.patterns);
  if (part.radius === null) state.radius = null;
  else if (part.radius > 0 && part.radius <= MOST.radius)
    state.radius = Math.max(1e-12, part.radius);
  if (FIELDS_OF_WINDOW.includes(part.window)) state.window = part.window;
  return state;
}
