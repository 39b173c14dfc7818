// The point in the plane: one handle, which a press anywhere in the plane fetches.
import { createHandles } from "../explorable/handles.js";

const POINT = "point";
const STEPS_OF_KEYS = { near: 0.02, far: 0.2 }; // powers of ten
const look = { make: () => ({ inside: "", kind: "scaling-grip" }) };

// actions: place(x, y) in pixels, nudge(right, up) in powers of ten, settle().
export function createGrip(stage, { place, nudge, settle }) {
  const handles = createHandles(stage, look, {
    settle,
    move: (_, at) => place(...at),
    drop(at) {
      place(...at);
      return POINT;
    },
    nudge(_, [right, up], far) {
      const step = STEPS_OF_KEYS[far ? "far" : "near"];
      nudge(right * step, up * step);
    },
  });
  return { show: (at, label) => handles.update([{ which: POINT, at, label }]) };
}
