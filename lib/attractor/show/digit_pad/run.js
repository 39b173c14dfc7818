// One run of the network since the last touch: which unit comes next, what happened.
import { randomFrom } from "../explorable/random.js";
import { energyOf, updated } from "./network.js";
import { shuffled, UNITS } from "./pixels.js";

const SEED = 1;
export const MOST_UPDATES = 10 * UNITS;

export function startRun(W, states) {
  return {
    energies: [energyOf(W, states)], updates: 0, flips: 0, rises: 0, visited: -1,
    order: [], random: randomFrom(SEED),
  };
}

// Every unit once in a random order, then in another; changes `states`.
export function advance(run, W, states) {
  if (run.order.length === 0) run.order = shuffled(run.random);
  run.visited = run.order.pop();
  run.updates += 1;
  const before = run.energies[run.energies.length - 1];
  const next = updated(W, states, run.visited);
  if (next === states[run.visited]) {
    run.energies.push(before);
    return;
  }
  states[run.visited] = next;
  const after = energyOf(W, states);
  run.energies.push(after);
  run.flips += 1;
  if (after > before + 1e-9) run.rises += 1;
}
