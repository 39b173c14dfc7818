// What the interference explorable's state may be, and its pictures.
import { clamp } from "../explorable/elements.js";

export const INTERFERENCE_FIELDS = {
  memory: "word", directions: "word", dim: "number", pairs: "number", beta: "number", seed: "number",
};
export const MEMORIES = ["hebb", "delta", "softmax"];
export const DIRECTIONS = ["random", "orthonormal"];
export const DIMS = { least: 8, most: 128 };
export const MOST_PAIRS = 160;
export const BETAS = { least: 0, most: 40 };
const SEED_MOST = 9999;

export const tidyPairs = (value) => Math.round(clamp(value, 1, MOST_PAIRS));

// Sixteen hexadecimal digits as 64 values of ±1.
export const valueOf = (word) => Float64Array.from({ length: 64 }, (_, k) =>
  ((parseInt(word[k >> 2], 16) >> (3 - (k & 3))) & 1 ? 1 : -1));

export function sensibleInterference(part) {
  const state = {};
  if (MEMORIES.includes(part.memory)) state.memory = part.memory;
  if (DIRECTIONS.includes(part.directions)) state.directions = part.directions;
  if (Number.isFinite(part.dim)) state.dim = Math.round(clamp(part.dim, DIMS.least, DIMS.most));
  if (Number.isFinite(part.pairs)) state.pairs = tidyPairs(part.pairs);
  if (Number.isFinite(part.beta)) state.beta = clamp(part.beta, BETAS.least, BETAS.most);
  if (Number.isInteger(part.seed)) state.seed = clamp(part.seed, 0, SEED_MOST);
  return state;
}

export const nextSeed = (seed) => (seed + 1) % (SEED_MOST + 1);
