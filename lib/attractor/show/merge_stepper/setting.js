// What the merge stepper shows: a corpus of lines "word:count", how many merges have
// been made, and a word of the reader's.
import { clamp } from "../explorable/elements.js";

export const FIELDS_OF_MERGES = { step: "number", word: "word", corpus: "words" };
export const MOST = { lines: 40, letters: 24, times: 1_000_000, step: 999 };

// What divides fields and words in an address cannot be a letter here.
const FORBIDDEN = /[\s\p{Cc}\p{Cs}:;&%#,]/u;

// The words and counts of lines as they were typed, or what is wrong with them.
export function readLines(lines) {
  const counts = new Map();
  for (const line of lines.map((one) => one.trim()).filter(Boolean)) {
    const [word, times = "1", ...rest] = line.split(/\s*:\s*|\s+/);
    if (rest.length || !/^\d+$/.test(times) || Number(times) > MOST.times)
      return { wrong: `“${line}”: write a word, a colon and a whole number` };
    if (!word || FORBIDDEN.test(word)) return { wrong: `“${line}”: ; & % # and , cannot be letters` };
    if (Array.from(word).length > MOST.letters)
      return { wrong: `“${word}” has more than ${MOST.letters} letters` };
    if (counts.has(word)) return { wrong: `“${word}” stands there twice` };
    counts.set(word, Number(times));
  }
  if (!counts.size) return { wrong: "at least one word is needed" };
  if (counts.size > MOST.lines) return { wrong: `no more than ${MOST.lines} words` };
  return { counts: [...counts] };
}

export const linesOf = (counts) => counts.map(([word, times]) => `${word}:${times}`);

export const sensibleWord = (text) => Array.from(text)
  .filter((letter) => !FORBIDDEN.test(letter)).slice(0, MOST.letters).join("");

// Keeps what makes sense of a partial state.
export function sensibleMerges(part) {
  const kept = {};
  if (Array.isArray(part.corpus)) {
    const { counts } = readLines(part.corpus.map(String));
    if (counts) kept.corpus = linesOf(counts);
  }
  if (Number.isFinite(part.step)) kept.step = clamp(Math.round(part.step), 0, MOST.step);
  if (typeof part.word === "string") kept.word = sensibleWord(part.word);
  return kept;
}
