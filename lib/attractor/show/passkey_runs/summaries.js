// Recorded readers, summed up over their seeds.

// The middle value, or the mean of the two in the middle.
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
}

// By test: { least, middle, most } over seeds; rows: (seeds, tests).
export const overSeeds = (rows) => rows[0].map((_, test) => {
  const values = rows.map((row) => row[test]);
  return { least: Math.min(...values), middle: median(values), most: Math.max(...values) };
});

// The readers that are drawn, each with its summary of one measure.
export const summed = (readers, drawn, measure) => readers
  .map((reader, which) => ({ which, name: reader.name, at: overSeeds(reader[measure]),
    seeds: reader[measure] }))
  .filter((reader) => drawn[reader.which]);
