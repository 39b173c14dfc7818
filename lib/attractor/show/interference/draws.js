// Keys of length 1, drawn from a seed.
import { randomFrom } from "../explorable/random.js";
import { beside, dot, unit } from "./basis.js";

// Normal numbers, two at a time (Box and Muller).
function normalsFrom(random) {
  let spare = null;
  return () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    const length = Math.sqrt(-2 * Math.log(1 - random()));
    const angle = 2 * Math.PI * random();
    spare = length * Math.sin(angle);
    return length * Math.cos(angle);
  };
}

// kind "random": independent and uniform on the sphere. "orthonormal": random bases,
// one after another, so that the first `dim` keys are orthonormal.
export function drawnKeys(seed, dim, count, kind) {
  const normal = normalsFrom(randomFrom(seed));
  const keys = [];
  for (let k = 0; k < count; k++) {
    const fresh = Float64Array.from({ length: dim }, normal);
    const basis = kind === "orthonormal" ? keys.slice(k - (k % dim), k) : [];
    keys.push(unit(beside(basis, fresh)));
  }
  return keys;
}

// All products of two keys, row by row.
export function productsOf(keys) {
  const n = keys.length;
  const products = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = i; j < n; j++)
      products[i * n + j] = products[j * n + i] = dot(keys[i], keys[j]);
  return products;
}
