// Equal balls around patterns, in logarithms, as in attractor.theory.
import { logGamma, logLowerShare } from "./gamma.js";

const LOG_PI = Math.log(Math.PI);

// n/2 log π − log Γ(n/2 + 1) + n log s
export const logVolume = (dim, radius) =>
  (dim / 2) * LOG_PI - logGamma(dim / 2 + 1) + dim * Math.log(radius);

// log of ∫ exp(−‖x‖²) over the ball: π^(n/2) P(n/2, s²)
export const logIntegral = (dim, radius) =>
  (dim / 2) * LOG_PI + logLowerShare(dim / 2, radius * radius);

// The same as printed: 2 π^(n/2) γ(n, s) / Γ(n/2)
export const logPrintedIntegral = (dim, radius) =>
  Math.LN2 + (dim / 2) * LOG_PI + logLowerShare(dim, radius)
  + logGamma(dim) - logGamma(dim / 2);

// log Z, which is also the true loss: a pattern lies at distance 0 from itself.
export const logPartition = (patterns, dim, radius) =>
  Math.log(patterns) + logIntegral(dim, radius);

// Its least upper bound: all of space around every pattern.
export const mostLogPartition = (patterns, dim) =>
  Math.log(patterns) + (dim / 2) * LOG_PI;

// log Z + 1/Z, from log Z.
export const printedLoss = (logZ) => logZ + Math.exp(-logZ);

// The radius at which log Z is `goal`, below its bound; by bisection of log s.
export function radiusAt(patterns, dim, goal) {
  const excess = (log) => logPartition(patterns, dim, Math.exp(log)) - goal;
  let low = (goal - Math.log(patterns) - logVolume(dim, 1)) / dim;
  let high = low + 0.1;
  while (excess(high) < 0) high += 0.5;
  for (let k = 0; k < 60 && high - low > 1e-16 * Math.abs(low); k++) {
    const middle = (low + high) / 2;
    if (excess(middle) < 0) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

export const unitRadius = (patterns, dim) => radiusAt(patterns, dim, 0);
