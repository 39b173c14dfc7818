// The corpus as tokens in boxes, and the counts of its pairs as bars.
import { element } from "../explorable/elements.js";

const MOST_BARS = 8;

// One token: in a strong box if it was made last, marked if it merges next.
const box = (token, kind) => element("span", { class: `merge-token ${kind}` }, token);

// Which tokens of a word belong to the pair that merges next, from left to right.
function nextPlaces(tokens, best) {
  const places = new Set();
  for (let k = 0; best && k + 1 < tokens.length; k++) {
    if (tokens[k] !== best.left || tokens[k + 1] !== best.right) continue;
    places.add(k).add(k + 1);
    k += 1;
  }
  return places;
}

export function wordNode([tokens, times], best, made) {
  const places = nextPlaces(tokens, best);
  const boxes = tokens.map((token, k) =>
    box(token, places.has(k) ? "is-next" : token === made ? "is-new" : ""));
  return element("span", { class: "merge-word" },
    element("span", { class: "merge-tokens" }, ...boxes),
    element("span", { class: "merge-times" }, `×${times.toLocaleString("en-US")}`));
}

// A word under the merges so far; letters outside the alphabet are unknown.
export const splitNodes = (tokens, letters) => tokens.map((token) =>
  box(token, Array.from(token).every((letter) => letters.includes(letter)) ? "" : "is-unknown"));

export function barNodes(totals) {
  const [best] = totals;
  const rows = totals.slice(0, MOST_BARS).map((pair, rank) => {
    const share = pair.total / best.total;
    const bar = element("span", { class: "merge-bar" });
    bar.style.width = `${(100 * share).toFixed(2)}%`;
    const next = rank === 0 ? [" ", element("b", {}, "next")] : [];
    return element("li", { class: rank === 0 ? "is-next" : "" },
      element("span", { class: "merge-pair" }, `${pair.left}+${pair.right}`),
      element("span", { class: "merge-track" }, bar),
      element("span", { class: "merge-total" }, pair.total.toLocaleString("en-US"), ...next));
  });
  const more = totals.length - MOST_BARS;
  if (more > 0) rows.push(element("li", { class: "merge-more" }, `and ${more} more`));
  return rows;
}
