// Everything that is shown, from the state and the recorded clouds.
import { noiseDistance, yardstick } from "./noise.js";
import { MOST_FACTOR, tidyFactor } from "./setting.js";

export function radiusFacts(now, given) {
  const { clouds, counts, shares, dim, length } = given;
  const at = shares.indexOf(now.share);
  const cloud = clouds.find(({ name }) => name === now.cloud);
  const mean = now.factor * cloud.mean[at];
  const token = yardstick(dim);
  const sequence = yardstick(dim * length);
  return {
    ...now, at, cloud, mean, token, sequence, dim, length,
    count: counts[at],
    median: now.factor * cloud.median[at],
    noise: noiseDistance(counts[at], dim, now.factor * cloud.sigma),
    fall: cloud.mean[at] / cloud.mean[0],
    noiseFall: noiseDistance(counts[at], dim, 1) / noiseDistance(counts[0], dim, 1),
  };
}

// The factor at which half the mean is a yardstick, or null if none that can be set.
export function factorFor(cloud, at, yard) {
  const factor = (2 * yard) / cloud.mean[at];
  return factor <= MOST_FACTOR && factor >= 1 / MOST_FACTOR ? tidyFactor(factor) : null;
}

// Bars of a histogram on a logarithmic axis: [from, to, height], heights as shares per
// unit of log distance over the tallest. What begins at 0 has no place on that axis;
// it is `atZero`, a share of all.
export function barsOf({ cloud, at, factor }) {
  const { edges, histogram } = cloud;
  const counts = histogram[at];
  const total = counts.reduce((sum, count) => sum + count, 0);
  let atZero = 0;
  const bars = [];
  counts.forEach((count, k) => {
    if (!count) return;
    if (edges[k] <= 0) atZero += count / total;
    else bars.push([factor * edges[k], factor * edges[k + 1],
      count / total / Math.log(edges[k + 1] / edges[k])]);
  });
  const most = Math.max(...bars.map(([, , height]) => height), 1e-300);
  return { bars: bars.map(([a, b, height]) => [a, b, height / most]), atZero };
}

// The ends of the axis: room for every cloud at c = 1 but those of equals, and for both yardsticks.
export function endsOfAxis({ clouds, dim, length }) {
  const apart = clouds.filter(({ median }) => median.at(-1) > 0);
  const means = apart.flatMap(({ mean }) => mean);
  return {
    low: Math.min(...means, yardstick(dim)) / 4,
    high: 2 * Math.max(...means, 2 * yardstick(dim * length)),
  };
}
