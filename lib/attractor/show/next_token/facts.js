// Everything that is shown, from the state and what was recorded.
import { randomFrom } from "../explorable/random.js";
import { entropyOf, likeliest, placesOf, sampled, softmax } from "./sampling.js";
import { PASSAGE } from "./setting.js";

// recorded: { tokens, beginnings, after, passage, along }, logits in `after`, `along`.
export function nextFacts(now, recorded) {
  const { tokens, passage } = recorded;
  const walking = now.start === PASSAGE;
  const logits = walking ? recorded.along[now.at - 1] : recorded.after[now.start - 1];
  const before = softmax(logits);
  const { probabilities: after, fates } = sampled(logits, now);
  const drawn = placesOf(after, numbersOf(now.seed, now.draws));
  const counts = tokens.map(() => 0);
  for (const place of drawn) counts[place] += 1;
  const truth = walking && now.at < passage.length ? passage[now.at] : null;
  const kept = before.filter((_, k) => fates[k] === "stays");
  return {
    ...now, tokens, walking, before, after, fates, counts, truth,
    order: likeliest(logits),
    last: drawn.length ? drawn.at(-1) : null,
    nKept: kept.length,
    mass: kept.reduce((sum, p) => sum + p, 0),
    entropies: [entropyOf(before), entropyOf(after)],
    surprises: truth === null ? null : [before, after].map((p) => -Math.log(p[truth])),
    farthest: Math.max(...after.map((p, k) => Math.abs(counts[k] / now.draws - p))),
  };
}

// The same numbers in [0, 1) for the same seed, as many as are drawn.
export function numbersOf(seed, count) {
  const random = randomFrom(seed + 1);
  return Array.from({ length: count }, random);
}

// For every place of the passage: the entropy of what is drawn from there, and the
// surprise at what comes (null at the end).
export const alongPassage = (now, { along, passage }) => along.map((logits, k) => {
  const { probabilities } = sampled(logits, now);
  const truth = passage[k + 1];
  return {
    entropy: entropyOf(probabilities),
    surprise: truth === undefined ? null : -Math.log(probabilities[truth]),
  };
});
