// The two laws as in attractor.theory, their best splits of a budget, and Table 2.

const KAPLAN = { params: 6.4e13, tokens: 1.8e13, alpha: 0.076, beta: 0.103 };
const CHINCHILLA = { a: 406.4, b: 410.7, alpha: 0.34, beta: 0.28 };
const FLOPS_EACH = 6; // per parameter and token

// Name, parameters, tokens, loss: as the paper prints them.
export const MODELS = [
  { name: "Transformer", params: 1.5e9, tokens: 22e9, printed: 2.5 },
  { name: "Chinchilla", params: 70e9, tokens: 1.4e12, printed: 2.2 },
  { name: "PaLM 2", params: 16e9, tokens: 100e9, printed: 2.4 },
  { name: "GPT-2", params: 8.7e9, tokens: 178e9, printed: 2.3 },
  { name: "MiniCPM", params: 2.4e9, tokens: 140e9, printed: 2.4 },
];

const RATIO = KAPLAN.alpha / KAPLAN.beta;

export const kaplanLoss = (n, d) =>
  ((KAPLAN.params / n) ** RATIO + KAPLAN.tokens / d) ** KAPLAN.beta;

export const sizeTerm = (n) => CHINCHILLA.a / n ** CHINCHILLA.alpha;
export const dataTerm = (d) => CHINCHILLA.b / d ** CHINCHILLA.beta;
export const chinchillaLoss = (n, d, floor) => floor + sizeTerm(n) + dataTerm(d);

export const lossOf = (law, floor) =>
  (law === "kaplan" ? kaplanLoss : (n, d) => chinchillaLoss(n, d, floor));

export const flopsOf = (n, d) => FLOPS_EACH * n * d;
export const tokensFor = (flops, n) => flops / FLOPS_EACH / n;

const split = (flops, n) => ({ params: n, tokens: tokensFor(flops, n) });

export function chinchillaOptimal(flops) {
  const { a, b, alpha, beta } = CHINCHILLA;
  const balance = (alpha * a) / (beta * b);
  const n = (balance * (flops / FLOPS_EACH) ** beta) ** (1 / (alpha + beta));
  return split(flops, n);
}

export function kaplanOptimal(flops) {
  const scale = (RATIO * KAPLAN.params ** RATIO) / KAPLAN.tokens;
  return split(flops, (scale * flops / FLOPS_EACH) ** (1 / (1 + RATIO)));
}

export const optimalOf = (law) => (law === "kaplan" ? kaplanOptimal : chinchillaOptimal);

// Tokens on which n parameters reach that loss; Infinity or NaN where none suffice.
export function tokensToReach(law, floor, n, loss) {
  if (law === "kaplan") {
    const left = loss ** (1 / KAPLAN.beta) - (KAPLAN.params / n) ** RATIO;
    return left > 0 ? KAPLAN.tokens / left : Infinity;
  }
  const left = loss - floor - sizeTerm(n);
  return left > 0 ? (CHINCHILLA.b / left) ** (1 / CHINCHILLA.beta) : Infinity;
}
