// The Hodgkin-Huxley membrane: mV, ms, µA/cm², the constants of the squid axon.
// A state is [V, n, m, h]. The formulas are those of attractor.models.

export const AXON = {
  capacitance: 1, gNa: 120, gK: 36, gLeak: 0.3, eNa: 50, eK: -77, eLeak: -54.387,
};

// x / (1 − e^(−x)), whose limit at 0 is 1.
const bentRamp = (x) => (x === 0 ? 1 : -x / Math.expm1(-x));

// [αₙ, αₘ, αₕ], per ms.
export const openingRates = (v) => [
  0.1 * bentRamp((v + 55) / 10),
  bentRamp((v + 40) / 10),
  0.07 * Math.exp(-(v + 65) / 20),
];

// [βₙ, βₘ, βₕ], per ms.
export const closingRates = (v) => [
  0.125 * Math.exp(-(v + 65) / 80),
  4 * Math.exp(-(v + 65) / 18),
  1 / (1 + Math.exp(-(v + 35) / 10)),
];

export function steadyGates(v) {
  const closing = closingRates(v);
  return openingRates(v).map((opening, k) => opening / (opening + closing[k]));
}

export function ionicCurrent([v, n, m, h]) {
  const { gNa, gK, gLeak, eNa, eK, eLeak } = AXON;
  return gK * n ** 4 * (v - eK) + gNa * m ** 3 * h * (v - eNa) + gLeak * (v - eLeak);
}

// The current that holds the membrane at v for ever.
export const steadyCurrent = (v) => ionicCurrent([v, ...steadyGates(v)]);

// The voltage at which that is `current`, by bisection.
export function restingPotential(current) {
  let below = AXON.eK + Math.min(0, current) / AXON.gLeak - 1;
  let above = AXON.eNa + Math.max(0, current) / AXON.gLeak + 1;
  for (let halving = 0; halving < 80; halving++) {
    const middle = (below + above) / 2;
    if (steadyCurrent(middle) < current) below = middle;
    else above = middle;
  }
  return (below + above) / 2;
}

export function restingState(current) {
  const v = restingPotential(current);
  return [v, ...steadyGates(v)];
}

// The slope of all four, written into `to`: this runs a hundred thousand times a frame.
function slope(v, n, m, h, current, to) {
  const { capacitance, gNa, gK, gLeak, eNa, eK, eLeak } = AXON;
  const n2 = n * n;
  const ionic = gK * n2 * n2 * (v - eK) + gNa * m * m * m * h * (v - eNa)
    + gLeak * (v - eLeak);
  to[0] = (current - ionic) / capacitance;
  to[1] = 0.1 * bentRamp((v + 55) / 10) * (1 - n)
    - 0.125 * Math.exp(-(v + 65) / 80) * n;
  to[2] = bentRamp((v + 40) / 10) * (1 - m) - 4 * Math.exp(-(v + 65) / 18) * m;
  to[3] = 0.07 * Math.exp(-(v + 65) / 20) * (1 - h)
    - h / (1 + Math.exp(-(v + 35) / 10));
}

const [K1, K2, K3, K4] = Array.from({ length: 4 }, () => new Float64Array(4));

// One classical Runge-Kutta step of `dt` ms, in place.
function step(s, current, dt) {
  const half = dt / 2;
  slope(s[0], s[1], s[2], s[3], current, K1);
  slope(s[0] + half * K1[0], s[1] + half * K1[1], s[2] + half * K1[2],
    s[3] + half * K1[3], current, K2);
  slope(s[0] + half * K2[0], s[1] + half * K2[1], s[2] + half * K2[2],
    s[3] + half * K2[3], current, K3);
  slope(s[0] + dt * K3[0], s[1] + dt * K3[1], s[2] + dt * K3[2], s[3] + dt * K3[3],
    current, K4);
  for (let k = 0; k < 4; k++) s[k] += dt * (K1[k] + 2 * K2[k] + 2 * K3[k] + K4[k]) / 6;
}

export function rungeKuttaStep(state, current, dt) {
  const after = Float64Array.from(state);
  step(after, current, dt);
  return Array.from(after);
}

export const KICK = 1; // ms that a kick lasts
const DT = 0.05;
const KEEP = 2; // steps from one kept state to the next

// From `start`, under `current` and one kick { at, size }: every 0.1 ms the state
// (rows of a Float64Array, V, n, m, h), and when V rose through 0.
export function simulate({ current, start, duration, kick }) {
  const steps = Math.round(duration / DT);
  const count = steps / KEEP + 1;
  const rows = Array.from({ length: 4 }, () => new Float64Array(count));
  const state = Float64Array.from(start);
  const spikes = [];
  const first = Math.round(kick.at / DT);
  const last = first + Math.round(KICK / DT);
  for (let k = 0; k <= steps; k++) {
    if (k % KEEP === 0) for (let row = 0; row < 4; row++) rows[row][k / KEEP] = state[row];
    const before = state[0];
    step(state, k >= first && k < last ? current + kick.size : current, DT);
    if (before < 0 && state[0] >= 0)
      spikes.push(DT * (k + before / (before - state[0])));
  }
  return { rows, spikes, spacing: DT * KEEP, duration };
}
