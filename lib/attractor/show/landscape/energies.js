// The five energies, their gradients, updates and weights: the formulas of
// attractor.memory. A point is an array of numbers, patterns an array of points,
// and a setting holds { energy, patterns, beta, degree }.

export const ENERGIES = ["classical", "polynomial", "exponential", "modern", "distance"];
export const SMOOTH = ["modern", "distance"];

export function dot(a, b) {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

export function squaredDistance(a, b) {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] - b[k]) * (a[k] - b[k]);
  return sum;
}

export const length = (x) => Math.sqrt(dot(x, x));
export const distance = (a, b) => Math.sqrt(squaredDistance(a, b));

function largestOf(scores) {
  let largest = -Infinity;
  for (let i = 0; i < scores.length; i++) if (scores[i] > largest) largest = scores[i];
  return largest;
}

export function logSumExp(scores) {
  const largest = largestOf(scores);
  let sum = 0;
  for (let i = 0; i < scores.length; i++) sum += Math.exp(scores[i] - largest);
  return largest + Math.log(sum);
}

export function softmax(scores) {
  const largest = largestOf(scores);
  const parts = scores.map((score) => Math.exp(score - largest));
  let total = 0;
  for (let i = 0; i < parts.length; i++) total += parts[i];
  return parts.map((part) => part / total);
}

// Σ wᵢ ρᵢ
export function combination(patterns, weights) {
  const sum = patterns[0].map(() => 0);
  for (let i = 0; i < patterns.length; i++)
    for (let k = 0; k < sum.length; k++) sum[k] += weights[i] * patterns[i][k];
  return sum;
}

// −½ xᵀWx with W = patternsᵀ patterns / dim, self-couplings kept.
export function classicalEnergy({ patterns }, x) {
  return -patterns.reduce((sum, p) => sum + dot(p, x) ** 2, 0) / (2 * x.length);
}

// −Σ (ρᵢ·x)^degree
export function polynomialEnergy({ patterns, degree }, x) {
  return -patterns.reduce((sum, p) => sum + dot(p, x) ** degree, 0);
}

// −log Σ exp(ρᵢ·x)
export function exponentialEnergy({ patterns }, x) {
  return -logSumExp(patterns.map((p) => dot(p, x)));
}

// −β⁻¹ log Σ exp(β ρᵢ·x) + ½‖x‖² + β⁻¹ log d + ½ max‖ρᵢ‖²
export function modernEnergy({ patterns, beta }, x) {
  const scores = patterns.map((p) => beta * dot(p, x));
  return (Math.log(patterns.length) - logSumExp(scores)) / beta
    + dot(x, x) / 2 + Math.max(...patterns.map((p) => dot(p, p))) / 2;
}

// −β⁻¹ log Σ exp(−β‖x − ρᵢ‖²)
export function distanceEnergy({ patterns, beta }, x) {
  return -logSumExp(patterns.map((p) => -beta * squaredDistance(p, x))) / beta;
}

const FORMULAS = {
  classical: classicalEnergy,
  polynomial: polynomialEnergy,
  exponential: exponentialEnergy,
  modern: modernEnergy,
  distance: distanceEnergy,
};

export const energyAt = (setting, x) => FORMULAS[setting.energy](setting, x);

// What the softmax sees of each pattern; null where the energy has none.
export function scoresAt({ energy, patterns, beta }, x) {
  if (energy === "exponential") return patterns.map((p) => dot(p, x));
  if (energy === "modern") return patterns.map((p) => beta * dot(p, x));
  if (energy === "distance") return patterns.map((p) => -beta * squaredDistance(p, x));
  return null;
}

export function weightsAt(setting, x) {
  const scores = scoresAt(setting, x);
  return scores && softmax(scores);
}

// One retrieval step of the modern or the distance energy: the softmax average.
export const updateAt = (setting, x) =>
  combination(setting.patterns, weightsAt(setting, x));

export function gradientAt(setting, x) {
  const { energy, patterns, degree } = setting;
  const pull = (weights) => combination(patterns, weights).map((value) => -value);
  if (energy === "classical") return pull(patterns.map((p) => dot(p, x) / x.length));
  if (energy === "polynomial")
    return pull(patterns.map((p) => degree * dot(p, x) ** (degree - 1)));
  if (energy === "exponential") return pull(weightsAt(setting, x));
  const stiffness = energy === "modern" ? 1 : 2;
  const average = updateAt(setting, x);
  return x.map((value, k) => stiffness * (value - average[k]));
}

// Whether the energy falls without end somewhere. A form of degree r in the plane
// is zero everywhere if it is zero in r + 1 directions.
export function unboundedBelow({ energy, patterns, degree }) {
  if (SMOOTH.includes(energy)) return false;
  const size = Math.max(...patterns.map((p) => Math.sqrt(dot(p, p))));
  if (size === 0 || energy !== "polynomial") return size > 0;
  const directions = Array.from({ length: degree + 1 }, (_, k) => {
    const angle = (Math.PI * k) / (degree + 1);
    return patterns[0].length === 1 ? [1] : [Math.cos(angle), Math.sin(angle)];
  });
  const form = (x) => Math.abs(polynomialEnergy({ patterns, degree }, x));
  return Math.max(...directions.map(form)) > 1e-9 * patterns.length * size ** degree;
}
