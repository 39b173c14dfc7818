// What the floor explorable says: headline, read-out, summary.
import { number } from "../explorable/elements.js";
import { floorOf, linesOf, memorizedOf } from "./entropy.js";
import { sizesOf, WORD_CLASSES, wordsIn } from "./setting.js";

export const WALL = 1; // nats per token, below which the paper says no loss can be

// Everything that is shown, from the state and what Python gave the page.
export function floorFacts(now, { sources, moments, lexicons, plateaus }) {
  const sizes = sizesOf(now);
  const different = linesOf(sources[now.weights], sizes);
  const floor = floorOf(moments[now.weights], sizes, now.scored, now.copies);
  const away = (run) => Math.abs(run.floor - floor.perToken);
  return {
    ...now, ...floor, sizes, different, plateaus,
    uses: moments[now.weights].uses,
    inLexicon: wordsIn(sizes),
    memorized: memorizedOf(now.lines, now.scored, floor.tokens),
    named: lexicons.find((one) =>
      WORD_CLASSES.every(({ trait }, k) => one.sizes[trait] === sizes[k])) ?? null,
    nearest: [...plateaus].sort((a, b) => away(a) - away(b))[0] ?? null,
  };
}

const SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";

// 2,808 as it is; 75,540,000,000,000 as "7.55 × 10¹³".
export function countWords(count) {
  if (count < 1e8) return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
  const [digits, power] = count.toExponential(2).split("e+");
  return `${digits} × 10${[...power].map((digit) => SUPERSCRIPT[digit]).join("")}`;
}

// 2,000 as it is; 20,000 as "20K", 10,000,000 as "10M".
export function shortCount(count) {
  const [unit, sign] = count < 1e6 ? [1e3, "K"] : [1e6, "M"];
  return count < 1e4 ? countWords(count) : `${Number((count / unit).toPrecision(3))}${sign}`;
}

const sideOf = (value) => (value < WALL ? "below" : "above");

export const floorHeadline = ({ perToken, scored }) => (scored === "target"
  ? "0 nats per token: the target is certain"
  : `${number(perToken)} nats per token, ${sideOf(perToken)} the wall at 1`);

const TOKENS_WORDS = {
  line: "tokens per line", source: "tokens per line, of the source",
  target: "tokens per line, after the source",
};
const heartValue = ({ lines, different, memorized }) => (lines > different
  ? `only ${countWords(different)} lines exist` : `${number(memorized)} nats per token`);
const heart = ({ lines }) => `${countWords(lines)} lines known by heart`;

export const floorRows = (facts) => [
  ["words in the lexicon", `${countWords(facts.inLexicon)}, of them 4 marks`],
  ["nats per line", number(facts.nats, 6)],
  [TOKENS_WORDS[facts.scored], number(facts.tokens, 6)],
  ["nats per token, exactly", number(facts.perToken, 6)],
  ["different lines", countWords(facts.different)],
  [heart(facts), heartValue(facts)],
  ["recorded plateau nearest to this floor", facts.nearest
    ? `${number(facts.nearest.plateau)}, floor ${number(facts.nearest.floor)} `
      + `(${facts.nearest.words})`
    : "no recorded runs here"],
];

export const floorSummary = (facts) =>
  `${facts.inLexicon} words, ${facts.weights} weights: ${number(facts.nats, 4)} nats `
  + `over ${number(facts.tokens, 4)} tokens a line, ${floorHeadline(facts)}. `
  + `Of it, structure ${number(facts.terms[0] / facts.tokens)}, `
  + WORD_CLASSES.map(({ words }, k) =>
    `${words} ${number(facts.terms[k + 1] / facts.tokens)}`).join(", ")
  + `. ${heart(facts)}: ${heartValue(facts)}.`;

export const plateauSummary = ({ perToken, plateaus }) =>
  "Loss where training settles against exact floor, with the diagonal on which both "
  + `are equal; this floor is ${number(perToken)}. ${plateaus.length
    ? `${plateaus.length} recorded runs: ${plateaus.map((run) =>
      `${run.words}, floor ${number(run.floor)}, plateau ${number(run.plateau)}`)
      .join("; ")}.` : "No recorded runs here."}`;

export const gripLabel = (facts, trait) => {
  if (trait === "lines") return `${heart(facts)}; arrow keys change it`;
  const { each } = WORD_CLASSES.find((one) => one.trait === trait);
  return `${trait}: ${facts[trait]}${each === 2 ? " for each number" : ""}; `
    + "arrow keys change it";
};
