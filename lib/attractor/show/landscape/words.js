// What the picture says, in words: for the read-out, labels and screen readers.
import { number } from "../explorable/elements.js";
import {
  correctedGapInterval, leaves, modernGap, nearestSquaredDistance, printedGapInterval,
} from "./bounds.js";
import { energyAt, SMOOTH, squaredDistance, unboundedBelow } from "./energies.js";

export const WRITTEN = {
  classical: "E(x) = −½ xᵀWx, W = Σ ρᵢρᵢᵀ ∕ n",
  polynomial: "E(x) = −Σ (ρᵢ·x)ʳ",
  exponential: "E(x) = −log Σ exp(ρᵢ·x)",
  modern: "E(x) = −β⁻¹ log Σ exp(β ρᵢ·x) + ½‖x‖² + c",
  distance: "E(x) = −β⁻¹ log Σ exp(−β‖x − ρᵢ‖²)",
};

const coordinate = (value) => number(value, 2);
export const place = (point) =>
  point.length === 1 ? coordinate(point[0]) : `(${point.map(coordinate).join(", ")})`;
const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;

export const handleLabel = (which, point) =>
  `${which === "query" ? "Query" : `Pattern ${which + 1}`} at ${place(point)}`;

export function headline({ setting, minima }) {
  const patterns = counted(setting.patterns.length, "pattern", "patterns");
  if (minima) return `${patterns}, ${counted(minima.length, "minimum", "minima")}`;
  return `${patterns}, ${unboundedBelow(setting) ? "no lowest point" : "no valley"}`;
}

export function boundedness(setting) {
  if (SMOOTH.includes(setting.energy)) return "";
  return unboundedBelow(setting) ? "unbounded below" : "flat: the patterns cancel out";
}

export function nearestPattern(patterns, x) {
  const distances = patterns.map((p) => squaredDistance(p, x));
  return distances.indexOf(Math.min(...distances));
}

// Rows of the read-out: [term, value].
export function readings(found) {
  const { setting, query, weights } = found;
  if (!query) return [["Query", "none: press the picture to drop one"]];
  const { patterns } = setting;
  const near = nearestPattern(patterns, query);
  const distance = Math.sqrt(nearestSquaredDistance(patterns, query));
  return [
    ["Energy at the query", number(energyAt(setting, query))],
    ["Nearest pattern", `ρ${subscript(near + 1)}, ${number(distance, 2)} away`],
    ["Retrieval", retrieval(found)],
    ...(weights ? [] : [["Attention weights", "none: no softmax in this energy"]]),
  ];
}

const subscript = (count) =>
  [...String(count)].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[digit]).join("");

function retrieval({ path, steps, rested, away }) {
  const end = place(path[path.length - 1]);
  if (away) return "none: downhill runs off the picture";
  if (away === false) return `none: the slope dies out at ${end}, no valley`;
  return rested
    ? `at rest at ${end} after ${counted(steps, "step", "steps")}`
    : `still moving near ${end} after ${steps} steps`;
}

// Whether the query's g − 2E_M stays in the two intervals of Proposition 3.
export function gapSentence({ setting, query }) {
  if (!query) return "";
  const { patterns, beta } = setting;
  const gap = modernGap(patterns, beta, query);
  const interval = (ends) => `[${ends.map((end) => number(end)).join(", ")}]`;
  const printed = printedGapInterval(patterns, beta);
  const corrected = correctedGapInterval(patterns, beta);
  const verdict = (ends) => (leaves(ends, gap) ? "outside" : "inside");
  return `At the query g − 2Eₘ = ${number(gap)}: `
    + `${verdict(printed)} the printed interval ${interval(printed)}, `
    + `${verdict(corrected)} the corrected ${interval(corrected)}.`;
}

// One sentence that stands for the whole picture.
export function summary(view) {
  const { setting, query, path, weights, minima } = view;
  const space = setting.patterns[0].length === 1 ? "on the line" : "in the plane";
  const parts = [
    `${setting.energy} energy of ${headline(view)}, ${space}`,
    minima?.length ? `minima at ${minima.map(place).join(", ")}` : "",
    query ? `query at ${place(query)}, energy ${number(energyAt(setting, query))}` : "",
    query && path ? `retrieval: ${retrieval(view)}` : "",
    weights ? `attention weights ${weights.map((w) => w.toFixed(2)).join(", ")}` : "",
  ];
  const text = parts.filter(Boolean).join("; ");
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}
