// What the explorable of probes says: headline, read-out, summary.
import { LOOKS } from "./chart.js";
import { bestControl, meanInterval } from "./intervals.js";

const points = (share) => (100 * share).toFixed(1).replace("-", "−");
const shown = ({ mean, half }) => `${points(mean)} ± ${points(half)} %`;

// table: [task][kind][layer][place][test][seed]; majority: [task][test][seed].
export function probeFacts({ table, majority, task, place, test, layer }) {
  const rows = table[task].map((kind) =>
    kind.map((places) => places[place][test]));
  rows.push(rows[0].map(() => majority[task][test]));
  const here = rows.map((kind) => kind[layer]);
  const found = bestControl(here[0], here.slice(1));
  return {
    layer,
    curves: rows.map((kind) => kind.map((seeds) => meanInterval(seeds))),
    here: here.map((seeds) => meanInterval(seeds)),
    best: found.best + 1,
    margin: { mean: found.mean, half: found.half },
    beats: found.mean - found.half > 0,
  };
}

export const probeHeadline = ({ beats, margin, best }) =>
  (beats
    ? `${points(margin.mean)} points above its best control`
    : `Not above its best control, the ${LOOKS[best].words}`);

export const probeRows = ({ here, margin, best }) => [
  ...here.map((interval, which) => [LOOKS[which].words, shown(interval)]),
  [`margin over the ${LOOKS[best].words}`,
    `${points(margin.mean)} ± ${points(margin.half)} points`],
];

export const probeSummary = (facts, { task, place, test }) =>
  `${task}, read at the ${place} after layer ${facts.layer}, ${test}: `
  + `${facts.here.map((interval, which) =>
    `${LOOKS[which].words} ${shown(interval)}`).join(", ")}. `
  + `${probeHeadline(facts)}.`;
