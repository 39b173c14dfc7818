// What the capacity explorable says: headline, read-out, summary.
import { number } from "../explorable/elements.js";
import { meanFieldOverlap, oneStepError } from "./theory.js";

export const HELD = 0.9;
const percent = (share) => `${(100 * share).toFixed(1)} %`;

// The recorded load of a size nearest to the chosen one, by its place.
export function nearestLoad(size, load) {
  const gaps = size.loads.map((value) => Math.abs(value - load));
  return gaps.indexOf(Math.min(...gaps));
}

export const heldShare = (shares) =>
  shares.slice(Math.round(HELD * shares.length)).reduce((sum, share) => sum + share, 0);

export function capacityFacts({ recorded, units, load }) {
  const size = recorded.find((one) => one.n_units === units);
  const at = nearestLoad(size, load);
  const patterns = Math.max(1, Math.round(load * units));
  return {
    size, at, patterns,
    error: oneStepError(units, patterns),
    limit: meanFieldOverlap(load),
    held: heldShare(size.histogram[at]),
  };
}

export const capacityHeadline = ({ held, size, at }) =>
  `${Math.round(100 * held)} % of starts hold at α = ${size.loads[at]}`;

export function capacityRows(facts, live) {
  const { size, at, patterns, error, limit } = facts;
  const units = size.n_units.toLocaleString("en");
  return [
    ["patterns in the network", `${patterns.toLocaleString("en")} in ${units} units`],
    ["wrong bits after one step, Φ(−√((N−1)/(K−1)))", percent(error)],
    [`mean overlap at rest, recorded at α = ${size.loads[at]}`, number(size.mean[at])],
    ["overlap at rest, N → ∞", limit === null ? "none near a pattern" : number(limit)],
    live ? [`live: ${live.count} patterns in ${live.units} units, sweep ${live.sweeps}`,
      keptWords(live)] : ["live network", "…"],
  ];
}

const keptWords = (live) => `${live.starts.filter(
  (start) => live.overlap(start) >= HELD).length} of ${live.starts.length} above ${HELD}`;

export const capacitySummary = (facts, live) =>
  `Recorded networks of ${facts.size.n_units} units at load ${facts.size.loads[facts.at]}: `
  + `${Math.round(100 * facts.held)} percent of the starts end with an overlap above ${HELD}, `
  + `mean overlap ${number(facts.size.mean[facts.at])}. One-step error at load `
  + `${facts.patterns} in ${facts.size.n_units}: ${percent(facts.error)}.`
  + (live ? ` Live network: ${keptWords(live)} after ${live.sweeps} sweeps.` : "");
