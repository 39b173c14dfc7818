// What the overlap landscape says, in words: headline, read-out, labels.
import { number } from "../explorable/elements.js";
import { circleOverlaps, hasValley } from "./circle.js";
import { signalAndCrosstalk } from "./overlaps.js";
import { UNITS } from "./crowd.js";

const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;
const percent = (share) => `${number(100 * share, share > 0 && share < 0.0995 ? 1 : 0)} %`;
const angleWords = (angle) => `${number(angle, 0)}°`;

export const formulaWords = ({ energy, degree, sharpness }) => (energy === "power"
  ? `E = −Σ m${[..."⁰¹²³⁴⁵⁶⁷⁸"][degree]}` : `E = −log Σ exp(${sharpness} m) / ${sharpness}`);

export const patternLabel = (angle, which) =>
  `Pattern ${which + 1} at ${angleWords(angle)}`;

export const circleHeadline = (setting, bottoms) =>
  `${counted(setting.angles.length, "pattern", "patterns")}, `
  + `${counted(bottoms.length, "valley", "valleys")}`;

export function circleRows(setting, bottoms, held) {
  const { angles } = setting;
  const kept = angles.filter((angle) => hasValley(angle, bottoms)).length;
  const overlaps = circleOverlaps(angles, angles[held]);
  const { signal, crosstalk } = signalAndCrosstalk(setting, overlaps, held);
  return [
    ["patterns with a valley within 10°", `${kept} of ${angles.length}`],
    [`at pattern ${held + 1}: its own term`, number(signal, 2)],
    [`at pattern ${held + 1}: the others, crosstalk`, number(crosstalk, 2)],
    ["valleys at", bottoms.map(angleWords).join(", ") || "none"],
  ];
}

export const crowdHeadline = (load, { stay, looked }) =>
  (load === looked ? `${stay} of ${load} patterns stay`
    : `${load} patterns; of ${looked} tried, ${stay} stay`);

export function crowdRows({ turned, crosstalk }) {
  return [
    ["crosstalk on a unit, signal = 1", number(crosstalk, 2)],
    ["units of a pattern that would turn", percent(turned)],
  ];
}

// One sentence for a screen reader.
export function overlapSummary(setting, found, held) {
  const energy = setting.energy === "power"
    ? `Power ${setting.degree}` : `Exponential, sharpness ${setting.sharpness}`;
  if (setting.scene === "circle") {
    const rows = circleRows(setting, found, held);
    return `${energy} on a circle: ${circleHeadline(setting, found)}. `
      + `${rows.map(([term, value]) => `${term}: ${value}`).join("; ")}.`;
  }
  const rows = crowdRows(found);
  return `${energy}, ${UNITS} units, ${crowdHeadline(setting.load, found)}. `
    + `${rows.map(([term, value]) => `${term}: ${value}`).join("; ")}.`;
}
