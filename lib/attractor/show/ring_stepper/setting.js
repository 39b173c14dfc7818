// What the ring stepper shows: so many hosts, a step of the pass, who holds what, with
// or without a causal mask, and one query. Tokens, scores and values are given and stay.
import { clamp } from "../explorable/elements.js";

export const RING_FIELDS = {
  hosts: "number", step: "number", order: "word", causal: "switch", query: "number",
};
export const RING_ORDERS = ["contiguous", "striped", "zigzag"];
export const MOST_HOSTS = 12;
const MOST_PLACES = 48;

// How many hosts can share n tokens, two chunks each.
export const hostCounts = (n) =>
  Array.from({ length: MOST_HOSTS }, (_, k) => k + 1).filter((hosts) => n % (2 * hosts) === 0);

// Keeps what makes sense of a partial state.
export function sensibleRing(part) {
  const kept = {};
  const whole = { hosts: [1, MOST_HOSTS], step: [0, MOST_HOSTS - 1], query: [0, MOST_PLACES - 1] };
  for (const [name, [least, most]] of Object.entries(whole))
    if (Number.isInteger(part[name])) kept[name] = clamp(part[name], least, most);
  if (RING_ORDERS.includes(part.order)) kept.order = part.order;
  if (typeof part.causal === "boolean") kept.causal = part.causal;
  return kept;
}

// The state within what there is: so many tokens, and hosts that can share them.
export function withinRing(state, n) {
  const hosts = hostCounts(n).filter((count) => count <= state.hosts).at(-1);
  return {
    hosts, step: Math.min(state.step, hosts - 1), query: Math.min(state.query, n - 1),
  };
}
