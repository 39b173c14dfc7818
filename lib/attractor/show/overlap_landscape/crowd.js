// Many random patterns of 64 units of ±1, drawn here from a seed; walks away from the
// first of them; and what every unit of a stored pattern would gain by turning.
import { randomFrom } from "../explorable/random.js";
import { overlapEnergy, wholePower } from "./overlaps.js";

export const UNITS = 64;
const PROBES = 32; // stored patterns that are looked at
const WALKS = 6;

// { patterns: rows of ±1, walks: [overlaps by step], probes: overlaps of the first
// few patterns with all }
export function drawCrowd(load, seed) {
  const draw = randomFrom(seed);
  const patterns = Array.from({ length: load }, () => {
    const pattern = new Float64Array(UNITS);
    for (let i = 0; i < UNITS; i++) pattern[i] = draw() < 0.5 ? -1 : 1;
    return pattern;
  });
  const walks = Array.from({ length: WALKS }, () => walkAway(patterns, draw));
  const probes = patterns.slice(0, PROBES).map((one) => meet(patterns, one));
  return { patterns, walks, probes };
}

export function meet(patterns, state) {
  const overlaps = new Float64Array(patterns.length);
  for (let j = 0; j < patterns.length; j++) {
    const pattern = patterns[j];
    let total = 0;
    for (let i = 0; i < state.length; i++) total += pattern[i] * state[i];
    overlaps[j] = total / state.length;
  }
  return overlaps;
}

// From pattern 0 to its opposite, one unit after another in a random order: the
// overlaps with all patterns after each step.
function walkAway(patterns, draw) {
  const order = Array.from({ length: UNITS }, (_, i) => [draw(), i])
    .sort((a, b) => a[0] - b[0]);
  let now = meet(patterns, patterns[0]);
  const steps = [now];
  for (const [, unit] of order) {
    now = now.map((m, j) =>
      m - (2 * patterns[j][unit] * patterns[0][unit]) / UNITS);
    steps.push(now);
  }
  return steps;
}

// E along each walk, beside the overlap with the first pattern: 1 at the start.
export const walkEnergies = (setting, walks) =>
  walks.map((steps) => steps.map((overlaps) => overlapEnergy(setting, overlaps)));

// Of the sum before any logarithm: by how much a unit at +1 is better than at −1,
// for all units of `state`, whose overlaps with the patterns are given.
export function fieldsOf(setting, patterns, state, overlaps) {
  const step = 2 / state.length;
  const height = heightOf(setting, overlaps);
  const field = new Float64Array(state.length);
  let own = 0;
  for (let j = 0; j < patterns.length; j++) {
    const [above, below] = [height(overlaps[j] + step), height(overlaps[j] - step)];
    const [pattern, pull] = [patterns[j], above - below];
    own += 2 * height(overlaps[j]) - above - below;
    for (let i = 0; i < field.length; i++) field[i] += pull * pattern[i];
  }
  for (let i = 0; i < field.length; i++) field[i] = (field[i] + own * state[i]) / 2;
  return field;
}

// One term of the sum, as large as 1 at the largest of the overlaps if exponential.
function heightOf({ energy, degree, sharpness }, overlaps) {
  if (energy === "power") return (m) => wholePower(m, degree);
  let top = -Infinity;
  for (const m of overlaps) top = Math.max(top, m);
  return (m) => Math.exp(sharpness * (m - top));
}

// Over all units of the patterns looked at: how many patterns stay, the share of
// units that would turn, and the crosstalk in units of the signal.
export function censusOf(setting, { patterns, probes }) {
  let [stay, turned, squares] = [0, 0, 0];
  const alone = signalOf(setting);
  probes.forEach((overlaps, which) => {
    const state = patterns[which];
    const field = fieldsOf(setting, patterns, state, overlaps);
    let wrong = 0;
    for (let i = 0; i < state.length; i++) {
      const kept = state[i] * field[i];
      if (kept < 0) wrong += 1;
      squares += (kept / alone - 1) ** 2;
    }
    turned += wrong;
    stay += wrong === 0 ? 1 : 0;
  });
  const units = probes.length * UNITS;
  return {
    stay, looked: probes.length, turned: turned / units,
    crosstalk: Math.sqrt(squares / units),
  };
}

// The field of a pattern alone: what turning a unit costs.
function signalOf({ energy, degree, sharpness }) {
  const after = 1 - 2 / UNITS;
  return energy === "power" ? 1 - wholePower(after, degree)
    : 1 - Math.exp(sharpness * (after - 1));
}
