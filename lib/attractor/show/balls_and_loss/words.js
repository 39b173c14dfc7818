// What the balls say: headline, read-out, summary.
import { number } from "../explorable/elements.js";
import {
  logIntegral, logPrintedIntegral, logPartition, logVolume, printedLoss,
} from "./balls.js";

const minus = (text) => text.replace("-", "−");
// By hand: loading toLocaleString takes as long as the whole first frame.
export const whole = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

// A number given by its logarithm: as it is where it is short, else a power of e.
export function fromLog(log) {
  if (log === -Infinity) return "0";
  if (log > -7 && log < 13.8) return minus(String(Number(Math.exp(log).toPrecision(5))));
  return `e^${minus(log.toFixed(2))}`;
}

// A loss as it is read; huge ones as a power of e.
export const lossWords = (loss) =>
  (loss < 1e5 ? number(loss) : `e^${Math.log(loss).toFixed(1)}`);

export const radiusWords = (radius) => String(Number(radius.toPrecision(6)));

export function ballFacts({ dim, n_patterns: patterns, radius }) {
  const logZ = logPartition(patterns, dim, radius);
  return {
    dim, patterns, radius, logZ,
    volume: logVolume(dim, radius),
    integral: logIntegral(dim, radius),
    asPrinted: logPrintedIntegral(dim, radius),
    printed: printedLoss(logZ),
  };
}

export const ballsHeadline = ({ logZ, printed }) =>
  `L = ${number(logZ)}, printed ${lossWords(printed)}`;

const ratioWords = (log) => {
  const ratio = fromLog(Math.abs(log));
  if (Math.abs(log) < 5e-5) return "the same";
  return log > 0 ? `${ratio} times too large` : `${ratio} times too small`;
};

export function ballRows(facts, unit) {
  const { volume, integral, asPrinted, logZ, printed } = facts;
  const bound = volume - facts.radius;
  return [
    ["volume V of one ball", fromLog(volume)],
    ["∫ exp(−‖x‖²) over it", fromLog(integral)],
    ["the same, as printed", `${fromLog(asPrinted)}, ${ratioWords(asPrinted - integral)}`],
    ["e⁻ˢV, printed lower bound",
      `${fromLog(bound)}, ${bound <= integral ? "holds" : "too high"}`],
    ["Z, all balls", fromLog(logZ)],
    ["true L = log Z", number(logZ)],
    ["printed f(Z) = log Z + 1/Z", lossWords(printed)],
    ["Z = 1 at radius", radiusWords(unit)],
  ];
}

const places = ({ patterns, dim }) =>
  `${patterns === 1 ? "1 ball" : `${whole(patterns)} balls`} in `
  + `${dim === 1 ? "1 dimension" : `${whole(dim)} dimensions`}`;

export const ballsSummary = (facts, unit) =>
  `${places(facts)}, radius ${radiusWords(facts.radius)}. Z is ${fromLog(facts.logZ)}. `
  + `True loss ${number(facts.logZ)}, printed loss ${lossWords(facts.printed)}. `
  + `Z is 1 at radius ${radiusWords(unit)}.`;
