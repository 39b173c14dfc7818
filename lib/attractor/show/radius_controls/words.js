// What the radius explorable says: names, headline, read-out, summary.
const CLOUD_NAMES = {
  trained: "trained", "before-norm": "before the norm", untrained: "untrained",
  gaussian: "Gaussian", sphere: "same lengths", shuffled: "shuffled",
  rescaled: "rescaled", "layer-0": "embeddings",
};
const CLOUD_ABOUT = {
  trained: "The last layer, after the final norm: c on the norm and 1/c on the head "
    + "leave every prediction as it is.",
  "before-norm": "The last layer before the final norm, which undoes every c.",
  untrained: "A network of the same size that has learned nothing.",
  gaussian: "Drawn: the trained cloud's mean and covariance, nothing else of it.",
  sphere: "Drawn: the trained cloud's lengths, every direction left to chance.",
  shuffled: "The trained cloud, each coordinate dealt out to the vectors anew.",
  rescaled: "The trained network with its final norm multiplied.",
  "layer-0": "Word and place, before the first layer.",
};

export const cloudWords = (name) =>
  CLOUD_NAMES[name] ?? name.replace(/^layer-(\d+)$/, "after layer $1");
export const aboutCloud = (name) => CLOUD_ABOUT[name] ?? "An earlier layer of the trained network.";

export const digits = (value) => (!Number.isFinite(value) ? "none" : value >= 1000 ? whole(Math.round(value)) : String(Number(value.toPrecision(3))));
export const whole = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
export const factorWords = (factor) => `× ${digits(factor)}`;

const fallWords = ({ at }, ratio) => (at === 0 ? "this is the smallest" : `× ${digits(ratio)}`);
const yardWords = ({ mean }, yard) =>
  `${digits(yard)}; half the mean is ${digits(mean / 2 / yard)} r`;

export const radiusHeadline = ({ mean }) => (mean > 0
  ? `${digits(mean)} apart, “radius ${digits(mean / 2)}”` : "0 apart: the same vectors");

export const radiusRows = (facts) => [
  ["mean distance to the nearest", digits(facts.mean)],
  ["median", digits(facts.median)],
  [`r = √(n/2πe), n = ${whole(facts.dim)}, one token`, yardWords(facts, facts.token)],
  [`r, n = ${whole(facts.dim * facts.length)}, a sequence`,
    yardWords(facts, facts.sequence)],
  ["noise of the same spread", digits(facts.noise)],
  ["mean over noise, whatever c", digits(facts.mean / facts.noise)],
  ["from the smallest sample to this", fallWords(facts, facts.fall)],
  ["noise, the same way", fallWords(facts, facts.noiseFall)],
];

export const radiusSummary = (facts) =>
  `${cloudWords(facts.cloud.name)}, ${whole(facts.count)} vectors, c ${digits(facts.factor)}: `
  + `the nearest other is ${digits(facts.mean)} away in the mean, median `
  + `${digits(facts.median)}. √(n/2πe) is ${digits(facts.token)} for one token, `
  + `${digits(facts.sequence)} for a sequence. Noise of the same spread: `
  + `${digits(facts.noise)}.`;

export const growthSummary = (facts) =>
  `Mean distance against the number of vectors, over that of the smallest sample: `
  + `${facts.cloud.mean.map((mean) => digits(mean / facts.cloud.mean[0])).join(", ")}; `
  + `noise falls to ${digits(facts.noiseFall)}.`;
