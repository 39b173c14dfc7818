// What the receptive field says: headline, read-out, summary.
import { blockOf, countedByFormula, countReached, firstReached, windowOf } from "./reach.js";

const some = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

export function reachHeadline(setting) {
  const count = countReached(setting);
  const all = count === setting.place + 1 ? ", all there are" : "";
  return `Token ${setting.place} is reached by ${some(count, "token")}${all}`;
}

function formula(setting) {
  const { block, layers, place, segments } = setting;
  const counted = countedByFormula(setting);
  return setting.reader === "sliding"
    ? `L(w − 1) + 1 = ${layers}·${windowOf(setting) - 1} + 1 = ${counted}`
    : `LmB + r + 1 = ${layers}·${segments}·${block} + ${place % block} + 1 = ${counted}`;
}

export function reachRows(setting) {
  const { block, layers, place, reader } = setting;
  const direct = firstReached(setting);
  const beyond = countedByFormula(setting) > place + 1;
  const rows = [
    ["stands in", `block ${blockOf(place, setting)}, place r = ${place % block} of it`],
    ["seen in one layer", `tokens ${direct[layers - 1]} to ${place}`],
    [reader === "feedback" ? "without slots" : `through ${some(layers, "layer")}`,
      `tokens ${direct[0]} to ${place}`],
    ["by formula", `${formula(setting)}${beyond ? ", more than the text has" : ""}`],
  ];
  if (reader === "feedback") {
    const through = direct[0];
    rows.push(["through slots alone", blockOf(place, setting) === 0
      ? "none yet: slots are first written at the end of block 0"
      : `${some(through, "token")} more`]);
  }
  return rows;
}

const KINDS = {
  sliding: (setting) => `A window of ${some(windowOf(setting), "token")}`,
  blocks: ({ block, segments }) =>
    `Blocks of ${some(block, "token")}, ${some(segments, "memory segment")}`,
  feedback: ({ block, segments }) =>
    `Blocks of ${some(block, "token")}, ${some(segments, "memory segment")}, with slots`,
};

export function reachSummary(setting) {
  const rows = reachRows(setting).map(([term, value]) => `${term}: ${value}`);
  return `${KINDS[setting.reader](setting)}, ${some(setting.layers, "layer")}. `
    + `${reachHeadline(setting)}. ${rows.join("; ")}.`;
}
