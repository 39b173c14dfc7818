// What the scaling explorable says: headline, read-out, summary.
import { number } from "../explorable/elements.js";
import {
  chinchillaLoss, dataTerm, flopsOf, kaplanLoss, lossOf, MODELS, optimalOf, sizeTerm,
} from "./laws.js";
import { scientific, sizeWords } from "./setting.js";

export const LAW_NAMES = { chinchilla: "Chinchilla", kaplan: "Kaplan" };

// Everything that is read out, from the state.
export function scalingFacts(now) {
  const { n_params: n, n_tokens: d, law, floor } = now;
  const flops = flopsOf(n, d);
  const best = optimalOf(law)(flops);
  const loss = lossOf(law, floor);
  return {
    ...now, flops, best,
    loss: loss(n, d),
    bestLoss: loss(best.params, best.tokens),
    model: MODELS.find((one) => one.params === n && one.tokens === d) ?? null,
  };
}

export const scalingHeadline = (facts) =>
  `${LAW_NAMES[facts.law]}: ${number(facts.loss)} nats per token`;

const perParameter = (ratio) => `${Number(ratio.toPrecision(ratio < 100 ? 2 : 3))} tokens per parameter`;

export function scalingRows(facts) {
  const { n_params: n, n_tokens: d, floor, law, flops, best } = facts;
  const terms = law === "kaplan"
    ? [["Chinchilla's law here", number(chinchillaLoss(n, d, floor))]]
    : [["floor + size + data", `${floor} + ${number(sizeTerm(n))} + ${number(dataTerm(d))}`],
      ["Kaplan's law here", number(kaplanLoss(n, d))]];
  const printed = facts.model
    ? [[`${facts.model.name}, as Table 2 prints it`, facts.model.printed.toFixed(1)]] : [];
  return [
    ...printed, ...terms,
    ["compute C = 6ND", `${scientific(flops)} operations`],
    ["this split", perParameter(d / n)],
    ["best split of C", `${sizeWords(best.params)} on ${sizeWords(best.tokens)}`],
    ["its ratio and loss",
      `${perParameter(best.tokens / best.params)}, ${number(facts.bestLoss)}`],
  ];
}

export const scalingSummary = (facts) =>
  `${sizeWords(facts.n_params)} parameters on ${sizeWords(facts.n_tokens)} tokens, `
  + `${scientific(facts.flops)} operations: by ${LAW_NAMES[facts.law]}'s law a loss of `
  + `${number(facts.loss)} nats per token. Best split of that compute: `
  + `${sizeWords(facts.best.params)} parameters on ${sizeWords(facts.best.tokens)} tokens, `
  + `loss ${number(facts.bestLoss)}.`
  + (facts.model ? ` Table 2 prints ${facts.model.printed} for ${facts.model.name}.` : "");
