// One button for each pattern on the circle, moved along it by pointer or arrow keys.
import { element } from "../explorable/elements.js";

const NEAR = 28; // pixels to either side
const TURNS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };
const DIAMOND = '<svg viewBox="0 0 28 28" aria-hidden="true">'
  + '<path d="M14 3 25 14 14 25 3 14Z"/></svg><b aria-hidden="true"></b>';

// actions: turn(which, angle), nudge(which, by), take(which), settle().
export function createHolds(stage, actions) {
  let holds = [];
  let frame = null;
  let held = null;

  function makeHold(which) {
    const button = element("button", {
      type: "button", class: "ex-handle overlap-hold", "data-which": which,
      onfocus: () => actions.take(which),
      onkeydown: (event) => {
        const by = TURNS[event.key];
        if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        actions.nudge(which, by * (event.shiftKey ? 10 : 1));
      },
    });
    button.innerHTML = DIAMOND;
    stage.append(button);
    return { which, button };
  }

  const spot = (event) => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !frame) return;
    const [x, y] = spot(event);
    const away = ({ at }) => Math.hypot(at[0] - x, at[1] - y);
    const [near] = holds.filter((one) => away(one) <= NEAR)
      .sort((a, b) => away(a) - away(b));
    if (!near) return;
    held = { which: near.which, by: near.at[0] - x };
    stage.setPointerCapture(event.pointerId);
    near.button.focus({ preventScroll: true });
    event.preventDefault();
  });
  stage.addEventListener("pointermove", (event) => {
    if (held) actions.turn(held.which, frame.toAngle(spot(event)[0] + held.by));
  });
  const release = () => {
    if (held) actions.settle();
    held = null;
  };
  stage.addEventListener("pointerup", release);
  stage.addEventListener("pointercancel", release);

  // items: [{ at, words, current }], or none where there is nothing to hold.
  function update(items, newFrame) {
    frame = newFrame;
    while (holds.length > items.length) holds.pop().button.remove();
    while (holds.length < items.length) holds.push(makeHold(holds.length));
    items.forEach(({ at, words, current }, which) => {
      const one = holds[which];
      one.at = at;
      one.button.style.transform =
        `translate(${at[0].toFixed(1)}px, ${at[1].toFixed(1)}px)`;
      one.button.setAttribute("aria-label", words);
      one.button.classList.toggle("is-current", current);
      one.button.querySelector("b").textContent = which + 1;
    });
  }

  return { update };
}
