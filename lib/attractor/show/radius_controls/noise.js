// Yardsticks, and how far apart the nearest of normal vectors are, as in
// attractor.lab and attractor.theory.
import { logGamma, logLowerShare } from "../balls_and_loss/gamma.js";

const MOST_STEPS = 100;
const LEAST_LOG = -600; // of what a number can hold

// √(n/2πe), near which a ball in n dimensions has volume 1.
export const yardstick = (dim) => Math.sqrt(dim / (2 * Math.PI * Math.E));

// The distribution function of noncentral χ² with n degrees of freedom, as far off
// the center: a Poisson mixture of central ones, Σ_j Pois(j; n/2) P(n/2 + j, x/2).
// P(a, y) = P(a + 1, y) + yᵃe⁻ʸ/Γ(a + 1) goes down in j, so that all terms are added.
export function noncentralShare(x, dim) {
  const [half, y] = [dim / 2, x / 2];
  const last = lastTerm(half, y);
  let share = Math.exp(logLowerShare(half + last, y));
  let step = Math.exp((half + last) * Math.log(y) - y - logGamma(half + last + 1));
  let weight = Math.exp(last * Math.log(half) - half - logGamma(last + 1));
  let sum = 0;
  for (let j = last; j >= 0; j--) {
    sum += weight * share;
    step *= (half + j) / y;
    share += step;
    weight *= j / half;
  }
  return sum;
}

// Terms are largest at j with j² + jn/2 = ny/2, and beyond this one do not matter;
// where y is small they fall like its powers, which must not vanish, and where it is
// large like the weights, which are largest at n/2.
function lastTerm(half, y) {
  if (y < 1) return Math.ceil(40 / (1 - Math.log(y))) + 2;
  const largest = Math.min(half, (Math.sqrt(half * half + 4 * half * y) - half) / 2);
  return Math.ceil(largest + 12 * Math.sqrt(largest + 1) + 40);
}

const roots = new Map(); // by count and dimension, σ = 1

// σ √(F⁻¹(1 − 2^(−1/(N − 1)); n, n))
export function noiseDistance(count, dim, sigma) {
  const name = `${count} ${dim}`;
  if (!roots.has(name)) roots.set(name, rootOf(count, dim));
  return sigma * roots.get(name);
}

// Regula falsi (Illinois) for log F in log x, where it is nearly straight.
function rootOf(count, dim) {
  const goal = Math.log(-Math.expm1(-Math.LN2 / (count - 1)));
  const excess = (log) => Math.log(noncentralShare(Math.exp(log), dim)) - goal;
  // Above lies what is beyond the mean of squared distances, 2n, e times.
  let [low, high, last] = [Math.log(2 * dim), Math.log(2 * dim) + 1, 0];
  let [below, above] = [excess(low), excess(high)];
  while (below > 0 && low > LEAST_LOG) below = excess((low -= 1));
  for (let k = 0; k < MOST_STEPS && high - low > 1e-15; k++) {
    const log = Number.isFinite(below)
      ? low - (below * (high - low)) / (above - below) : (low + high) / 2;
    const here = excess(log);
    if (Math.abs(here) < 1e-15 || log <= low || log >= high) return Math.exp(log / 2);
    if (here < 0) {
      if (last < 0) above /= 2;
      [low, below] = [log, here];
    } else {
      if (last > 0) below /= 2;
      [high, above] = [log, here];
    }
    last = here;
  }
  return Math.exp((low + high) / 4);
}
