// The exact entropy of a source of lines. Rows of its table: [how many cells are
// alike, the share of each, its uses of every class ...].

// What no lexicon changes: nats of the structure, mean uses of each class, mean words.
export function momentsOf(rows) {
  const nClasses = rows[0].length - 2;
  const uses = Array(nClasses).fill(0);
  let structure = 0;
  for (const [count, share, ...used] of rows) {
    structure -= count * share * Math.log(share);
    used.forEach((times, k) => { uses[k] += count * share * times; });
  }
  return { structure, uses, words: uses.reduce((sum, value) => sum + value, 0) };
}

// Tokens that count: a source has a full stop and a marker after its words, a target
// one mark after its words, and one end mark follows.
export function tokensOf(words, scored, copies) {
  const source = words + 2;
  const target = copies * (words + 1) + 1;
  return { line: source + target, source, target }[scored];
}

// H = H(structure) + Σ E[n_k] log|k|, all of it in the source: the target follows.
export function floorOf({ structure, uses, words }, sizes, scored, copies) {
  const counts = scored === "target" ? 0 : 1;
  const terms = [structure, ...uses.map((n, k) => n * Math.log(sizes[k]))]
    .map((nats) => counts * nats);
  const nats = terms.reduce((sum, value) => sum + value, 0);
  const tokens = tokensOf(words, scored, copies);
  return { terms, nats, tokens, perToken: nats / tokens };
}

// How many different lines there are.
export const linesOf = (rows, sizes) => rows.reduce((sum, [count, , ...used]) =>
  sum + count * used.reduce((product, times, k) => product * sizes[k] ** times, 1), 0);

// What is left to who knows so many different lines by heart, and no others.
export const memorizedOf = (lines, scored, tokens) =>
  (scored === "target" ? 0 : Math.log(lines) / tokens);
