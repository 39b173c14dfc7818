// What the fractions explorable's state may be, and its slider's ladder of values.
import { clamp } from "../explorable/elements.js";

export const FRACTION_FIELDS = {
  axis: "word", view: "word", epochs: "number", steps: "number",
};
export const AXES = ["steps", "epochs"];
export const VIEWS = ["losses", "gap"];
export const RUNGS = 400; // of the slider, on a logarithmic scale

const FIGURES = 4;

export const tidyPlace = (value, { least, most }) =>
  clamp(Number(value.toPrecision(FIGURES)), least, most);
export const rungOf = (value, { least, most }) =>
  Math.round((RUNGS * Math.log(value / least)) / Math.log(most / least));
export const atRung = (rung, { least, most }) =>
  tidyPlace(least * (most / least) ** (rung / RUNGS), { least, most });

export function sensibleFractions(part) {
  const state = {};
  if (AXES.includes(part.axis)) state.axis = part.axis;
  if (VIEWS.includes(part.view)) state.view = part.view;
  for (const axis of AXES)
    if (Number.isFinite(part[axis]) && part[axis] > 0) state[axis] = part[axis];
  return state;
}
