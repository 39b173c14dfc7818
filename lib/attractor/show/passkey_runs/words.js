// What the pass keys say: headline, read-out, summary.
import { number } from "../explorable/elements.js";

const SUBSCRIPTS = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶",
  7: "⁷", 8: "⁸", 9: "⁹" };
const raised = (power) => Array.from(String(power), (sign) => SUBSCRIPTS[sign]).join("");

// 0, 0.32, 2.1·10⁻⁷
export function sizeWords(value) {
  if (value === 0) return "exactly 0";
  const power = Math.floor(Math.log10(value));
  if (power >= -2 && power < 3) return number(value, 2);
  return `${number(value / 10 ** power, 1)}·10${raised(power)}`;
}

export const WORDS = {
  right: (value) => number(value, 2),
  nats: (value) => `${number(value, 2)} nats`,
  slope: sizeWords,
};

export const blocksWords = (between) =>
  (between === 1 ? "1 block of filler" : `${between} blocks of filler`);

export function keysHeadline({ between, measure, rows, test }) {
  const at = blocksWords(between[test]);
  if (!rows.length) return `${at}: choose a reader`;
  const order = [...rows].sort((a, b) => b.at[test].middle - a.at[test].middle);
  const value = (row) => WORDS[measure](row.at[test].middle);
  if (rows.length === 1) return `${at}: ${value(order[0])}`;
  return `${at}: from ${value(order.at(-1))} to ${value(order[0])}`;
}

const spread = ({ least, middle, most }, words) => (least === most ? words(middle)
  : `${words(middle)} (${words(least)} to ${words(most)})`);

export const keysRows = ({ rows, measure, test }) =>
  rows.map(({ name, at }) => [name, spread(at[test], WORDS[measure])]);

const MEANS = {
  right: "Share of key symbols right", nats: "Nats paid for a key symbol",
  slope: "Gradient of the answer in the key",
};

export function keysSummary(facts) {
  const each = keysRows(facts).map(([name, value]) => `${name}: ${value}`);
  return `${MEANS[facts.measure]}, median of the seeds. ${keysHeadline(facts)}. `
    + `${each.join("; ")}.`;
}
