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

// Steepest descent in steps of `stride`, as long as the points are inside.
export function runAway(setting, query, stride, inside) {
  const path = [query];
  for (let step = 0; step < 1000; step++) {
    const x = path[path.length - 1];
    const gradient = gradientAt(setting, x);
    const slope = length(gradient);
    const next = x.map((value, k) => value - (stride * gradient[k]) / slope);
    if (slope < 1e-9 || !inside(next)) break;
    path.push(next);
  }
  return path;
}
