// What the state of the radius explorable may be.
import { clamp } from "../explorable/elements.js";

export const MOST_FACTOR = 1000;
export const SLIDER = { least: -150, most: 150, step: 1 }; // fiftieths of a decade
const PER_DECADE = 50;

export const RADIUS_FIELDS = { cloud: "word", share: "number", factor: "number" };

export const factorAt = (place) => tidyFactor(10 ** (place / PER_DECADE));
export const placeOfFactor = (factor) => PER_DECADE * Math.log10(factor);
export const tidyFactor = (factor) =>
  Number(clamp(factor, 1 / MOST_FACTOR, MOST_FACTOR).toPrecision(6));

export function sensibleRadius(part) {
  const state = {};
  if (/^[\w-]+$/.test(part.cloud ?? "")) state.cloud = part.cloud;
  if (Number.isFinite(part.share)) state.share = clamp(Math.round(part.share), 1, 100);
  if (part.factor > 0 && Number.isFinite(part.factor))
    state.factor = tidyFactor(part.factor);
  return state;
}

// A state that the recorded clouds have: a cloud by its name, the nearest share.
export function lawfulRadius(now, { clouds, shares }, lastKnown) {
  const known = clouds.some(({ name }) => name === now.cloud);
  const away = shares.map((share) => Math.abs(share - now.share));
  return {
    ...now,
    cloud: known ? now.cloud : lastKnown,
    share: shares[away.indexOf(Math.min(...away))],
  };
}
