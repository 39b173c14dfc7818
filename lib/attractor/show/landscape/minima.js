// All valleys of the modern or the distance energy, in one or two dimensions: the
// method of attractor.memory.find_minima. Starts that have met go on as one, and
// Newton's method takes over early, so that it keeps up with a moving hand.
import {
  combination, distance, dot, energyAt, gradientAt, length, weightsAt,
} from "./energies.js";
import { retrieve } from "./retrieval.js";

// Steps of the approach, and how near two starts then count as one; lengths are in
// units of β^-½, the width of the window through which the energy sees.
const APPROACH = [[3, 0.2], [5, 0.1], [15, 0.01]];
const CLOSE = 0.01;
const SAME = 1e-9;
const NEWTON_STEPS = 100;
const RESOLUTION = 1e-13;
const COARSER_LEVELS = 6;
const COARSER_STEPS = 30;
const MOST_PATTERNS_IN_TRIPLES = 16;

const stiffnessOf = (setting) => (setting.energy === "modern" ? 1 : 2);
const longest = (patterns) => Math.max(...patterns.map(length));

export function findMinima(setting) {
  let states = starts(setting);
  for (const [steps, near] of APPROACH)
    states = distinct(
      setting, states.map((state) => approached(setting, state, steps)), near);
  const ends = states.map((state) => newton(setting, state));
  const minima = ends.filter((state) => isMinimum(setting, state));
  const order = (value) => Math.round(value * 1e9);
  return distinct(setting, minima, CLOSE)
    .sort((a, b) => order(a[0]) - order(b[0]) || a[1] - b[1]);
}

const approached = (setting, start, maxSteps) =>
  retrieve(setting, start, { maxSteps, tol: 1e-12 }).path.pop();

// Every pattern, the mean of all, of pairs and of triples, and the rests at smaller β.
function starts(setting) {
  const { patterns, beta } = setting;
  const mean = (...group) => combination(group, group.map(() => 1 / group.length));
  const triples = patterns.length <= MOST_PATTERNS_IN_TRIPLES;
  const means = [mean(...patterns)];
  patterns.forEach((a, i) => patterns.slice(i + 1).forEach((b, j) => {
    means.push(mean(a, b));
    if (triples) patterns.slice(i + j + 2).forEach((c) => means.push(mean(a, b, c)));
  }));
  const coarse = Array.from({ length: COARSER_LEVELS }, (_, k) => {
    const wider = { ...setting, beta: beta / 2 ** (k + 1) };
    const rests = patterns.map((p) => approached(wider, p, COARSER_STEPS));
    return distinct(wider, rests, CLOSE);
  });
  return [...patterns, ...means, ...coarse.flat()];
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
    const moving = distance(moved, state) > RESOLUTION * (1 + length(state));
    state = moved;
    if (!moving) break;
  }
  return state;
}

// The longest halving that lowers the energy or, at a tie, the slope; else stay.
function backtracked(setting, state, step, slope) {
  const before = energyAt(setting, state);
  const tie = rounding(setting, state);
  for (let halving = 0; halving < 20; halving++) {
    const trial = state.map((value, k) => value + step[k] / 2 ** halving);
    const fall = before - energyAt(setting, trial);
    if (fall > tie) return trial;
    if (fall >= -tie && length(gradientAt(setting, trial)) < slope) return trial;
  }
  return state;
}

// By how much E can be off: it is a small sum of terms as large as ‖x‖².
const rounding = ({ patterns }, state) =>
  8 * Number.EPSILON * (1 + (length(state) + longest(patterns)) ** 2);

function isMinimum(setting, state) {
  const level = 1e-7 * (1 + longest(setting.patterns));
  const flat = length(gradientAt(setting, state)) <= level;
  const [{ curvature }] = eigen(hessianAt(setting, state));
  return flat && curvature > -1e-7 * stiffnessOf(setting);
}

// The lowest state of each group that no energy barrier separates.
function distinct(setting, states, close) {
  const byEnergy = states.map((state) => ({ state, energy: energyAt(setting, state) }))
    .sort((a, b) => a.energy - b.energy);
  const kept = [];
  for (const one of byEnergy)
    if (kept.every((other) => apart(setting, one, other, close))) kept.push(one);
  return kept.map(({ state }) => state);
}

// A barrier, if there is one, stands halfway; only close states are asked.
function apart(setting, one, other, close) {
  const gap = distance(one.state, other.state) * Math.sqrt(setting.beta);
  if (gap > close) return true;
  if (gap <= SAME) return false;
  const halfway = one.state.map((value, k) => (value + other.state[k]) / 2);
  return energyAt(setting, halfway) > one.energy + rounding(setting, one.state);
}
