// Sliders whose steps grow with the value: positions 0, 1, 2 ... on a list of values.
// A value between two of them has a position between theirs.

export function ladderOf(values) {
  const last = values.length - 1;
  const of = (value) => {
    if (value <= values[0]) return 0;
    if (value >= values[last]) return last;
    const above = values.findIndex((one) => one > value);
    const [low, high] = [values[above - 1], values[above]];
    return above - 1 + (value - low) / (high - low);
  };
  const at = (position) => {
    const below = Math.min(last - 1, Math.floor(position));
    const [low, high] = [values[below], values[below + 1]];
    return Math.round(low + (position - below) * (high - low));
  };
  return { of, at, range: { least: 0, most: last, step: 1 } };
}

// Parts are [step, last]: from `first` on by steps, up to each part's last.
function rising(first, parts) {
  const values = [first];
  for (const [step, last] of parts)
    while (values.at(-1) < last) values.push(values.at(-1) + step);
  return values;
}

const DIGITS_OF_A_DECADE = [10, 12, 15, 20, 25, 30, 40, 50, 60, 80];

export const SIZE_LADDER = ladderOf(
  rising(1, [[1, 30], [2, 60], [5, 100], [10, 200]]));
export const LINES_LADDER = ladderOf([
  ...[1, 10, 100, 1e3, 1e4, 1e5].flatMap((unit) =>
    DIGITS_OF_A_DECADE.map((value) => value * unit)), 1e7,
]);
