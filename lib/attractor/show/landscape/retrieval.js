// How a query moves: retrieval steps where the energy has them, else straight down.
import { distance, gradientAt, length, updateAt } from "./energies.js";

// States visited until a step is no longer than tol (attractor.memory.retrieve).
export function retrieve(setting, query, { maxSteps = 100, tol = 1e-6 } = {}) {
  const path = [query];
  let rested = false;
  while (!rested && path.length <= maxSteps) {
    const before = path[path.length - 1];
    const after = updateAt(setting, before);
    path.push(after);
    rested = distance(after, before) <= tol;
  }
  return { path, steps: path.length - 1, rested };
}

// Steepest descent in steps of `stride`: whether it leaves what is inside, or dies out
// on a spot that is level beside the steepest slope it came down.
export function runAway(setting, query, stride, inside) {
  const path = [query];
  let steepest = 0;
  for (let step = 0; step < 1000; step++) {
    const x = path[path.length - 1];
    const gradient = gradientAt(setting, x);
    const slope = length(gradient);
    steepest = Math.max(steepest, slope);
    if (slope <= 1e-3 * steepest) break;
    const next = x.map((value, k) => value - (stride * gradient[k]) / slope);
    if (!inside(next)) return { path, away: true };
    path.push(next);
  }
  return { path, away: false };
}
