// Patterns and query on the landscape: moved, dropped on the ground, added by a
// double press, removed by a key.
import { createHandles } from "../explorable/handles.js";

const DOUBLE = { milliseconds: 350, pixels: 24 };
const GLYPHS = {
  pattern: '<path d="M12 3 21 12 12 21 3 12Z"/>',
  query: '<circle cx="12" cy="12" r="7.5"/>',
};
const kindOf = (which) => (which === "query" ? "query" : "pattern");
const look = {
  make: (which) => ({
    kind: `landscape-handle landscape-${kindOf(which)}`,
    inside: `<svg viewBox="0 0 24 24" aria-hidden="true">${GLYPHS[kindOf(which)]}</svg>`
      + '<span class="landscape-weight" aria-hidden="true"><i></i><b></b></span>',
  }),
  fill: (button, { weight }) => showWeight(button, weight),
};

// actions: move, settle, drop, addAt, nudge, removeHere; `which` is the number of a
// pattern or "query"; toPoint turns pixels into a point.
export function createPoints(stage, actions, toPoint) {
  let lastPress = null;

  function isSecondPress(event, [x, y], which) {
    const now = event.timeStamp;
    const second = lastPress && now - lastPress.now < DOUBLE.milliseconds
      && Math.hypot(x - lastPress.x, y - lastPress.y) < DOUBLE.pixels
      && !lastPress.onPattern;
    const onPattern = which !== undefined && which !== "query";
    lastPress = second ? null : { now, x, y, onPattern };
    return second;
  }

  return createHandles(stage, look, {
    settle: actions.settle,
    nudge: actions.nudge,
    move: (which, at) => actions.move(which, toPoint(at)),
    drop(at) {
      actions.drop(toPoint(at));
      return "query";
    },
    press(event, at, which) {
      if (!isSecondPress(event, at, which)) return false;
      actions.addAt(toPoint(at));
      return true;
    },
    key(event, which) {
      if (event.key !== "Delete" && event.key !== "Backspace") return false;
      actions.removeHere(which);
      return true;
    },
  });
}

function showWeight(button, weight) {
  const bar = button.querySelector(".landscape-weight");
  bar.hidden = weight === null;
  if (weight === null) return;
  bar.style.setProperty("--share", weight.toFixed(4));
  bar.querySelector("b").textContent = weight.toFixed(2);
}
