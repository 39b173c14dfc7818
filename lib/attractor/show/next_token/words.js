// What the next-token explorable says: signs, headline, read-out, summary.
import { number } from "../explorable/elements.js";
import { PASSAGE } from "./setting.js";

const SIGNS = { " ": "␣", "\n": "⏎" };
export const signs = (text) => text.replace(/[ \n]/g, (one) => SIGNS[one]);
export const quoted = (token) => `“${SIGNS[token] ?? token}”`;
export const percent = (p) => (p === 0 ? "0" : p < 0.0005 ? "< 0.05 %"
  : `${number(100 * p, 1)} %`);
export const whole = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
const nats = (value) => (value === Infinity ? "∞" : number(value));
const choices = (entropy) => number(Math.exp(entropy), 2);

export const kWords = (k, all) => (k >= all ? "all" : String(k));
export const pWords = (p) => (p >= 1 ? "all" : number(p, 2));

// What happened to a token, in a word or two; nothing where it stays.
export const fateWords = { stays: "", greedy: "not the largest", "top-k": "cut by top-k",
  "top-p": "cut by top-p" };

// What was read, and in the passage what follows.
export function textOf({ start, at }, { tokens, beginnings, passage }) {
  if (start !== PASSAGE) return [beginnings[start - 1], ""];
  return [passage.slice(0, at), passage.slice(at)].map((part) =>
    part.map((place) => tokens[place]).join(""));
}

export const nextHeadline = ({ nKept, tokens, entropies }) => (nKept === 1
  ? "One token stays: nothing is left to chance"
  : `${nKept} of ${tokens.length} stay, as free as ${choices(entropies[1])} equal choices`);

export function nextRows(facts) {
  const { tokens, entropies: [own, cut], mass, truth, surprises, draws, last } = facts;
  const follows = truth === null
    ? ["what follows in the text", facts.walking ? "the passage ends" : "nobody knows"]
    : [`what follows, ${quoted(tokens[truth])}, surprises by`,
      `${nats(surprises[1])} nats; the model by ${nats(surprises[0])}`];
  return [
    ["entropy", `${number(cut)} nats; the model’s ${number(own)}`],
    ["effective number of choices", `${choices(cut)}; the model’s ${choices(own)}`],
    ["of the model’s probability kept", percent(mass)],
    follows,
    ["drawn", draws ? `${whole(draws)}, the last ${quoted(tokens[last])}` : "nothing yet"],
    ["farthest share from its probability",
      draws ? number(facts.farthest) : "nothing to compare"],
  ];
}

export const nextSummary = (facts, [read]) => {
  const { tokens, before, after, fates, order } = facts;
  const best = order.slice(0, 5).map((k) => `${quoted(tokens[k])} ${percent(before[k])}, `
    + (fates[k] === "stays" ? `now ${percent(after[k])}` : fateWords[fates[k]]));
  return `After ${quoted(read.slice(-20))}: ${best.join("; ")}. ${nextHeadline(facts)}. `
    + `Entropy ${number(facts.entropies[1])} nats, the model’s `
    + `${number(facts.entropies[0])}. ${facts.draws ? `${whole(facts.draws)} drawn, `
      + `the last ${quoted(tokens[facts.last])}.` : ""}`;
};

export const stripSummary = (places, at) => {
  const known = places.filter(({ surprise }) => surprise !== null);
  const never = known.filter(({ surprise }) => surprise === Infinity).length;
  const mean = places.reduce((sum, { entropy }) => sum + entropy, 0) / places.length;
  return `Entropy at each of ${places.length} places of a passage, in the mean `
    + `${number(mean)} nats, and the surprise at what came. ${never} of ${known.length} `
    + `could not have been drawn.${at ? ` You are at place ${at}.` : ""}`;
};
