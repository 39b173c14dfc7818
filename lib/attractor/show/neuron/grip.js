// The current, to take hold of on its curve: by pointer anywhere on it, or by keys.

const STEPS = {
  ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -10, PageUp: 10,
};

// actions: move(current), settle(), nudge(steps, far), end(which).
export function createGrip(stage, actions) {
  const grip = document.createElement("button");
  grip.type = "button";
  grip.className = "ex-handle neuron-grip";
  grip.setAttribute("role", "slider");
  grip.innerHTML = '<svg viewBox="0 0 24 24" aria-hidden="true">'
    + '<circle cx="12" cy="12" r="7.5"/></svg>';
  stage.append(grip);
  let frame = null;
  let held = false;

  const pixel = (event) => event.clientX - stage.getBoundingClientRect().left;
  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !frame) return;
    held = true;
    stage.setPointerCapture(event.pointerId);
    grip.focus({ preventScroll: true });
    event.preventDefault();
    actions.move(frame.fromPixel(pixel(event)));
  });
  stage.addEventListener("pointermove", (event) => {
    if (held) actions.move(frame.fromPixel(pixel(event)));
  });
  const release = () => {
    if (!held) return;
    held = false;
    actions.settle();
  };
  stage.addEventListener("pointerup", release);
  stage.addEventListener("pointercancel", release);
  grip.addEventListener("keydown", (event) => {
    if (event.key === "Home" || event.key === "End") actions.end(event.key);
    else if (event.key in STEPS) actions.nudge(STEPS[event.key], event.shiftKey);
    else return;
    event.preventDefault();
  });

  return {
    dragging: () => held,
    // words: what the current and what it does are called.
    update(newFrame, current, rate, words) {
      frame = newFrame;
      const at = [frame.toX(current), frame.toY(rate)];
      grip.style.transform = `translate(${at[0].toFixed(1)}px, ${at[1].toFixed(1)}px)`;
      grip.setAttribute("aria-label", "Current on the rate curve");
      grip.setAttribute("aria-valuemin", "0");
      grip.setAttribute("aria-valuemax", String(frame.end));
      grip.setAttribute("aria-valuenow", current.toFixed(2));
      grip.setAttribute("aria-valuetext", words);
    },
  };
}
