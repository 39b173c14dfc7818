// What can be taken hold of: patterns, numbered by their layer, and the query, which
// a press on the ground drops there.
import { createHandles } from "../explorable/handles.js";

const SHAPES = {
  pattern: '<path d="M14 2 26 14 14 26 2 14Z"/>',
  query: '<circle cx="14" cy="14" r="8.5"/>',
};
const look = {
  make(which) {
    const kind = which === "query" ? "query" : "pattern";
    return {
      kind: `layers-grasp layers-${kind}`,
      inside: `<svg viewBox="0 0 28 28" aria-hidden="true">${SHAPES[kind]}</svg>`
        + '<b aria-hidden="true"></b>',
    };
  },
  fill(button, { words }) {
    button.querySelector("b").textContent = words;
  },
};

// actions: move(which, point), nudge(which, direction, far), settle(); toPoint turns
// pixels into a point.
export function createGrasps(stage, actions, toPoint) {
  return createHandles(stage, look, {
    nudge: actions.nudge,
    settle: actions.settle,
    move: (which, at) => actions.move(which, toPoint(at)),
    drop(at) {
      actions.move("query", toPoint(at));
      return "query";
    },
  });
}
