// The three ways through a stack of memories: the formulas of attractor.memory.
// layers: an array of pattern sets; a point is an array of numbers.
import {
  combination, distanceEnergy, dot, softmax, squaredDistance, updateAt,
} from "../landscape/energies.js";

const memory = (patterns, beta) => ({ energy: "distance", patterns, beta });

export const layerEnergies = (layers, x, beta) =>
  layers.map((patterns) => distanceEnergy({ patterns, beta }, x));

export const globalEnergy = (layers, x, beta) =>
  softMinimum(layerEnergies(layers, x, beta), beta);

export const layerShares = (layers, x, beta) =>
  softmax(layerEnergies(layers, x, beta).map((energy) => -beta * energy));

// Σ wₜ attnₜ(x), w = softmax(−β Eₜ(x))
export function gatedStep(layers, x, beta) {
  const recalled = layers.map((patterns) => updateAt(memory(patterns, beta), x));
  return combination(recalled, layerShares(layers, x, beta));
}

// Eq. 6 as printed, with Eₜ = gₜ: toward the layer's nearest pattern, no farther than √δ.
export function printedStep(patterns, x, delta) {
  const gaps = patterns.map((p) => squaredDistance(p, x));
  const goal = patterns[gaps.indexOf(Math.min(...gaps))];
  const length = Math.sqrt(squaredDistance(goal, x));
  if (length <= Math.sqrt(delta)) return goal;
  return x.map((value, k) => value + (Math.sqrt(delta) * (goal[k] - value)) / length);
}

// Exact beliefs: the bound touches the global energy.
export function believe(layers, x, beta) {
  const energies = layerEnergies(layers, x, beta);
  const centers = layers.map((patterns) => updateAt(memory(patterns, beta), x));
  const heights = energies.map((energy, t) => energy - fit(x, centers[t], 0));
  const shares = energies.map((energy) => -beta * energy);
  return { x, logMasses: logSoftmax(shares), centers, heights };
}

// F(q, x), nowhere below the global energy.
export function beliefBound({ x, logMasses, centers, heights }, beta) {
  return mixed(logMasses, centers.map((c, t) => fit(x, c, heights[t])), beta);
}

// Layer t revises its part of the beliefs, the others keep their ratios; x follows.
export function sequentialStep(layers, beliefs, t, beta) {
  const { x } = beliefs;
  const energy = distanceEnergy({ patterns: layers[t], beta }, x);
  const centers = [...beliefs.centers];
  const heights = [...beliefs.heights];
  centers[t] = updateAt(memory(layers[t], beta), x);
  heights[t] = energy - fit(x, centers[t], 0);
  let logMasses = [0];
  if (layers.length > 1) {
    const rest = beliefs.logMasses.map((mass, s) => (s === t ? -Infinity : mass));
    const ratios = logSoftmax(rest);
    const rival = mixed(ratios, centers.map((c, s) => fit(x, c, heights[s])), beta);
    const lead = beta * (rival - energy);
    logMasses = ratios.map((ratio, s) =>
      (s === t ? logSigmoid(lead) : ratio + logSigmoid(-lead)));
  }
  const masses = logMasses.map(Math.exp);
  return { x: combination(centers, masses), logMasses, centers, heights };
}

// Where each form is after every layer, and the bound of the sequential one.
export function waysThrough({ layers, query, delta, beta }) {
  let beliefs = believe(layers, query, beta);
  const ways = { printed: [query], gated: [query], sequential: [query] };
  const bounds = [beliefBound(beliefs, beta)];
  layers.forEach((patterns, t) => {
    ways.printed.push(printedStep(patterns, ways.printed[t], delta));
    ways.gated.push(gatedStep(layers, ways.gated[t], beta));
    beliefs = sequentialStep(layers, beliefs, t, beta);
    ways.sequential.push(beliefs.x);
    bounds.push(beliefBound(beliefs, beta));
  });
  const heightsOf = (way) => way.map((x) => globalEnergy(layers, x, beta));
  const energies = Object.fromEntries(
    Object.entries(ways).map(([form, way]) => [form, heightsOf(way)]));
  return { ways, energies, bounds };
}

const fit = (x, center, height) => dot(x, x) - 2 * dot(x, center) + height;

function mixed(logMasses, fits, beta) {
  return logMasses.reduce((sum, mass, t) => {
    const share = Math.exp(mass);
    return share > 0 ? sum + share * (fits[t] + mass / beta) : sum;
  }, 0);
}

function softMinimum(values, beta) {
  const least = Math.min(...values);
  const parts = values.map((value) => Math.exp(-beta * (value - least)));
  return least - Math.log(parts.reduce((sum, part) => sum + part, 0)) / beta;
}

function logSoftmax(scores) {
  const largest = Math.max(...scores);
  const parts = scores.map((score) => Math.exp(score - largest));
  const total = Math.log(parts.reduce((sum, part) => sum + part, 0));
  return scores.map((score) => score - largest - total);
}

// log(1 / (1 + exp(−z))), without overflow.
const logSigmoid = (z) => Math.min(z, 0) - Math.log1p(Math.exp(-Math.abs(z)));
