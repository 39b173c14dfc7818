// What the race says, in words: headline, read-out, labels.
import { number } from "../explorable/elements.js";
import { lowestOf } from "./race.js";
import { largestStableRate } from "./valleys.js";

// Each rule's name, and how its line looks: a color and a dash, with a mark at its end.
export const LOOKS = {
  sgd: { words: "SGD", mark: "●", color: "text", onMap: "map-paper", dash: [] },
  momentum: { words: "momentum", mark: "■", color: "query", onMap: "map-query", dash: [9, 3] },
  rmsprop: { words: "RMSProp", mark: "▲", color: "pattern", onMap: "map-pattern", dash: [4, 3] },
  adam: { words: "Adam", mark: "◆", color: "weights", onMap: "map-weights", dash: [] },
  adamw: { words: "AdamW", mark: "▼", color: "holds", onMap: "map-holds", dash: [2, 3] },
};

const RAISED = { "-": "⁻", ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].entries()) };
const raised = (power) => [...String(power)].map((sign) => RAISED[sign]).join("");

const minus = (text) => text.replace("-", "−");
export const powerOfTen = (power) => (Math.abs(power) <= 2
  ? String(Number((10 ** power).toPrecision(1))) : `10${raised(power)}`);

// Three digits: 0.0123, 20, 4.6·10⁻⁷, 3.1·10⁵
export function inDigits(value) {
  const size = Math.abs(value);
  if (size === 0 || (size >= 0.001 && size < 1000))
    return minus(String(Number(value.toPrecision(3))));
  const [digits, power] = value.toExponential(1).split("e");
  return `${minus(digits)}·10${raised(Number(power))}`;
}

const NOTHING_LEFT = -12; // powers of ten below which a loss is rounding
const lossWords = (loss) => (loss < 10 ** NOTHING_LEFT
  ? `< ${powerOfTen(NOTHING_LEFT)}` : inDigits(loss));
const lastOf = ({ values }) => values[values.length - 1];
const counted = (steps) => (steps === 1 ? "1 step" : `${steps} steps`);

export function raceHeadline(race, { steps }) {
  const best = lowestOf(race);
  const all = Object.keys(race);
  const name = best && LOOKS[best].words.replace(/^m/, "M");
  if (best === null) return all.length === 1 ? "It runs away" : "All run away";
  return all.length === 1 ? `${name}, ${counted(steps)}`
    : `${name} is lowest after ${counted(steps)}`;
}

export function raceRows(race, setting) {
  const { valley, conditioning, momentum } = setting;
  const rows = Object.entries(race).map(([name, path]) =>
    [`${LOOKS[name].mark} ${LOOKS[name].words}`,
      path.away ? "runs away" : lossWords(lastOf(path))]);
  if (valley === "bowl") {
    rows.push(["SGD holds to η = 2/κ", inDigits(largestStableRate(conditioning))]);
    rows.push(["momentum to 2(1+μ)/κ",
      inDigits(largestStableRate(conditioning, momentum))]);
  }
  return rows;
}

const spotOf = (point) => `(${point.map((value) => number(value, 2)).join(", ")})`;

export const startLabel = (start) => `Start at ${spotOf(start)}`;

// One sentence for a screen reader.
export function raceSummary(race, setting) {
  const { valley, conditioning, angle, rate, start } = setting;
  const ground = valley === "bowl"
    ? `Bowl, ${inDigits(conditioning)} times as steep across as along, turned by ${number(angle, 0)}°`
    : `Curved valley of steepness ${inDigits(conditioning)}`;
  const rows = raceRows(race, setting).slice(0, Object.keys(race).length);
  return `${ground}, rate ${inDigits(rate)}, from ${spotOf(start)}. `
    + `${raceHeadline(race, setting)}. Loss: `
    + `${rows.map(([name, value]) => `${name.slice(2)} ${value}`).join(", ")}.`;
}
