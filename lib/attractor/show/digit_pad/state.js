// What the pad shows: read from the model, written to it, kept within bounds.
import { isPicture } from "./pixels.js";
import { RULES, WIRINGS } from "./network.js";

export const MOST_STORED = 12;
export const DIGITS = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
export const FIELDS = { stored: "words", drawing: "word", rule: "word", wiring: "word" };

// Keeps what makes sense of a partial state; the rest is left out.
export function sensible(part) {
  const state = {};
  const known = (word) => DIGITS.includes(word) || isPicture(word);
  const stored = part.stored === null ? [] : part.stored;
  if (Array.isArray(stored) && stored.every(known))
    state.stored = [...new Set(stored)].slice(0, MOST_STORED);
  if (isPicture(part.drawing)) state.drawing = part.drawing;
  if (RULES.includes(part.rule)) state.rule = part.rule;
  if (WIRINGS.includes(part.wiring)) state.wiring = part.wiring;
  return state;
}

// The words of the address, where an empty memory is written as "none".
export const written = ({ stored, ...state }) =>
  ({ stored: stored.length ? stored : null, ...state });
