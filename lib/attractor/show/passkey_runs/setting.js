// What the pass keys' state may be.
export const KEY_FIELDS = { measure: "word", drawn: "points", test: "number" };
export const MEASURES = [["right", "Right"], ["nats", "Surprise"], ["slope", "Gradient"]];

export function sensibleKeys(part) {
  const state = {};
  if (MEASURES.some(([name]) => name === part.measure)) state.measure = part.measure;
  if (Number.isInteger(part.test) && part.test >= 0) state.test = part.test;
  const lists = Array.isArray(part.drawn) && part.drawn.length === 1 ? part.drawn[0] : null;
  if (lists && lists.every((on) => on === 0 || on === 1)) state.drawn = [lists];
  return state;
}

// Within what was recorded: so many readers, so many tests.
export const withinRuns = ({ drawn, test }, readers, tests) => ({
  test: Math.min(test, tests - 1),
  drawn: [readers.map((_, which) => drawn[0]?.[which] ?? 1)],
});
