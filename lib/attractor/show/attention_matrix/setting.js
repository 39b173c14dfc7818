// What the attention matrix shows: a map of scores, a mask, the coldness β, and the
// chosen cell [query, key]. Tokens, scores and values are given and stay.
import { clamp } from "../explorable/elements.js";

export const ATTENTION_FIELDS = {
  map: "number", mask: "word", padding: "number", side: "word", beta: "number",
  cell: "point", toggled: "points",
};
export const ATTENTION_MASKS = ["none", "look-ahead", "padding", "both"];
export const PADDING_SIDES = ["end", "front"];
export const MOST_TOKENS = 32;
export const MOST_BETA = 4;

const isPlace = (value) =>
  Number.isInteger(value) && value >= 0 && value < MOST_TOKENS;
const isCell = (cell) => Array.isArray(cell) && cell.length === 2 && cell.every(isPlace);

// Keeps what makes sense of a partial state.
export function sensibleAttention(part) {
  const kept = {};
  for (const name of ["map", "padding"])
    if (Number.isInteger(part[name]) && part[name] >= 0) kept[name] = part[name];
  if (ATTENTION_MASKS.includes(part.mask)) kept.mask = part.mask;
  if (PADDING_SIDES.includes(part.side)) kept.side = part.side;
  if (Number.isFinite(part.beta)) kept.beta = clamp(part.beta, 0, MOST_BETA);
  if (isCell(part.cell)) kept.cell = part.cell;
  if (Array.isArray(part.toggled) && part.toggled.every(isCell))
    kept.toggled = part.toggled;
  return kept;
}

// The state within what there is: so many tokens, so many maps.
export function withinTokens(state, n, maps) {
  const last = (value) => Math.min(value, n - 1);
  return {
    map: Math.min(state.map, maps - 1),
    padding: Math.min(state.padding, n),
    cell: state.cell.map(last),
    toggled: state.toggled.filter((cell) => cell.every((place) => place < n)),
  };
}

// The cells turned by hand, with this one turned once more.
export function turned(toggled, [query, key]) {
  const others = toggled.filter(([q, k]) => q !== query || k !== key);
  return others.length < toggled.length ? others : [...toggled, [query, key]];
}
