// What the ring stepper says in words.
import { number } from "../explorable/elements.js";

const UNSEEN = { " ": "␣", "\n": "⏎", "\t": "⇥" };
const signed = (token) => Array.from(token, (sign) => UNSEEN[sign] ?? sign).join("");
const plural = (count, one) => `${count} ${one}${count === 1 ? "" : "s"}`;

export const queryName = (tokens, query) => `“${signed(tokens[query])}”, place ${query}`;

export function ringHeadline({ step, hosts, pairs }) {
  const idle = pairs.filter((row) => row[step] === 0).length;
  const busy = idle === 0
    ? hosts === 1 ? "the only host works" : `all ${hosts} hosts work`
    : `${plural(hosts - idle, "host")} work${hosts - idle === 1 ? "s" : ""}, `
      + `${idle} idle${idle === 1 ? "s" : ""}`;
  return `Step ${step + 1} of ${hosts}: ${busy}`;
}

// What the chosen query keeps after this step.
export function keptRows({ tokens, query, owner, parts, step }) {
  const { m, l, a, seen } = parts[step];
  return [
    [`query ${queryName(tokens, query)}, on host ${owner}`,
      `${seen} of ${parts.at(-1).seen} keys met`],
    ["largest score so far, m", number(m, 4)],
    ["sum so far, l", number(l, 4)],
    ["mean of the values so far, a/l", number(a / l, 4)],
  ];
}

export function loadRows({ pairs, step, hosts, inPairs, inBlocks }) {
  const now = pairs.map((row) => row[step]);
  const [least, most] = [Math.min(...now), Math.max(...now)];
  return [
    ["pairs at this step, for each host",
      least === most ? `${most}` : `from ${least} to ${most}`],
    ["blocks that each host has sent", `${step} of ${hosts - 1}`],
    ["time in use, a pair as unit", number(inPairs, 4)],
    ["time in use, a block as unit", number(inBlocks, 4)],
  ];
}

// One sentence for a screen reader.
export function ringSummary(found) {
  const { hosts, step, sources, pairs } = found;
  const holds = sources.map((source, host) =>
    `host ${host} has block ${source}${pairs[host][step] ? "" : " and nothing to do"}`);
  const rows = keptRows(found).map(([name, value]) => `${name}: ${value}`);
  const sends = step < hosts - 1 ? " Each sends its block on to the next host." : "";
  return `${ringHeadline(found)}. ${holds.join(", ")}.${sends} ${rows.join("; ")}.`;
}

export const tableWords = ({ hosts, causal }) =>
  `Table of queries by keys, ${plural(hosts, "block")} each way`
  + `${causal ? ", half of it masked" : ""}`;
