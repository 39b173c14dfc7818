// All valleys of the modern or the distance energy, in one or two dimensions: the
// method of attractor.memory.find_minima. Newton's method takes over earlier here, and
// starts that have met go on as one, so that it keeps up with a moving hand.
import { combination, distance, dot, energyAt, gradientAt, length, weightsAt } from "./energies.js";
import { retrieve } from "./retrieval.js";

// Steps of the approach, and how near (in units of β^-½) two starts then count as one.
const APPROACH = [[3, 0.2], [5, 0.1], [15, 0.01]];
const NEAR = 0.01;
const NEWTON_STEPS = 100;
const MOST_PATTERNS_IN_TRIPLES = 16;
const ROUNDING = 8 * Number.EPSILON;

const stiffnessOf = (setting) => (setting.energy === "modern" ? 1 : 2);

export function findMinima(setting) {
  let states = starts(setting.patterns);
  for (const [steps, near] of APPROACH)
    states = distinct(setting, states.map((state) => approached(setting, state, steps)), near);
  const ends = states.map((state) => newton(setting, state));
  return distinct(setting, ends.filter((state) => isMinimum(setting, state)), NEAR)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

const approached = (setting, start, maxSteps) =>
  retrieve(setting, start, { maxSteps, tol: 1e-12 }).path.pop();

// Every pattern, their mean, and the means of all pairs and triples.
function starts(patterns) {
  const mean = (group) =>
    group[0].map((_, k) => group.reduce((sum, p) => sum + p[k], 0) / group.length);
  const means = [mean(patterns)];
  const triples = patterns.length <= MOST_PATTERNS_IN_TRIPLES;
  patterns.forEach((a, i) => patterns.slice(i + 1).forEach((b, j) => {
    means.push(mean([a, b]));
    if (triples) patterns.slice(i + j + 2).forEach((c) => means.push(mean([a, b, c])));
  }));
  return [...patterns, ...means];
}

// ∇²E = s I − s² β Cov, the covariance under the softmax weights.
export function hessianAt(setting, x) {
  const { patterns, beta } = setting;
  const stiffness = stiffnessOf(setting);
  const weights = weightsAt(setting, x);
  const mean = combination(patterns, weights);
  const covariance = (a, b) => patterns.reduce(
    (sum, p, i) => sum + weights[i] * (p[a] - mean[a]) * (p[b] - mean[b]), 0);
  return x.map((_, a) => x.map((__, b) =>
    (a === b ? stiffness : 0) - stiffness ** 2 * beta * covariance(a, b)));
}

// Curvatures in ascending order with their axes, of a 1×1 or symmetric 2×2 matrix.
export function eigen(matrix) {
  if (matrix.length === 1) return [{ curvature: matrix[0][0], axis: [1] }];
  const [[a, b], [, d]] = matrix;
  const middle = (a + d) / 2;
  const half = Math.hypot((a - d) / 2, b);
  const angle = Math.atan2(2 * b, a - d) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return [
    { curvature: middle - half, axis: [-sin, cos] },
    { curvature: middle + half, axis: [cos, sin] },
  ];
}

// Damped Newton on |curvature|, until no step is an improvement.
function newton(setting, start) {
  let state = start;
  for (let count = 0; count < NEWTON_STEPS; count++) {
    const gradient = gradientAt(setting, state);
    const step = state.map(() => 0);
    for (const { curvature, axis } of eigen(hessianAt(setting, state))) {
      const along = dot(axis, gradient) / Math.max(Math.abs(curvature), 1e-8);
      axis.forEach((value, k) => { step[k] -= along * value; });
    }
    const moved = backtracked(setting, state, step, length(gradient));
    if (moved === state) break;
    state = moved;
  }
  return state;
}

// The longest halving that lowers the energy or, at a tie, the slope; else stay.
function backtracked(setting, state, step, slope) {
  const before = energyAt(setting, state);
  const tie = ROUNDING * (1 + Math.abs(before));
  for (let halving = 0; halving < 20; halving++) {
    const trial = state.map((value, k) => value + step[k] / 2 ** halving);
    const fall = before - energyAt(setting, trial);
    if (fall > tie) return trial;
    if (fall >= -tie && length(gradientAt(setting, trial)) < slope) return trial;
  }
  return state;
}

function isMinimum(setting, state) {
  const scale = 1 + Math.max(...setting.patterns.map(length));
  const flat = length(gradientAt(setting, state)) <= 1e-7 * scale;
  return flat && eigen(hessianAt(setting, state))[0].curvature > -1e-7 * stiffnessOf(setting);
}

// One state of each group that no energy barrier separates, the lowest.
function distinct(setting, states, near) {
  const radius = near / Math.sqrt(setting.beta);
  const byEnergy = states.map((state) => ({ state, energy: energyAt(setting, state) }))
    .sort((a, b) => a.energy - b.energy);
  const kept = [];
  for (const candidate of byEnergy)
    if (!kept.some((other) => sameValley(setting, candidate, other, radius)))
      kept.push(candidate);
  return kept.map(({ state }) => state);
}

function sameValley(setting, one, other, radius) {
  const apart = distance(one.state, other.state);
  if (apart > radius) return false;
  if (apart < 1e-4 * radius) return true; // closer than the energy can tell apart
  const middle = one.state.map((value, k) => (value + other.state[k]) / 2);
  const highest = Math.max(one.energy, other.energy);
  return energyAt(setting, middle) <= highest + ROUNDING * (1 + Math.abs(highest));
}
