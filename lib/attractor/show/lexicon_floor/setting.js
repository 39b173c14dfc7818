// What the floor explorable's state may be. A class has its trait, its words on the
// picture, and how many classes of the grammar its size sets.
import { clamp } from "../explorable/elements.js";

export const WORD_CLASSES = [
  { trait: "determiners", words: "determiners", each: 1 },
  { trait: "nouns", words: "nouns", each: 2 },
  { trait: "intransitive", words: "intrans. verbs", each: 1 },
  { trait: "transitive", words: "trans. verbs", each: 1 },
  { trait: "auxiliaries", words: "auxiliaries", each: 2 },
  { trait: "prepositions", words: "prepositions", each: 1 },
  { trait: "relatives", words: "relatives", each: 1 },
];
export const FLOOR_FIELDS = {
  ...Object.fromEntries(WORD_CLASSES.map(({ trait }) => [trait, "number"])),
  weights: "word", scored: "word", copies: "number", lines: "number",
};
export const SCORED = ["line", "source", "target"];
export const MOST_COPIES = 4;
export const SIZE_RANGE = { least: 1, most: 200 };
export const LINES_RANGE = { least: 10, most: 1e7 };
const MARKS = 4; // . ? decl quest

const whole = (value, { least, most }) => clamp(Math.round(value), least, most);
export const wholeSize = (size) => whole(size, SIZE_RANGE);
export const sizesOf = (now) => WORD_CLASSES.map(({ trait }) => now[trait]);
export const wordsIn = (sizes) =>
  sizes.reduce((sum, size, k) => sum + WORD_CLASSES[k].each * size, MARKS);

export function sensibleFloor(part) {
  const state = {};
  for (const { trait } of WORD_CLASSES)
    if (Number.isFinite(part[trait])) state[trait] = wholeSize(part[trait]);
  if (/^\w+$/.test(part.weights ?? "")) state.weights = part.weights;
  if (SCORED.includes(part.scored)) state.scored = part.scored;
  if (Number.isFinite(part.copies))
    state.copies = whole(part.copies, { least: 0, most: MOST_COPIES });
  if (Number.isFinite(part.lines)) state.lines = whole(part.lines, LINES_RANGE);
  return state;
}
