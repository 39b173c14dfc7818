// What the fractions explorable says: headline, read-out, summary.
import { number } from "../explorable/elements.js";
import { apartAt, readAt } from "./curves.js";

const UNITS = { epochs: ["epoch", "epochs"], steps: ["step", "steps"] };

// 4,100 steps; 0.0244 epochs; 1 epoch.
export function placeWords(value, axis) {
  const [one, many] = UNITS[axis];
  const rounded = Number(value.toPrecision(3));
  const text = axis === "steps" || rounded >= 1000
    ? Math.round(value).toLocaleString("en-US") : String(rounded);
  return `${text} ${text === "1" ? one : many}`;
}

export const otherAxis = (axis) => (axis === "epochs" ? "steps" : "epochs");

// Everything that is shown, from the state and the recorded curves.
export function fractionFacts(now, curves) {
  const at = now[now.axis];
  const rows = readAt(curves, now.axis, at);
  return {
    ...now, at, rows, curves,
    present: rows.filter((row) => row.there),
    apart: Object.fromEntries(
      ["training", "heldOut", "gap"].map((key) => [key, apartAt(rows, key)])),
  };
}

export function fractionHeadline({ axis, at, apart, present, view }) {
  const place = placeWords(at, axis);
  if (!present.length) return `${place}: no run was measured there`;
  if (present.length === 1) return `${place}: only “${present[0].name}” was there`;
  return view === "gap" ? `${place}: gaps ${number(apart.gap, 2)} apart`
    : `${place}: training losses ${number(apart.training, 2)} apart`;
}

const absence = ({ last, first }, axis, at) => (at > last
  ? `ended at ${placeWords(last, axis)}` : `first measured at ${placeWords(first, axis)}`);

const losses = ({ training, heldOut, gap }) =>
  `${number(training, 2)}, held out ${number(heldOut, 2)}, gap ${number(gap, 2)}`;

export const fractionRows = ({ axis, at, rows, apart }) => [
  ...rows.map((row) => [
    row.there ? `${row.name}, ${placeWords(row.other, otherAxis(axis))}` : row.name,
    row.there ? `training ${losses(row)}` : absence(row, axis, at),
  ]),
  ["held-out losses apart", Number.isFinite(apart.heldOut)
    ? number(apart.heldOut, 2) : "one run only"],
];

export function fractionSummary(facts) {
  const { axis, at, rows } = facts;
  const each = rows.map((row) => `${row.name}: ${row.there
    ? `training loss ${losses(row)}` : absence(row, axis, at)}`);
  return `Against ${axis}. ${fractionHeadline(facts)}. ${each.join("; ")}.`;
}
