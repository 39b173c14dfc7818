// What the interference explorable says: headline, read-out, summary.
import { number } from "../explorable/elements.js";

export const MEMORY_NAMES = { hebb: "Hebb", delta: "delta rule", softmax: "softmax" };
const count = (value) => value.toLocaleString("en-US");
const pairsWords = (pairs) => `${pairs} ${pairs === 1 ? "pair" : "pairs"}`;
const percent = (share) => `${(100 * share).toFixed(1)} %`;

// Numbers that are kept: a matrix, or all keys and values.
export const numbersKept = ({ memory, pairs, dim }, width) =>
  (memory === "softmax" ? pairs * (dim + width) : dim * width);

export const interferenceHeadline = ({ memory, pairs, dim, error }) =>
  `${MEMORY_NAMES[memory]}: ${pairsWords(pairs)}, d = ${dim}: error ${number(error)}`;

export const lawWords = (directions) => (directions === "random"
  ? "expected of Hebb, (n − 1)/d" : "expected of Hebb, whole bases");

export function interferenceRows(facts, width) {
  const { errors, expected, wrong, directions, memory, pairs, dim } = facts;
  const kept = memory === "softmax"
    ? `${count(numbersKept(facts, width))} = ${pairs} × (${dim} + ${width})`
    : `${count(numbersKept(facts, width))} = ${dim} × ${width}`;
  return [
    ["error of a recall", Object.entries(errors).map(
      ([kind, error]) => `${MEMORY_NAMES[kind]} ${number(error)}`).join(", ")],
    [lawWords(directions), number(expected)],
    [`${MEMORY_NAMES[memory]}: pixels of the wrong sign`, percent(wrong)],
    [`${MEMORY_NAMES[memory]}: numbers kept`, kept],
  ];
}

export const interferenceSummary = (facts, width) =>
  `${interferenceHeadline(facts)}, with ${facts.directions} keys. `
  + `${interferenceRows(facts, width).map((row) => row.join(": ")).join(". ")}.`;
