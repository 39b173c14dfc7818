// What the stepper shows: its state, kept within bounds; the deck's network to begin.
import { clamp } from "../explorable/elements.js";
import { CURVES } from "./network.js";
import { LAST_STAGE } from "./stages.js";

export const FIELDS_OF_PASS = {
  stage: "number", activation: "word", inputs: "point", weights: "point",
  target: "number", rate: "number",
};
export const ACTIVATION_NAMES = [["sigmoid", "sigmoid"], ["tanh", "tanh"], ["relu", "ReLU"]];
export const MOST_OF_VALUE = 5;
export const RATES = { least: 0, most: 5, step: 0.1 };

const all = (values, count) => values?.length === count && values.every(Number.isFinite);

// Keeps what makes sense of a partial state.
export function sensiblePass(part) {
  const kept = {};
  if (part.activation in CURVES) kept.activation = part.activation;
  if (Number.isFinite(part.stage))
    kept.stage = clamp(Math.round(part.stage), 0, LAST_STAGE);
  if (all(part.inputs, 2)) kept.inputs = part.inputs.map(withinValue);
  if (all(part.weights, 9)) kept.weights = part.weights.map(withinValue);
  if (Number.isFinite(part.target)) kept.target = withinValue(part.target);
  if (Number.isFinite(part.rate)) kept.rate = clamp(part.rate, RATES.least, RATES.most);
  return kept;
}

export const withinValue = (value) => clamp(value, -MOST_OF_VALUE, MOST_OF_VALUE);

// The number a handle stands for: "x0", "x1", "target", or the place of a weight.
export function valueOf(state, which) {
  if (which === "target") return state.target;
  return typeof which === "string" ? state.inputs[Number(which[1])] : state.weights[which];
}

export function withValue(state, which, value) {
  const to = withinValue(Math.round(value * 1000) / 1000);
  const put = (values, at) => values.map((old, k) => (k === at ? to : old));
  if (which === "target") return { target: to };
  return typeof which === "string" ? { inputs: put(state.inputs, Number(which[1])) }
    : { weights: put(state.weights, which) };
}
