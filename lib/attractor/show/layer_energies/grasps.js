// What can be taken hold of: a button for each pattern, numbered by its layer, and
// one for the query. Pointer and arrow keys move them; a press on the ground drops
// the query there.
import { element } from "../explorable/elements.js";

const REACH = 24; // pixels
const COMPASS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1],
};
const SHAPES = {
  pattern: '<path d="M14 2 26 14 14 26 2 14Z"/>',
  query: '<circle cx="14" cy="14" r="8.5"/>',
};

// actions: move(which, point), nudge(which, direction, far), settle().
export function createGrasps(stage, actions) {
  const grasps = new Map();
  let frame = null;
  let held = null;

  function grasp(which) {
    const kind = which === "query" ? "query" : "pattern";
    const button = element("button", {
      type: "button", class: `ex-handle layers-grasp layers-${kind}`, "data-which": which,
      onkeydown: (event) => onKey(event, which),
    });
    button.innerHTML = `<svg viewBox="0 0 28 28" aria-hidden="true">${SHAPES[kind]}</svg>`
      + '<b aria-hidden="true"></b>';
    stage.append(button);
    return button;
  }

  function onKey(event, which) {
    const direction = COMPASS[event.key];
    if (!direction || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    actions.nudge(which, direction, event.shiftKey);
  }

  const pixel = (event) => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  function nearest(px, py) {
    const away = ({ at }) => Math.hypot(at[0] - px, at[1] - py);
    const near = [...grasps.values()].filter((one) => away(one) <= REACH);
    near.sort((a, b) => away(a) - away(b));
    return near[0];
  }

  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !frame) return;
    const [px, py] = pixel(event);
    const taken = nearest(px, py);
    if (!taken && event.pointerType === "touch") return; // the page may want to scroll
    if (!taken) actions.move("query", frame.fromPixel(px, py));
    held = taken ? { which: taken.which, by: [taken.at[0] - px, taken.at[1] - py] }
      : { which: "query", by: [0, 0] };
    stage.setPointerCapture(event.pointerId);
    grasps.get(held.which).button.focus({ preventScroll: true });
    event.preventDefault();
  });
  stage.addEventListener("pointermove", (event) => {
    if (!held) return;
    const [px, py] = pixel(event);
    actions.move(held.which, frame.fromPixel(px + held.by[0], py + held.by[1]));
  });
  const release = () => {
    if (held) actions.settle();
    held = null;
  };
  stage.addEventListener("pointerup", release);
  stage.addEventListener("pointercancel", release);
  stage.addEventListener("click", (event) => {
    if (event.pointerType !== "touch" || event.target.closest(".layers-grasp")) return;
    actions.move("query", frame.fromPixel(...pixel(event)));
    actions.settle();
  });

  // items: [{ which, at, words, label }]
  function update(items, newFrame) {
    frame = newFrame;
    for (const [which, { button }] of grasps)
      if (!items.some((item) => item.which === which)) {
        button.remove();
        grasps.delete(which);
      }
    for (const { which, at, words, label } of items) {
      if (!grasps.has(which)) grasps.set(which, { which, button: grasp(which) });
      const one = grasps.get(which);
      one.at = at;
      one.button.style.transform =
        `translate(${at[0].toFixed(1)}px, ${at[1].toFixed(1)}px)`;
      one.button.setAttribute("aria-label", label);
      one.button.querySelector("b").textContent = words;
    }
  }

  return { update, dragging: () => held !== null };
}
