// What a stack shows: its state, kept within bounds, and the places in it.
import { clamp } from "../explorable/elements.js";
import { squaredDistance } from "../landscape/energies.js";

export const STACK_FIELDS = {
  n_layers: "number", patterns: "points", query: "point", delta: "number", beta: "number",
};
export const MOST_LAYERS = 6;
export const MOST_EACH = 3;
export const REACH_OF_STEP = { least: 0, most: 10 }; // √δ
export const COLDNESS = { least: 0.1, most: 5 };
export const MAKE = {
  1: { n_layers: 2, patterns: [[0], [10]], query: [0], delta: 1, beta: 1 },
  2: {
    n_layers: 3, patterns: [[-2, 1], [1.5, 1.8], [1.6, -1.6]], query: [-1.6, 0.4],
    delta: 1, beta: 1,
  },
};

// The patterns, layer by layer.
export function layersOf({ patterns, n_layers: count }) {
  const each = patterns.length / count;
  return Array.from({ length: count }, (_, t) =>
    patterns.slice(t * each, (t + 1) * each));
}

export const eachOf = ({ patterns, n_layers: count }) => patterns.length / count;

// Keeps what makes sense of a partial state; the rest is left out.
export function sensibleStack(part) {
  const state = {};
  const { patterns, query, n_layers: count } = part;
  const width = patterns?.[0]?.length;
  const fits = (point) => point.length === width && point.every(Number.isFinite);
  const each = patterns ? patterns.length / count : 0;
  if ((width === 1 || width === 2) && patterns.every(fits) && Number.isInteger(each)
    && each >= 1 && each <= MOST_EACH && count >= 1 && count <= MOST_LAYERS)
    Object.assign(state, { patterns, n_layers: count });
  if (query && query.every(Number.isFinite) && (!width || fits(query)))
    state.query = query;
  if (part.delta >= 0)
    state.delta = Math.min(part.delta, REACH_OF_STEP.most ** 2);
  if (part.beta > 0) state.beta = clamp(part.beta, COLDNESS.least, COLDNESS.most);
  return state;
}

export const tidy = (point) => point.map((value) => Math.round(value * 1000) / 1000);

// How far the picture reaches from the origin: all points, and some air.
export function stackReach({ patterns, query }) {
  const far = Math.max(...[...patterns, query].flat().map(Math.abs));
  return Math.max(1, Math.ceil(2 * (1.1 * far + 0.7)) / 2);
}

// The stack with `count` layers of `each` memories: old ones kept, new ones where
// there is room.
export function resized(state, count, each) {
  const rows = layersOf(state).slice(0, count).map((layer) => layer.slice(0, each));
  const taken = [...rows.flat(), state.query];
  const reach = 0.8 * stackReach(state);
  while (rows.length < count) rows.push([]);
  for (const layer of rows)
    while (layer.length < each) {
      const place = roomiest(taken, state.query.length, reach);
      layer.push(place);
      taken.push(place);
    }
  return { n_layers: count, patterns: rows.flat() };
}

function roomiest(taken, width, reach) {
  const steps = [-1, -0.66, -0.33, 0, 0.33, 0.66, 1].map((step) => step * reach);
  const places = width === 1 ? steps.map((x) => [x])
    : steps.flatMap((x) => steps.map((y) => [x, y]));
  const room = (place) => Math.min(...taken.map((p) => squaredDistance(p, place)));
  return tidy(places.reduce((best, place) => (room(place) > room(best) ? place : best)));
}

// New memories and a new query, anywhere in the picture.
export function scattered(state) {
  const reach = stackReach(state);
  const anywhere = (point) =>
    tidy(point.map(() => 0.85 * reach * (2 * Math.random() - 1)));
  return { patterns: state.patterns.map(anywhere), query: anywhere(state.query) };
}
