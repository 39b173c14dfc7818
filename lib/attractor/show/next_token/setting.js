// What the state of the next-token explorable may be.
import { clamp } from "../explorable/elements.js";

export const MOST_TEMPERATURE = 3;
export const LEAST_P = 0.01;
export const MOST_DRAWS = 10000;
export const MOST_SEED = 9999;
export const PASSAGE = 0; // as `start`: beginnings count from 1

export const NEXT_FIELDS = {
  start: "number", at: "number", temperature: "number", top_k: "number",
  top_p: "number", seed: "number", draws: "number",
};

const RANGES = {
  start: [0, Infinity, 0], at: [1, Infinity, 0], temperature: [0, MOST_TEMPERATURE, 2],
  top_k: [1, Infinity, 0], top_p: [LEAST_P, 1, 2], seed: [0, MOST_SEED, 0],
  draws: [0, MOST_DRAWS, 0],
};

export function sensibleNext(part) {
  const state = {};
  for (const [name, [least, most, digits]] of Object.entries(RANGES))
    if (Number.isFinite(part[name]))
      state[name] = Number(clamp(part[name], least, most).toFixed(digits));
  return state;
}

// A state that was recorded: no more beginnings, places and tokens than there are.
export const lawfulNext = (now, { beginnings, passage, tokens }) => ({
  ...now,
  start: Math.min(now.start, beginnings.length),
  at: Math.min(now.at, passage.length),
  top_k: Math.min(now.top_k, tokens.length),
});
