// What the race shows: its state, kept within bounds.
import { clamp } from "../explorable/elements.js";
import { RULES } from "./rules.js";

export const FIELDS_OF_RACE = {
  valley: "word", conditioning: "number", angle: "number", rate: "number",
  momentum: "number", square_decay: "number", weight_decay: "number",
  steps: "number", start: "point", rules: "words",
};
export const VALLEYS = [["bowl", "bowl"], ["curved", "curved valley"]];
export const BOUNDS = {
  conditioning: { least: 1, most: 100 },
  angle: { least: 0, most: 90 },
  rate: { least: 0.001, most: 3 },
  momentum: { least: 0, most: 0.99 },
  square_decay: { least: 0.5, most: 0.999 },
  weight_decay: { least: 0, most: 1 },
  steps: { least: 1, most: 300 },
};
export const FARTHEST = 4; // of a start, in each coordinate
// How far the picture reaches, and what is in its middle.
export const VIEWS = {
  bowl: { center: [0, 0], reach: 2.3 },
  curved: { center: [0, 0.9], reach: 1.9 },
};
export const STARTS_OF_RACE = { bowl: [-2, 1.5], curved: [-1.2, 1.9] };

// Keeps what makes sense of a partial state.
export function sensibleRace(part) {
  const kept = {};
  if (VALLEYS.some(([name]) => name === part.valley)) kept.valley = part.valley;
  for (const [trait, { least, most }] of Object.entries(BOUNDS))
    if (Number.isFinite(part[trait])) kept[trait] = clamp(part[trait], least, most);
  if (kept.steps) kept.steps = Math.round(kept.steps);
  if (part.start?.length === 2 && part.start.every(Number.isFinite))
    kept.start = withinReach(part.start);
  const rules = Object.keys(RULES).filter((name) => part.rules?.includes(name));
  if (rules.length) kept.rules = rules;
  return kept;
}

export const withinReach = (point) =>
  point.map((value) => Math.round(1000 * clamp(value, -FARTHEST, FARTHEST)) / 1000);

// Where a point lies in the picture, equal scales on both axes.
export function frameOfRace(width, height, { center, reach }) {
  const scale = Math.min(width, height) / (2 * reach);
  return {
    width, height,
    toPixel: ([x, y]) =>
      [width / 2 + (x - center[0]) * scale, height / 2 - (y - center[1]) * scale],
    fromPixel: (px, py) =>
      [center[0] + (px - width / 2) / scale, center[1] - (py - height / 2) / scale],
  };
}
