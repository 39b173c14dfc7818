// Who reaches whom through windows of attention, as attractor.models counts it.
// A setting is { reader, block, segments, layers, place }.

export const N_TOKENS = 64; // on the picture, counted from 0

export const blockOf = (place, { block }) => Math.floor(place / block);

// How many tokens a window holds that slides token by token: as many as the widest of
// the block windows.
export const windowOf = ({ block, segments }) => (segments + 1) * block;

// The first token that one layer lets a token see.
export function firstSeen(place, setting) {
  const first = setting.reader === "sliding"
    ? place - windowOf(setting) + 1
    : (blockOf(place, setting) - setting.segments) * setting.block;
  return Math.max(0, first);
}

// The first place that reaches the token without slots, in every row of states: at
// [0] the inputs, at the end the token's own.
export function firstReached(setting) {
  const rows = [setting.place];
  for (let layer = 0; layer < setting.layers; layer++)
    rows.unshift(firstSeen(rows[0], setting));
  return rows;
}

// The first place that reaches it at all. Slots hold all blocks before, in any layer.
export function firstOfAll(setting) {
  const direct = firstReached(setting);
  if (setting.reader !== "feedback" || blockOf(setting.place, setting) === 0)
    return direct;
  return direct.map((place, row) => (row < setting.layers ? 0 : place));
}

export const countReached = (setting) => setting.place - firstOfAll(setting)[0] + 1;

// L·m·B + r + 1, or L(w − 1) + 1 for a window that slides, before a text's beginning
// is reached.
export function countedByFormula(setting) {
  const { block, layers, place, reader, segments } = setting;
  return reader === "sliding"
    ? layers * (windowOf(setting) - 1) + 1
    : layers * segments * block + (place % block) + 1;
}
