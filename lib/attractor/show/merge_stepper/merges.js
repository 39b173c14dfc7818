// Byte-pair encoding by the formulas of attractor.models: count the pairs, merge the
// most frequent, count again. A corpus is [[tokens, times], ...].

const byCodePoint = (a, b) => a.codePointAt(0) - b.codePointAt(0);

export const lettersOf = (words) =>
  [...new Set(words.flatMap((word) => Array.from(word)))].sort(byCodePoint);

// How often each two tokens are neighbors, as [{ left, right, total }, ...].
export function pairTotals(corpus) {
  const totals = new Map();
  for (const [tokens, times] of corpus) {
    for (let k = 0; times && k + 1 < tokens.length; k++) {
      const key = `${tokens[k]} ${tokens[k + 1]}`;
      const pair = totals.get(key) ?? { left: tokens[k], right: tokens[k + 1], total: 0 };
      pair.total += times;
      totals.set(key, pair);
    }
  }
  return [...totals.values()];
}

// The tokens with the pair made one, from left to right.
export function mergeTokens(tokens, { left, right }) {
  const merged = [];
  for (let k = 0; k < tokens.length; k++) {
    const here = tokens[k] === left && tokens[k + 1] === right;
    merged.push(here ? left + right : tokens[k]);
    if (here) k += 1;
  }
  return merged;
}

// From [[word, times], ...]: what the corpus is before each merge and after the last,
// { corpus, totals }. totals begin with the pair that merges next; ties go to the older
// left token, then to the older right one, letters by code point, then merged tokens.
export function mergeStages(counts) {
  const ages = new Map(lettersOf(counts.map(([word]) => word)).map((token, age) => [token, age]));
  let corpus = counts.map(([word, times]) => [Array.from(word), times]);
  const stages = [];
  for (;;) {
    const totals = pairTotals(corpus).sort((a, b) => b.total - a.total
      || ages.get(a.left) - ages.get(b.left) || ages.get(a.right) - ages.get(b.right));
    stages.push({ corpus, totals });
    if (!totals.length) return stages;
    const [best] = totals;
    const made = best.left + best.right;
    if (!ages.has(made)) ages.set(made, ages.size);
    corpus = corpus.map(([tokens, times]) => [mergeTokens(tokens, best), times]);
  }
}

export const mergesOf = (stages, count = stages.length - 1) =>
  stages.slice(0, count).map(({ totals }) => totals[0]);

// A word in tokens: of the pairs it has, the one merged first goes first.
export function splitBy(word, merges) {
  const ranks = new Map(merges.map(({ left, right }, rank) => [`${left} ${right}`, rank]));
  let tokens = Array.from(word);
  for (;;) {
    let best = merges.length;
    for (let k = 0; k + 1 < tokens.length; k++)
      best = Math.min(best, ranks.get(`${tokens[k]} ${tokens[k + 1]}`) ?? best);
    if (best === merges.length) return tokens;
    tokens = mergeTokens(tokens, merges[best]);
  }
}
