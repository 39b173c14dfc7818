// The start of the race: one handle, which a press anywhere on the ground fetches.
import { createHandles } from "../explorable/handles.js";

const START = "start";
const PACES = { near: 0.02, far: 0.2 };
const look = {
  make: () => ({
    kind: "race-start",
    inside: '<svg viewBox="0 0 28 28" aria-hidden="true"><circle cx="14" cy="14" r="9"/></svg>',
  }),
};

// actions: place(pixel), nudge([right, up]), settle().
export function createStart(stage, { place, nudge, settle }) {
  const handles = createHandles(stage, look, {
    settle,
    move: (_, at) => place(at),
    drop(at) {
      place(at);
      return START;
    },
    nudge(_, along, far) {
      nudge(along.map((way) => way * PACES[far ? "far" : "near"]));
    },
  });
  return { show: (at, label) => handles.update([{ which: START, at, label }]) };
}
