// The pass in twelve stages: what each is called, what it computes in numbers, and which
// connections it goes along.
import { afterStep, CURVES, passOf } from "./network.js";

const minusSign = (text) => text.replace("-", "−");

// Three digits, as 0.537, 12.3 or 1.2e−5.
export function digits(value) {
  const size = Math.abs(value);
  if (size !== 0 && size < 1e-4) return value.toExponential(1).replaceAll("-", "−");
  return minusSign(String(Number(value.toPrecision(3))));
}

const inBrackets = (value) => (value < 0 ? `(${digits(value)})` : digits(value));
const product = (one, other) => `${digits(one)}·${inBrackets(other)}`;
const plus = (value) => (value < 0 ? ` − ${digits(-value)}` : ` + ${digits(value)}`);
const LOW = ["₁", "₂"];

// Connections by the place of their weight; "inner" are 0 to 3, "outer" 6 and 7.
const INNER = [0, 1, 2, 3];
const OUTER = [6, 7];

export const STAGES = [
  {
    name: "The input",
    lines: ({ inputs: x, target }) =>
      [`x = (${digits(x[0])}, ${digits(x[1])})`, `target t = ${digits(target)}`],
  },
  {
    name: "Weighted sums", along: INNER,
    lines: ({ inputs: x, weights }, { sums }) => sums.map((sum, j) =>
      `z${LOW[j]} = ${product(x[0], weights[j])} + ${product(x[1], weights[2 + j])}`
      + `${plus(weights[4 + j])} = ${digits(sum)}`),
  },
  {
    name: "Activation",
    lines: ({ activation }, { sums, hidden }) => hidden.map((h, j) =>
      `h${LOW[j]} = ${CURVES[activation].sign}(${digits(sums[j])}) = ${digits(h)}`),
  },
  {
    name: "The output’s sum", along: OUTER,
    lines: ({ weights }, { hidden, sum }) =>
      [`z = ${product(hidden[0], weights[6])} + ${product(hidden[1], weights[7])}`
        + `${plus(weights[8])} = ${digits(sum)}`],
  },
  {
    name: "Prediction and loss",
    lines: ({ activation, target }, { sum, output, loss }) => [
      `y = ${CURVES[activation].sign}(${digits(sum)}) = ${digits(output)}`,
      `L = (${digits(output)}${plus(-target)})² = ${digits(loss)}`],
  },
  {
    name: "Back: the error", back: true,
    lines: ({ target }, { output, error }) =>
      [`∂L/∂y = 2·(${digits(output)}${plus(-target)}) = ${digits(error)}`],
  },
  {
    name: "Back through the activation", back: true,
    lines: ({ activation }, { error, output, sum, delta }) =>
      [`δ = ${digits(error)}·${CURVES[activation].slopeWords(inBrackets(output), sum)}`
        + ` = ${digits(delta)}`],
  },
  {
    name: "The output’s gradients", back: true, along: OUTER,
    lines: (_, { hidden, delta, outer }) => [
      ...outer.map((gradient, j) =>
        `∂L/∂v${LOW[j]} = h${LOW[j]} δ = ${product(hidden[j], delta)} = ${digits(gradient)}`),
      `∂L/∂c = δ = ${digits(delta)}`],
  },
  {
    name: "Back along the weights", back: true, along: OUTER,
    lines: ({ weights }, { delta, sent }) => sent.map((upstream, j) =>
      `∂L/∂h${LOW[j]} = δ v${LOW[j]} = ${product(delta, weights[6 + j])}`
      + ` = ${digits(upstream)}`),
  },
  {
    name: "Back through the activations", back: true,
    lines: ({ activation }, { sent, hidden, sums, deltas }) => deltas.map((one, j) =>
      `δ${LOW[j]} = ${digits(sent[j])}·`
      + `${CURVES[activation].slopeWords(inBrackets(hidden[j]), sums[j])} = ${digits(one)}`),
  },
  {
    name: "The first gradients", back: true, along: INNER,
    lines: ({ inputs: x }, { deltas, inner }) => inner.map((gradient, k) =>
      `∂L/∂w${LOW[k >> 1]}${LOW[k % 2]} = x${LOW[k >> 1]} δ${LOW[k % 2]} = `
      + `${product(x[k >> 1], deltas[k % 2])} = ${digits(gradient)}`),
  },
  {
    name: "The step", back: true, along: [...INNER, ...OUTER],
    lines: (state, found) => {
      const next = passOf({ ...state, weights: afterStep(state, found) });
      return [`every weight − ${digits(state.rate)} · its gradient`,
        `L: ${digits(found.loss)} → ${digits(next.loss)}`];
    },
  },
];

export const LAST_STAGE = STAGES.length - 1;
// From which stage on the gradient of each weight is known.
export const knownFrom = (place) => (place < 6 ? 10 : 7);

export const stageHeadline = (stage) => STAGES[stage].name;
export const stageLines = (state, found) => STAGES[state.stage].lines(state, found);

// One sentence for a screen reader.
export const stageSummary = (state, found) =>
  `Stage ${state.stage} of ${LAST_STAGE}, ${stageHeadline(state.stage)}: `
  + `${stageLines(state, found).join("; ")}.`;
