// Orthonormal bases.

export function dot(a, b) {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

export function unit(vector) {
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / length);
}

// What is left of a vector beside an orthonormal basis; twice, for the rounding.
export function beside(basis, vector) {
  for (const round of [1, 2])
    for (const q of basis) {
      const along = dot(vector, q);
      for (let i = 0; i < vector.length; i++) vector[i] -= along * q[i];
    }
  return vector;
}

// The same vectors in an orthonormal basis of what they span: lengths and products stay,
// and ten pictures of 64 pixels, used however often, need ten numbers each.
export function coordinatesOf(vectors) {
  const basis = [];
  for (const vector of vectors) {
    const left = beside(basis, Float64Array.from(vector));
    if (dot(left, left) > 1e-18 * dot(vector, vector)) basis.push(unit(left));
  }
  return vectors.map((vector) => Float64Array.from(basis, (q) => dot(vector, q)));
}
