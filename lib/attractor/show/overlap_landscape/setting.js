// What the picture shows, as the model and the address hold it.
import { clamp } from "../explorable/elements.js";
import { wrapped } from "./circle.js";

export const SCENES = [["circle", "on a circle"], ["crowd", "64 units"]];
export const ENERGIES = [["power", "power"], ["exponential", "exponential"]];
export const DEGREES = { least: 2, most: 8, step: 1 };
export const SHARPNESS = { least: 1, most: 64, step: 1 };
export const ANGLES = { least: 1, most: 8 };
export const LOADS = { least: 2, most: 18, step: 1 }; // half powers of two
export const loadOf = (half) => Math.round(2 ** (half / 2));
export const halfOf = (load) => Math.round(2 * Math.log2(load));

export const OVERLAP_FIELDS = {
  scene: "word", energy: "word", degree: "number", sharpness: "number",
  angles: "point", load: "number", seed: "number",
};

const known = (options, value) => options.some(([name]) => name === value);
const whole = ({ least, most }, value) => clamp(Math.round(value), least, most);

// Keeps what makes sense of a partial state.
export function sensibleOverlaps(part) {
  const kept = {};
  if (known(SCENES, part.scene)) kept.scene = part.scene;
  if (known(ENERGIES, part.energy)) kept.energy = part.energy;
  if (Number.isFinite(part.degree)) kept.degree = whole(DEGREES, part.degree);
  if (Number.isFinite(part.sharpness))
    kept.sharpness = clamp(part.sharpness, SHARPNESS.least, SHARPNESS.most);
  if (Number.isFinite(part.load))
    kept.load = whole({ least: 2, most: 512 }, part.load);
  if (Number.isFinite(part.seed)) kept.seed = whole({ least: 0, most: 9999 }, part.seed);
  const { angles } = part;
  if (Array.isArray(angles) && angles.length >= ANGLES.least
    && angles.length <= ANGLES.most && angles.every(Number.isFinite))
    kept.angles = angles.map(tidyAngle);
  return kept;
}

export const tidyAngle = (angle) => Math.round(10 * wrapped(angle)) / 10;

// A place for one more pattern: the middle of the widest gap.
export function oneMore(angles) {
  const sorted = [...angles].sort((a, b) => a - b);
  const gaps = sorted.map((angle, k) => {
    const next = k + 1 < sorted.length ? sorted[k + 1] : sorted[0] + 360;
    return [next - angle, angle];
  });
  const [width, from] = gaps.reduce((best, gap) => (gap[0] > best[0] ? gap : best));
  return [...angles, tidyAngle(from + width / 2)];
}
