// Ring attention by the formulas of attractor.models: who holds which tokens, whose
// block is where, what a causal mask leaves to do, and what one query keeps.

const upTo = (count) => Array.from({ length: count }, (_, k) => k);

// The places of the text that each host holds, as lists.
export function placesByHost(n, hosts, order) {
  const share = n / hosts;
  const chunk = share / 2; // two of them for each host in the zig-zag
  return upTo(hosts).map((host) => upTo(share).map((k) => {
    if (order === "striped") return host + k * hosts;
    if (order === "contiguous") return host * share + k;
    const which = k < chunk ? host : 2 * hosts - 1 - host;
    return which * chunk + (k % chunk);
  }));
}

// Whose keys and values a host works on at a step, both counted from 0.
export const sourceAt = (host, step, hosts) => (((host - step) % hosts) + hosts) % hosts;

export const maySee = (query, key, causal) => !causal || query >= key;

// Pairs of query and key that count, a row for each host, a column for each step.
export const pairsByStep = (places, causal) => places.map((own, host) =>
  places.map((_, step) => {
    const held = places[sourceAt(host, step, places.length)];
    return own.reduce((sum, query) =>
      sum + held.filter((key) => maySee(query, key, causal)).length, 0);
  }));

// Share of the hosts' time that is work, when each step waits for its slowest.
export function usedShare(work) {
  const slowest = work[0].map((_, step) => Math.max(...work.map((row) => row[step])));
  const total = (values) => values.reduce((sum, value) => sum + value, 0);
  return total(work.map(total)) / (work.length * total(slowest));
}

export const wholeBlocks = (work) => work.map((row) => row.map((pairs) => Number(pairs > 0)));

export const NO_KEYS = { m: -Infinity, l: 0, a: 0, seen: 0 };

// What to keep of some keys: the maximum m, the sum l and the weighted values a.
export function partOf(scores, values) {
  if (!scores.length) return NO_KEYS;
  const m = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - m));
  return {
    m, seen: scores.length,
    l: raised.reduce((sum, each) => sum + each, 0),
    a: raised.reduce((sum, each, k) => sum + each * values[k], 0),
  };
}

export function mergedParts(one, other) {
  const m = Math.max(one.m, other.m);
  if (m === -Infinity) return NO_KEYS;
  const [first, second] = [Math.exp(one.m - m), Math.exp(other.m - m)];
  return {
    m, seen: one.seen + other.seen,
    l: first * one.l + second * other.l,
    a: first * one.a + second * other.a,
  };
}

export const hostOf = (places, token) => places.findIndex((own) => own.includes(token));

// What the query at a place of the text has kept after each step.
export function runningParts({ scores, values }, places, query, causal) {
  const host = hostOf(places, query);
  let kept = NO_KEYS;
  return places.map((_, step) => {
    const keys = places[sourceAt(host, step, places.length)]
      .filter((key) => maySee(query, key, causal));
    const part = partOf(keys.map((key) => scores[query][key]), keys.map((key) => values[key]));
    kept = mergedParts(kept, part);
    return kept;
  });
}
