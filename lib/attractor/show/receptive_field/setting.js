// What the receptive field's state may be.
import { N_TOKENS } from "./reach.js";

export const REACH_FIELDS = {
  reader: "word", block: "number", segments: "number", layers: "number", place: "number",
};
export const READERS = [
  ["sliding", "Sliding window"], ["blocks", "Block windows"], ["feedback", "With slots"],
];
export const REACH_RANGES = {
  block: { least: 1, most: 12, step: 1 },
  segments: { least: 0, most: 3, step: 1 },
  layers: { least: 1, most: 5, step: 1 },
  place: { least: 0, most: N_TOKENS - 1, step: 1 },
};

export function sensibleReach(part) {
  const state = {};
  if (READERS.some(([name]) => name === part.reader)) state.reader = part.reader;
  for (const [name, { least, most }] of Object.entries(REACH_RANGES))
    if (Number.isInteger(part[name]) && part[name] >= least && part[name] <= most)
      state[name] = part[name];
  return state;
}
