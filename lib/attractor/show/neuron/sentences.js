// What the picture of a cell says, in words.
import { number } from "../explorable/elements.js";
import { restingPotential } from "./membrane.js";
import { BLOCK, DURATION } from "./setting.js";

const times = (count) => ["no spike", "one spike", "two spikes"][count] ?? `${count} spikes`;

export function cellHeadline({ firing, rate, spikes }) {
  if (firing) return `Fires ${number(rate, 1)} times a second`;
  if (!spikes.length) return "Silent";
  const words = times(spikes.length);
  return `${words[0].toUpperCase()}${words.slice(1)}, then silence`;
}

// Which of the thresholds a current has passed.
export function place(current, [once, on, lost]) {
  if (current < once) return "Too weak for a spike, even as a sudden step.";
  if (current < on) return "A sudden step fires the cell, but it does not go on.";
  if (current < lost) return "It can rest or fire for ever: where it starts decides.";
  if (current < BLOCK) return "Its balance is unstable: every disturbance grows.";
  return "Its balance is stable again: held too high to fire.";
}

export function cellRows(state, found) {
  const balance = number(restingPotential(state.current), 2);
  const last = found.spikes.at(-1);
  return [
    ["Balance at this current", `${balance} mV`],
    ["Spikes in the picture", found.spikes.length
      ? `${found.spikes.length}, the last at ${number(last, 1)} ms` : "none"],
  ];
}

export function cellSummary(state, found) {
  const from = state.start === "rest" ? "from rest" : "from its own balance";
  const kick = state.kick
    ? ` A kick of ${number(state.kick, 1)} comes at ${number(state.kick_at, 1)} ms.` : "";
  return `Membrane voltage and three gates over ${DURATION} milliseconds under `
    + `${number(state.current, 2)} microamperes per square centimeter, ${from}. `
    + `${cellHeadline(found)}.${kick}`;
}
