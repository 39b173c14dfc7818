// What a landscape shows: read from the model, written to it, kept within bounds.
import { clamp } from "../explorable/elements.js";
import { ENERGIES } from "./energies.js";

export const FIGURE_1 = {
  1: [[-2], [0], [1]],
  2: [[-2, -0.5], [0.2, -0.3], [1.5, 1.5]],
};
export const FIRST_QUERY = { 1: [0], 2: [-0.6, 1.2] };
export const MOST_PATTERNS = 12;
export const BETA = { least: 0.1, most: 20 };
export const DEGREE = { least: 2, most: 6 };
export const BANDS = ["proposition-1", "proposition-3"];
export const FIELDS = {
  energy: "word", beta: "number", dim: "number", patterns: "points", query: "point",
  degree: "number", bands: "words",
};

// What goes into the address: the patterns say how wide they are.
export const written = ({ dim, degree, ...state }) =>
  (state.energy === "polynomial" ? { ...state, degree } : state);

// Three decimals: enough for a finger, short in an address.
export const rounded = (point) => point.map((value) => Math.round(value * 1000) / 1000);

// Keeps what makes sense of a partial state; the rest is left out.
export function sensible(part) {
  const state = {};
  if (ENERGIES.includes(part.energy)) state.energy = part.energy;
  if (part.beta > 0) state.beta = clamp(part.beta, BETA.least, BETA.most);
  if (Number.isInteger(part.degree))
    state.degree = clamp(part.degree, DEGREE.least, DEGREE.most);
  if (part.bands) state.bands = BANDS.filter((band) => part.bands.includes(band));
  const patterns = part.patterns ?? FIGURE_1[part.dim];
  const width = patterns?.[0]?.length;
  const fits = (point) => point.length === width && point.every(Number.isFinite);
  const drawable = (width === 1 || width === 2) && patterns.length <= MOST_PATTERNS;
  if (drawable && patterns.every(fits)) Object.assign(state, { patterns, dim: width });
  if (part.query === null || (part.query && part.query.every(Number.isFinite)))
    state.query = part.query;
  return state;
}

// How far the picture reaches from the origin: all points, and some air.
export function reachOf({ patterns, query }) {
  const far = Math.max(...[...patterns, query ?? [0]].flat().map(Math.abs));
  return Math.max(1, Math.ceil(2 * (1.1 * far + 0.7)) / 2);
}

// The place in the picture farthest from what is there already.
export function freePlace({ patterns, query }, half) {
  const steps = [-0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75];
  const places = patterns[0].length === 1
    ? steps.map((x) => [x * half.x])
    : steps.flatMap((x) => steps.map((y) => [x * half.x, y * half.y]));
  const taken = query ? [...patterns, query] : patterns;
  const room = (place) =>
    Math.min(...taken.map((p) => Math.hypot(...p.map((value, k) => value - place[k]))));
  const roomier = (best, place) => (room(place) > room(best) ? place : best);
  return rounded(places.reduce(roomier));
}
