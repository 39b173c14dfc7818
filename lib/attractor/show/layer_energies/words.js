// What a stack says, in words: headline, read-out, labels.
import { number } from "../explorable/elements.js";
import { eachOf } from "./stack.js";

export const WAYS = {
  printed: { words: "Eq. 6 as printed", mark: "■", color: "fails", dash: [7, 4] },
  gated: { words: "gated", mark: "●", color: "holds", dash: [] },
  sequential: { words: "sequential", mark: "▲", color: "weights", dash: [2, 4] },
};

const WOBBLE = 5e-4; // three decimals are shown
const spot = (point) => {
  const inside = point.map((value) => number(value, 2)).join(", ");
  return point.length === 1 ? inside : `(${inside})`;
};

export const graspLabel = (which, point, state) =>
  (which === "query" ? `Query at ${spot(point)}`
    : `Layer ${Math.floor(which / eachOf(state)) + 1}, pattern ${spot(point)}`);

export function stackHeadline({ energies }) {
  const [first, last] = ends(energies.printed);
  if (last - first > WOBBLE) return `Eq. 6 climbs by ${number(last - first)}`;
  return Math.max(...rises(energies.printed)) > WOBBLE
    ? "Eq. 6 climbs on the way" : "None ends higher";
}

const ends = (values) => [values[0], values[values.length - 1]];
const rises = (values) => values.slice(1).map((value, t) => value - values[t]);

export function stackRows({ ways, energies, bounds }) {
  const rows = Object.entries(WAYS).map(([form, { words, mark }]) => {
    const [first, last] = ends(energies[form]);
    const end = spot(ways[form][ways[form].length - 1]);
    return [`${mark} ${words}, ends at ${end}`, `E ${number(first)} → ${number(last)}`];
  });
  const [first, last] = ends(bounds);
  return [...rows, ["bound of the sequential form",
    `F ${number(first)} → ${number(last)}`]];
}

// One sentence for a screen reader.
export function stackSummary(state, found) {
  const rows = stackRows(found).map(([term, value]) => `${term.slice(2)}: ${value}`);
  return `${state.n_layers} layers of ${eachOf(state)}, query at ${spot(state.query)}. `
    + `${stackHeadline(found)}. ${rows.slice(0, 3).join("; ")}.`;
}
