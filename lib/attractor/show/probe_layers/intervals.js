// Means over seeds with Student's intervals, as in attractor.lab.

export const meanOf = (values) => values.reduce((sum, x) => sum + x, 0) / values.length;

// P(|T| < t) for whole degrees of freedom, by the finite sums.
function shareWithin(t, freedom) {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const odd = freedom % 2;
  let [term, sum] = odd ? [cosine, freedom > 1 ? cosine : 0] : [1, 1];
  for (let k = odd ? 3 : 2; k < freedom; k += 2) {
    term *= ((k - 1) / k) * cosine * cosine;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}

// The t that |T| stays below with the chance `level`.
export function studentQuantile(freedom, level = 0.95) {
  let [low, high] = [0, 1];
  while (shareWithin(high, freedom) < level) high *= 2;
  for (let k = 0; k < 80; k++) {
    const middle = (low + high) / 2;
    if (shareWithin(middle, freedom) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

// mean ± half over two seeds or more.
export function meanInterval(values, level = 0.95) {
  const n = values.length;
  const mean = meanOf(values);
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1);
  const half = studentQuantile(n - 1, level) * Math.sqrt(variance / n);
  return { mean, half };
}

// Which control is best on average, and by how much the probe beats it, seed by seed.
export function bestControl(trained, controls) {
  const means = controls.map(meanOf);
  const best = means.indexOf(Math.max(...means));
  const gains = trained.map((x, seed) => x - controls[best][seed]);
  return { best, ...meanInterval(gains) };
}
