// Two inputs, two hidden neurons, one output: forward, loss, and back, by the formulas
// of attractor.models. weights: nine numbers, W (row by row: input 1 to both neurons,
// then input 2), the two biases b, then v (two numbers) and c of the output.

const sigmoid = (z) => 1 / (1 + Math.exp(-z));

export const CURVES = {
  sigmoid: {
    sign: "σ", at: sigmoid, slope: (z) => sigmoid(z) * (1 - sigmoid(z)),
    slopeWords: (y) => `${y}·(1 − ${y})`,
  },
  tanh: {
    sign: "tanh", at: Math.tanh, slope: (z) => 1 - Math.tanh(z) ** 2,
    slopeWords: (y) => `(1 − ${y}²)`,
  },
  relu: {
    sign: "ReLU", at: (z) => Math.max(0, z), slope: (z) => (z > 0 ? 1 : 0),
    slopeWords: (y, z) => (z > 0 ? "1" : "0"),
  },
};

// Everything there is to know of one pass, in the order in which it is found.
export function passOf({ inputs: x, weights, target, activation }) {
  const { at, slope } = CURVES[activation];
  const [a, b, c, d, e, f, v, w, g] = weights;
  const sums = [x[0] * a + x[1] * c + e, x[0] * b + x[1] * d + f];
  const hidden = sums.map(at);
  const sum = hidden[0] * v + hidden[1] * w + g;
  const output = at(sum);
  const loss = (output - target) ** 2;
  const error = 2 * (output - target);
  const delta = error * slope(sum);
  const outer = hidden.map((h) => h * delta);
  const sent = [delta * v, delta * w];
  const deltas = sent.map((upstream, j) => upstream * slope(sums[j]));
  const inner = x.flatMap((value) => deltas.map((one) => value * one));
  return {
    sums, hidden, sum, output, loss, error, delta, outer, sent, deltas, inner,
    gradients: [...inner, ...deltas, ...outer, delta],
  };
}

// Each weight minus η times its gradient.
export const afterStep = ({ weights, rate }, { gradients }) =>
  weights.map((weight, k) => weight - rate * gradients[k]);
