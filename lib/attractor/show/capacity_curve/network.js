// A Hebbian network that settles in the page, through overlaps, unit after unit.
import { randomFrom } from "../explorable/random.js";

function shuffled(length, random) {
  const order = Array.from({ length }, (_, k) => k);
  for (let k = length - 1; k > 0; k--) {
    const other = Math.floor(random() * (k + 1));
    [order[k], order[other]] = [order[other], order[k]];
  }
  return order;
}

// patterns: one row of ±1 for each; the network keeps them unit by unit.
export function networkOf(patterns) {
  const [count, units] = [patterns.length, patterns[0].length];
  const byUnit = new Int8Array(count * units);
  patterns.forEach((row, p) => row.forEach((bit, i) => { byUnit[i * count + p] = bit; }));
  return { count, units, byUnit };
}

export function overlapsOf({ count, units, byUnit }, state) {
  const overlaps = new Int32Array(count);
  for (let i = 0; i < units; i++)
    for (let p = 0; p < count; p++) overlaps[p] += byUnit[i * count + p] * state[i];
  return overlaps;
}

// Visits all units once; changes state and overlaps; gives back how many flipped.
// N times the field of unit i is Σ_p x_ip m_p − K s_i, a whole number; a tie is +1.
export function sweep({ count, byUnit }, state, overlaps, order) {
  let flips = 0;
  for (const i of order) {
    const row = i * count;
    let field = -count * state[i];
    for (let p = 0; p < count; p++) field += byUnit[row + p] * overlaps[p];
    const next = field >= 0 ? 1 : -1;
    if (next === state[i]) continue;
    for (let p = 0; p < count; p++) overlaps[p] += 2 * next * byUnit[row + p];
    state[i] = next;
    flips += 1;
  }
  return flips;
}

// A random network, started on its first patterns; step() is one sweep of all.
export function liveNetwork(seed, units, load, mostStarts) {
  const random = randomFrom(seed);
  const count = Math.max(1, Math.round(load * units));
  const patterns = Array.from({ length: count }, () =>
    Int8Array.from({ length: units }, () => (random() < 0.5 ? -1 : 1)));
  const network = networkOf(patterns);
  const starts = patterns.slice(0, mostStarts).map((pattern, which) => ({
    which, state: Int8Array.from(pattern), overlaps: overlapsOf(network, pattern),
    resting: false,
  }));
  return {
    count, units, starts, sweeps: 0,
    overlap: (start) => start.overlaps[start.which] / units,
    done: () => starts.every((start) => start.resting),
    step() {
      this.sweeps += 1;
      for (const start of starts)
        start.resting ||= sweep(
          network, start.state, start.overlaps, shuffled(units, random)) === 0;
    },
  };
}
