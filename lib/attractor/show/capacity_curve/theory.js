// What theory says about a Hopfield network under load, as in attractor.memory.

const ROOT_PI = Math.sqrt(Math.PI);

// erf for |x| < 2 by its series of positive terms; beyond, 1 − a continued fraction.
function erfSeries(x) {
  let [term, sum] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return ((2 / ROOT_PI) * Math.exp(-x * x)) * sum;
}

function erfcFraction(x) {
  let value = x;
  for (let n = 120; n >= 1; n--) value = x + n / 2 / value;
  return Math.exp(-x * x) / ROOT_PI / value;
}

export const erfc = (x) => (x >= 2 ? erfcFraction(x) : 1 - (x === 0 ? 0 : erfSeries(x)));
export const erf = (x) => (x >= 2 ? 1 - erfcFraction(x) : x === 0 ? 0 : erfSeries(x));

// Chance that a unit of a stored pattern flips at once: Φ(−√((N−1)/(K−1))).
export const oneStepError = (units, patterns) =>
  (patterns === 1 ? 0 : erfc(Math.sqrt((units - 1) / (patterns - 1) / 2)) / 2);

export const oneStepErrorLimit = (load) => erfc(1 / Math.sqrt(2 * load)) / 2;

// Patterns without a wrong bit, each or all together (McEliece et al.).
export function errorFree(units) {
  const each = units / (2 * Math.log(units));
  return { each, all: each / 2 };
}

// √(2α) as a function of y, where the overlap at rest is erf(y).
const rootLoad = (y) => erf(y) / y - (2 / ROOT_PI) * Math.exp(-y * y);

// Where rootLoad is largest: its slope is zero.
const TOP = bisect((y) =>
  (2 / ROOT_PI) * Math.exp(-y * y) * (1 / y + 2 * y) - erf(y) / (y * y), 1, 3);

export const criticalLoad = () => rootLoad(TOP) ** 2 / 2;

// Overlap with a pattern at rest in an infinite network; null beyond the critical load.
export function meanFieldOverlap(load) {
  const goal = Math.sqrt(2 * load);
  if (goal > rootLoad(TOP)) return null;
  return erf(bisect((y) => rootLoad(y) - goal, TOP, TOP + 1 / goal));
}

// The zero of a function that is positive at `low` and negative at `high`.
function bisect(f, low, high) {
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (f(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
