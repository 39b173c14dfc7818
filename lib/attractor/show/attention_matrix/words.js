// What the attention matrix says in words.
import { element, number } from "../explorable/elements.js";
import { isBlind, received } from "./weights.js";

const MOST_LISTED = 4;
const UNSEEN = { " ": "␣", "\n": "⏎", "\t": "⇥" };

// How a token is written: what has no ink gets a sign.
export const spelled = (token) => Array.from(token, (sign) => UNSEEN[sign] ?? sign).join("");

// A token by name, with its place, counted from 1, where the name is not its own.
export function tokenName(names, place) {
  const alone = names.indexOf(names[place]) === names.lastIndexOf(names[place]);
  return `“${names[place]}”${alone ? "" : ` (${place + 1})`}`;
}

export function attentionHeadline({ names, weights, cells, cell: [query, key] }) {
  const looks = tokenName(names, query);
  if (isBlind(cells[query])) return `${looks} sees nothing: all its weights are 0`;
  const at = query === key ? "itself" : tokenName(names, key);
  if (!cells[query][key]) return `${looks} may not look at ${at}`;
  return `${looks} looks at ${at}: ${number(weights[query][key])}`;
}

export function attentionRows({ scores, weights, outputs, cell: [query, key] }, beta) {
  const sum = weights[query].reduce((total, weight) => total + weight, 0);
  const score = scores[query][key];
  const rows = [
    ["its score, q·k", `${number(score, 2)}, times β: ${number(beta * score, 2)}`],
    ["sum of the row", number(sum)],
    ["sum of the column", number(received(weights, key))],
  ];
  if (outputs)
    rows.push(["output, the mean of the values",
      outputs[query].map((value) => number(value)).join(", ")]);
  return rows;
}

// The largest weights of a row or a column, [[place, weight], ...], largest first.
const largest = (weights) => weights.map((weight, place) => [place, weight])
  .filter(([, weight]) => weight >= 0.0005)
  .sort((a, b) => b[1] - a[1]).slice(0, MOST_LISTED);

function bars(names, weights) {
  const rows = largest(weights).map(([place, weight]) => {
    const bar = element("span", { class: "attention-bar" });
    bar.style.width = `${(100 * weight).toFixed(1)}%`;
    return element("li", {},
      element("span", { class: "attention-name" }, tokenName(names, place)),
      element("span", { class: "attention-track" }, bar),
      element("span", {}, number(weight)));
  });
  return rows.length ? rows : [element("li", { class: "attention-none" }, "nobody")];
}

// Whom the row's token looks at, and who looks at the column's.
export function attentionLists({ names, weights, cell: [query, key] }) {
  const list = (kind, title, values) => [
    element("p", { class: `attention-title is-${kind}` }, title),
    element("ol", { class: "attention-list" }, ...bars(names, values)),
  ];
  return [
    ...list("query", `${tokenName(names, query)} looks at`, weights[query]),
    ...list("pattern", `who looks at ${tokenName(names, key)}`,
      weights.map((row) => row[key])),
  ];
}

// One sentence for a screen reader.
export function attentionSummary(found) {
  const { names, weights, cell: [query] } = found;
  const listed = largest(weights[query])
    .map(([place, weight]) => `${tokenName(names, place)} ${number(weight, 2)}`);
  const most = listed.length ? ` The whole row: ${listed.join(", ")}.` : "";
  const blind = found.cells.filter(isBlind).length;
  const rows = blind ? ` ${blind} ${blind === 1 ? "row sees" : "rows see"} nothing.` : "";
  return `${attentionHeadline(found)}.${most}${rows}`;
}
