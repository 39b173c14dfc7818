// Attention from given scores, by the formulas of attractor.models: who may look at
// whom, the softmax of what is left, and the mean of the values.

// Which of n places hold padding: the last ones, or the first.
export const paddedPlaces = (n, { padding, side }) => Array.from({ length: n },
  (_, place) => (side === "front" ? place < padding : place >= n - padding));

// Rows are queries, columns keys, true where a query may see a key. setting:
// { mask, padding, side, toggled }; each cell of `toggled` is turned to the contrary.
export function mayLook(n, { mask, padding, side, toggled }) {
  const back = mask === "look-ahead" || mask === "both";
  const noPadding = mask === "padding" || mask === "both";
  const padded = paddedPlaces(n, { padding, side });
  const cells = padded.map((_, query) => padded.map((isPadding, key) =>
    !(back && key > query) && !(noPadding && isPadding)));
  for (const [query, key] of toggled)
    if (query < n && key < n) cells[query][key] = !cells[query][key];
  return cells;
}

// Softmax over what may be seen; 0 where nothing may.
export function maskedSoftmax(scores, seen) {
  const top = Math.max(...scores.filter((_, key) => seen[key]));
  if (top === -Infinity) return scores.map(() => 0);
  const raised = scores.map((score, key) => (seen[key] ? Math.exp(score - top) : 0));
  const total = raised.reduce((sum, value) => sum + value, 0);
  return raised.map((value) => value / total);
}

// softmax(β scores) of every row, under a mask.
export const attentionWeights = (scores, cells, beta) => scores.map((row, query) =>
  maskedSoftmax(row.map((score) => beta * score), cells[query]));

// Each query's mean of the values.
export const mixedValues = (weights, values) => weights.map((row) =>
  values[0].map((_, feature) =>
    row.reduce((sum, weight, key) => sum + weight * values[key][feature], 0)));

export const isBlind = (seen) => !seen.some(Boolean);

// How much a key is looked at, by all queries together.
export const received = (weights, key) =>
  weights.reduce((sum, row) => sum + row[key], 0);
