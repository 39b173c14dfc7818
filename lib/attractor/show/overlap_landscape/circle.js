// States and patterns on a circle, at angles in degrees: the overlap of two is the
// cosine between them. A power r makes a trigonometric polynomial of degree r, which
// has at most r valleys.
import { overlapEnergy, wholePower } from "./overlaps.js";

const DEGREE = Math.PI / 180;
const GRID = 1080; // angles looked at before a valley is closed in on
const CLOSE = 40; // halvings

export const circleOverlaps = (angles, at) =>
  angles.map((angle) => Math.cos((at - angle) * DEGREE));

export const circleEnergy = (setting, at) =>
  overlapEnergy(setting, circleOverlaps(setting.angles, at));

// dE/dθ, up to a positive factor.
function slopeAt(setting, at) {
  const { energy, degree, sharpness, angles } = setting;
  let total = 0;
  for (const angle of angles) {
    const apart = (at - angle) * DEGREE;
    const m = Math.cos(apart);
    const pull = energy === "power"
      ? degree * wholePower(m, degree - 1) : Math.exp(sharpness * (m - 1));
    total += pull * Math.sin(apart);
  }
  return total;
}

// The bottoms of all valleys, in degrees from −180 to 180: where the slope turns from
// falling to rising.
export function circleMinima(setting) {
  const bottoms = [];
  const step = 360 / GRID;
  // A shift that no round angle meets, so that no bottom is exactly on the grid.
  const angleOf = (k) => -180 + 0.0137 + k * step;
  let before = slopeAt(setting, angleOf(0));
  for (let k = 1; k <= GRID; k++) {
    const after = slopeAt(setting, angleOf(k));
    if (before < 0 && after >= 0) bottoms.push(closeIn(setting, angleOf(k - 1), step));
    before = after;
  }
  return bottoms.map(wrapped).sort((a, b) => a - b);
}

function closeIn(setting, from, width) {
  let [low, high] = [from, from + width];
  for (let k = 0; k < CLOSE; k++) {
    const middle = (low + high) / 2;
    if (slopeAt(setting, middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export const wrapped = (angle) => ((((angle + 180) % 360) + 360) % 360) - 180;

export const angleBetween = (one, other) => Math.abs(wrapped(one - other));

const HOME = 10; // degrees: a pattern has a valley of its own if one is this close

export const hasValley = (angle, bottoms) =>
  bottoms.some((bottom) => angleBetween(angle, bottom) <= HOME);
