// The intervals of Propositions 1 and 3, printed and corrected, for any β: the
// formulas of attractor.theory.inequalities.
import { dot, modernEnergy, squaredDistance } from "./energies.js";

// g(x) = min ‖x − ρᵢ‖²
export const nearestSquaredDistance = (patterns, x) =>
  Math.min(...patterns.map((p) => squaredDistance(p, x)));

// log d / β: how far below g the distance energy can lie.
export const distanceEnergySlack = (patterns, beta) => Math.log(patterns.length) / beta;

// R = max‖ρᵢ‖² − min‖ρᵢ‖²
export function squaredNormSpread(patterns) {
  const norms = patterns.map((p) => dot(p, p));
  return Math.max(...norms) - Math.min(...norms);
}

// g(x) − 2 E_M(x), the modern energy at 2β.
export const modernGap = (patterns, beta, x) =>
  nearestSquaredDistance(patterns, x) - 2 * modernEnergy({ patterns, beta: 2 * beta }, x);

// [−R, R + log d/β], as the paper prints it.
export function printedGapInterval(patterns, beta) {
  const spread = squaredNormSpread(patterns);
  return [-spread, spread + distanceEnergySlack(patterns, beta)];
}

// [−R − log d/β, 0], which holds everywhere.
export function correctedGapInterval(patterns, beta) {
  return [-squaredNormSpread(patterns) - distanceEnergySlack(patterns, beta), 0];
}

// Outside by more than rounding.
export function leaves([lower, upper], value) {
  const rounding = 1e-12 * (1 + Math.abs(value));
  return value < lower - rounding || value > upper + rounding;
}
