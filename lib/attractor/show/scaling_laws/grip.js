// The point in the plane: dragged with a pointer, moved with arrow keys.
import { element } from "../explorable/elements.js";

const ARROWS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1],
};
const STEP = 0.02; // powers of ten; ten times as far with Shift

// actions: place(x, y) in pixels, nudge(right, up) in powers of ten, settle().
export function createGrip(stage, actions) {
  let held = false;
  const grip = element("button", {
    type: "button", class: "ex-handle scaling-grip",
    onkeydown: (event) => {
      const to = ARROWS[event.key];
      if (!to || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const step = STEP * (event.shiftKey ? 10 : 1);
      actions.nudge(to[0] * step, to[1] * step);
    },
  });
  stage.append(grip);
  const at = (event) => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const touched = event.pointerType === "touch" && event.target !== grip;
    if (touched) return; // the page may want to scroll
    held = true;
    stage.setPointerCapture(event.pointerId);
    grip.focus({ preventScroll: true });
    actions.place(...at(event));
    event.preventDefault();
  });
  stage.addEventListener("pointermove", (event) => {
    if (held) actions.place(...at(event));
  });
  const drop = () => {
    if (held) actions.settle();
    held = false;
  };
  stage.addEventListener("pointerup", drop);
  stage.addEventListener("pointercancel", drop);
  stage.addEventListener("click", (event) => {
    if (event.pointerType !== "touch" || event.target === grip) return;
    actions.place(...at(event));
    actions.settle();
  });

  return {
    show([x, y], words) {
      grip.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
      grip.setAttribute("aria-label", words);
    },
  };
}
