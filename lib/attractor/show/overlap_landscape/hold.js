// One button for each pattern on the circle, moved along it.
import { createHandles } from "../explorable/handles.js";

const look = {
  make: () => ({
    kind: "overlap-hold",
    inside: '<svg viewBox="0 0 28 28" aria-hidden="true">'
      + '<path d="M14 3 25 14 14 25 3 14Z"/></svg><b aria-hidden="true"></b>',
  }),
  fill(button, { which, current }) {
    button.classList.toggle("is-current", current);
    button.querySelector("b").textContent = which + 1;
  },
};

// actions: turn(which, angle), nudge(which, by), take(which), settle(); toAngle turns
// a pixel from the left into degrees.
export function createHolds(stage, actions, toAngle) {
  return createHandles(stage, look, {
    take: actions.take,
    settle: actions.settle,
    move: (which, [x]) => actions.turn(which, toAngle(x)),
    nudge: (which, [right, up], far) =>
      actions.nudge(which, (right + up) * (far ? 10 : 1)),
  });
}
