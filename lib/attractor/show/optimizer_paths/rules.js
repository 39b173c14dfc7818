// One step of each optimizer: the rules of attractor.models, torch's conventions.
// w, g and what a rule remembers are pairs of numbers. setting: { rate, momentum (also
// β₁ of Adam), square_decay (α of RMSProp, β₂ of Adam), weight_decay (of AdamW) }.

export const EPSILON = 1e-8;
const nothing = () => ({});
const atRest = () => ({ v: [0, 0] });
const noSquares = () => ({ s: [0, 0] });
const noMoments = () => ({ m: [0, 0], v: [0, 0], t: 0 });

const sgdStep = ({ rate }, w, g) => ({ w: w.map((x, k) => x - rate * g[k]), memory: {} });

function momentumStep({ rate, momentum }, w, g, memory) {
  const v = memory.v.map((old, k) => momentum * old + g[k]);
  return { w: w.map((x, k) => x - rate * v[k]), memory: { v } };
}

function rmsPropStep({ rate, square_decay: decay }, w, g, memory) {
  const s = memory.s.map((old, k) => decay * old + (1 - decay) * (g[k] * g[k]));
  const to = w.map((x, k) => x - (rate * g[k]) / (Math.sqrt(s[k]) + EPSILON));
  return { w: to, memory: { s } };
}

// m̂/(√v̂ + ε), and what it came from.
function adamDirection({ momentum, square_decay: decay }, g, memory) {
  const t = memory.t + 1;
  const m = memory.m.map((old, k) => momentum * old + (1 - momentum) * g[k]);
  const v = memory.v.map((old, k) => decay * old + (1 - decay) * (g[k] * g[k]));
  const [first, second] = [1 - momentum ** t, 1 - decay ** t];
  const toward = m.map((mean, k) =>
    mean / first / (Math.sqrt(v[k] / second) + EPSILON));
  return { toward, memory: { m, v, t } };
}

function adamStep(setting, w, g, before) {
  const { toward, memory } = adamDirection(setting, g, before);
  return { w: w.map((x, k) => x - setting.rate * toward[k]), memory };
}

function adamWStep(setting, w, g, before) {
  const { rate, weight_decay: decay } = setting;
  const { toward, memory } = adamDirection(setting, g, before);
  return { w: w.map((x, k) => (1 - rate * decay) * x - rate * toward[k]), memory };
}

export const RULES = {
  sgd: { start: nothing, step: sgdStep },
  momentum: { start: atRest, step: momentumStep },
  rmsprop: { start: noSquares, step: rmsPropStep },
  adam: { start: noMoments, step: adamStep },
  adamw: { start: noMoments, step: adamWStep },
};
