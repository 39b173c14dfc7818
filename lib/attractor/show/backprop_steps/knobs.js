// Every number of the network that can be changed: a button with its value, and under
// it the gradient once it is known. Dragged up and down, or moved by arrow keys.
import { createHandles } from "../explorable/handles.js";

const PIXELS_OF_ONE = 90;
const KEYS = { near: 0.05, far: 0.5 };
const look = {
  make: (which) => ({
    kind: typeof which === "string" ? "backprop-knob is-node" : "backprop-knob",
    inside: "<b></b><i></i>",
  }),
  fill(button, { words, gradient }) {
    button.querySelector("b").textContent = words;
    button.querySelector("i").textContent = gradient;
  },
};

// actions: value(which), turn(which, value), settle(), settleSoon().
export function createKnobs(stage, actions) {
  const held = { value: 0, from: 0 };
  return createHandles(stage, look, {
    settle: actions.settle,
    press(event, [, y], which) {
      if (which !== undefined) Object.assign(held, { value: actions.value(which), from: null });
      return false;
    },
    move(which, [, y]) {
      held.from ??= y;
      const by = (held.from - y) / PIXELS_OF_ONE;
      actions.turn(which, Math.round((held.value + by) * 100) / 100);
    },
    nudge(which, [right, up], far) {
      const by = (right + up) * KEYS[far ? "far" : "near"];
      actions.turn(which, actions.value(which) + by);
      actions.settleSoon();
    },
  });
}
