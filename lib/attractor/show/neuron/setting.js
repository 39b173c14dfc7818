// What the explorable of a cell shows: its fields in the address, and their bounds.
import { clamp } from "../explorable/elements.js";
import { restingState, simulate } from "./membrane.js";

export const CURRENT = { least: 0, most: 160 };
export const SIZE = { least: -30, most: 30 };
export const DURATION = 150; // ms
export const STARTS = [
  ["rest", "from rest, by a step"],
  ["balance", "from its own balance"],
];
export const SPANS = [["near", "0 to 20"], ["whole", "0 to 160"]];
export const BLOCK = 154.52; // µA/cm² from which the balance is stable again
export const NEAR = 20; // where the near span ends, µA/cm²
const NUDGE = 0.2; // mV off balance, so that a balance that is unstable is left

export const FIELDS = {
  current: "number", start: "word", span: "word", kick: "number", kick_at: "number",
};

const inside = (value, { least, most }) => Number.isFinite(value)
  && clamp(value, least, most);

// Keeps what makes sense of a partial state.
export function sensible(part) {
  const kept = {};
  const numbers = {
    current: CURRENT, kick: SIZE, kick_at: { least: 0, most: DURATION },
  };
  for (const [key, range] of Object.entries(numbers))
    if (Number.isFinite(part[key])) kept[key] = inside(part[key], range);
  if (STARTS.some(([name]) => name === part.start)) kept.start = part.start;
  if (SPANS.some(([name]) => name === part.span)) kept.span = part.span;
  if (kept.current > NEAR) kept.span = "whole";
  return kept;
}

export const spanEnd = (span) => (span === "near" ? NEAR : CURRENT.most);

// Runs the cell of a state.
export function run({ current, start, kick, kick_at: at }) {
  const from = restingState(start === "rest" ? 0 : current);
  if (start === "balance") from[0] += NUDGE;
  const found = simulate(
    { current, start: from, duration: DURATION, kick: { at, size: kick } });
  return { ...found, ...conduct(found) };
}

// Whether the cell still fires where the picture ends, and how fast.
function conduct({ spikes, duration }) {
  const count = spikes.length;
  const gap = count > 1 ? spikes[count - 1] - spikes[count - 2] : Infinity;
  const firing = duration - spikes[count - 1] < 1.5 * gap && count > 2;
  return { firing, rate: firing ? 1000 / gap : 0 };
}
