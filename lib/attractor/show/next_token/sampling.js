// From logits to the distribution that is drawn from: temperature, top-k, top-p, in
// this order; what may not be drawn gets −∞. And draws, entropy, counts.

export function softmax(logits) {
  const most = Math.max(...logits);
  const weights = logits.map((z) => Math.exp(z - most));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

// Places from the largest logit down, the first of equals first.
export const likeliest = (logits) => logits.map((_, k) => k).sort((a, b) =>
  (logits[a] === logits[b] ? a - b : logits[b] - logits[a]));

// z/T; at T = 0 the largest stays alone, the first of equals.
export function tempered(logits, temperature) {
  if (temperature > 0) return logits.map((z) => z / temperature);
  const [first] = likeliest(logits);
  return logits.map((z, k) => (k === first ? z : -Infinity));
}

// The k largest, and all that equal the k-th.
export function topK(logits, k) {
  const least = logits[likeliest(logits)[Math.min(k, logits.length) - 1]];
  return logits.map((z) => (z < least ? -Infinity : z));
}

// The fewest whose probabilities reach p: one stays while those before it have less.
export function nucleus(logits, p) {
  if (p === 1) return logits;
  const shares = softmax(logits);
  const kept = logits.map(() => -Infinity);
  let sum = 0;
  for (const at of likeliest(logits)) {
    sum += shares[at];
    if (sum - shares[at] < p) kept[at] = logits[at];
  }
  return kept;
}

// Probabilities, and what became of each: "stays", or what cut it.
export function sampled(logits, { temperature, top_k: k, top_p: p }) {
  const warm = tempered(logits, temperature);
  const few = topK(warm, k);
  const left = nucleus(few, p);
  const fates = logits.map((_, at) => (warm[at] === -Infinity ? "greedy"
    : few[at] === -Infinity ? "top-k" : left[at] === -Infinity ? "top-p" : "stays"));
  return { probabilities: softmax(left), fates };
}

// −Σ p log p, in nats.
export const entropyOf = (probabilities) => -probabilities.reduce((sum, p) =>
  sum + (p > 0 ? p * Math.log(p) : 0), 0);

// The place that a number in [0, 1) falls on, when shares lie side by side.
export function placesOf(probabilities, numbers) {
  let sum = 0;
  const ends = probabilities.map((p) => (sum += p));
  const last = probabilities.findLastIndex((p) => p > 0);
  return numbers.map((number) => {
    let [low, high] = [0, last];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ends[middle] > number) high = middle;
      else low = middle + 1;
    }
    return low;
  });
}
