// What the pad has to say.
import { number } from "../explorable/elements.js";

export const nameOf = (word, at) => (word.length === 1 ? `digit ${word}` : `drawing ${at + 1}`);

// In one line: where the network is.
export function headline({ resting, unstable, moving, tired, home }) {
  if (moving) return "Settling, unit by unit";
  if (resting) return home ? `At rest in ${home}` : "At rest in nobody’s memory";
  if (tired) return `No rest after ${tired} updates`;
  return unstable === 1 ? "1 unit wants to flip" : `${unstable} units want to flip`;
}

export const readings = ({ energy, run }) => [
  ["energy E = −½ sᵀWs", number(energy, 2)],
  ["updates since the last touch", String(run.updates)],
  ["flips, and how many of them raised E", `${run.flips}, ${run.rises}`],
];

// One sentence that stands for the whole picture.
export function summary(found) {
  const { energy, overlaps, stored, dark } = found;
  const near = overlaps.map((overlap, k) => `${nameOf(stored[k], k)} ${number(overlap, 2)}`);
  const list = near.length ? `; overlap with ${near.join(", ")}` : "; nothing is stored";
  return `${headline(found)}. ${dark} dark pixels, energy ${number(energy, 2)}${list}.`;
}
