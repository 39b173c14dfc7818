// The Hopfield network of the pad: couplings, fields, energy, the update of one unit.
// Patterns and states are arrays of ±1; W is stored row by row, W[i·n + j] = w_ij.

export const RULES = ["hebbian", "pseudo-inverse"];
export const WIRINGS = ["symmetric", "half-cut", "scrambled"];
const INDEPENDENT = 1e-9; // what is left of a pattern that the others do not explain
const TIE = 1e-12; // the rounding of a field

const inner = (a, b) => a.reduce((sum, value, i) => sum + value * b[i], 0);

// Adds scale · v vᵀ to W.
function addProduct(W, v, scale) {
  const n = v.length;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) W[i * n + j] += scale * v[i] * v[j];
}

// An orthonormal basis of the patterns' span, by Gram and Schmidt, twice for rounding.
function basisOf(patterns) {
  const basis = [];
  for (const pattern of patterns) {
    let rest = Array.from(pattern);
    for (const round of [1, 2])
      for (const q of basis) {
        const along = inner(rest, q);
        rest = rest.map((value, i) => value - along * q[i]);
      }
    const length = Math.sqrt(inner(rest, rest));
    if (length > INDEPENDENT * Math.sqrt(rest.length))
      basis.push(rest.map((value) => value / length));
  }
  return basis;
}

// A coin for the way from unit j to unit i: fixed, and not that of the way back.
export function coin(i, j) {
  let bits = Math.imul(i * 64 + j + 1, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 7) & 1;
}

// Half of the one-way couplings cut, or with their sign turned.
const WIRED = {
  symmetric: (weight) => weight,
  "half-cut": (weight, i, j) => (coin(i, j) ? weight : 0),
  scrambled: (weight, i, j) => (coin(i, j) ? weight : -weight),
};

export function couplingsOf(patterns, rule, wiring, n) {
  const W = new Float64Array(n * n);
  if (rule === "hebbian") patterns.forEach((pattern) => addProduct(W, pattern, 1 / n));
  else basisOf(patterns).forEach((q) => addProduct(W, q, 1));
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      W[i * n + j] = i === j ? 0 : WIRED[wiring](W[i * n + j], i, j);
  return W;
}

export function fieldOf(W, states, i) {
  const n = states.length;
  let field = 0;
  for (let j = 0; j < n; j++) field += W[i * n + j] * states[j];
  return field;
}

// −½ sᵀWs
export function energyOf(W, states) {
  let sum = 0;
  for (let i = 0; i < states.length; i++) sum += states[i] * fieldOf(W, states, i);
  return -sum / 2;
}

// What unit i becomes: +1 if its field is 0 or more, else −1.
export const updated = (W, states, i) => (fieldOf(W, states, i) >= -TIE ? 1 : -1);

// How many units an update would flip.
export function restless(W, states) {
  let count = 0;
  for (let i = 0; i < states.length; i++) count += updated(W, states, i) !== states[i];
  return count;
}

// Agreement from −1 (inverse) to 1 (equal).
export const overlapOf = (a, b) => inner(a, b) / a.length;
