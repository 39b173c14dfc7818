// What the scaling explorable's state may be, and how sizes are written.
import { clamp } from "../explorable/elements.js";

export const SCALING_FIELDS = {
  n_params: "number", n_tokens: "number", law: "word", floor: "number", below: "word",
};
export const PARAMS = { least: 7, most: 15 }; // powers of ten
export const TOKENS = { least: 8, most: 16 };
export const FLOORS = [1.69, 1.61];

const kept = (value, { least, most }) =>
  clamp(value, 10 ** least, 10 ** most);
export const tidySize = (power, range) =>
  Number((10 ** clamp(power, range.least, range.most)).toPrecision(4));

export function sensibleScaling(part) {
  const state = {};
  if (part.n_params > 0) state.n_params = kept(part.n_params, PARAMS);
  if (part.n_tokens > 0) state.n_tokens = kept(part.n_tokens, TOKENS);
  if (["chinchilla", "kaplan"].includes(part.law)) state.law = part.law;
  if (FLOORS.includes(part.floor)) state.floor = part.floor;
  if (["budget", "table"].includes(part.below)) state.below = part.below;
  return state;
}

const UNITS = [[1e15, "quadrillion"], [1e12, "trillion"], [1e9, "billion"],
  [1e6, "million"]];

// 70000000000 as "70 billion": three digits.
export function sizeWords(value) {
  const [unit, word] = UNITS.find(([least]) => value >= least * 0.9995) ?? [1, ""];
  return `${Number((value / unit).toPrecision(3))} ${word}`.trim();
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
export const powerWords = (power) => `10${[...String(power)]
  .map((digit) => (digit === "-" ? "⁻" : SUPERSCRIPTS[digit])).join("")}`;

// 5.88e23 as "5.88 × 10²³".
export function scientific(value) {
  const [digits, power] = value.toExponential(2).split("e");
  return `${digits} × ${powerWords(Number(power))}`;
}
