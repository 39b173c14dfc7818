// What can be taken hold of: one focusable button for each pattern and the query,
// moved by pointer or arrow keys, and the picture itself, which drops the query.

const GRASP = 24;
const DOUBLE = { milliseconds: 350, pixels: 24 };
const ARROWS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1],
};
const GLYPHS = {
  pattern: '<path d="M12 3 21 12 12 21 3 12Z"/>',
  query: '<circle cx="12" cy="12" r="7.5"/>',
};

// actions: move, settle, drop, addAt, nudge, removeHere; `which` is the number of a
// pattern or "query".
export function createHandles(stage, actions) {
  const handles = new Map();
  let frame = null;

  function handle(which) {
    const kind = which === "query" ? "query" : "pattern";
    const button = document.createElement("button");
    button.type = "button";
    button.className = `ex-handle landscape-handle landscape-${kind}`;
    button.dataset.which = which;
    button.innerHTML = `<svg viewBox="0 0 24 24" aria-hidden="true">${GLYPHS[kind]}</svg>`
      + '<span class="landscape-weight" aria-hidden="true"><i></i><b></b></span>';
    button.addEventListener("keydown", (event) => onKey(event, which));
    stage.insertBefore(button, kind === "pattern" ? handles.get("query") ?? null : null);
    return button;
  }

  function onKey(event, which) {
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      return actions.removeHere(which);
    }
    const arrow = ARROWS[event.key];
    if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    actions.nudge(which, arrow, event.shiftKey);
  }

  function nearest(px, py) {
    const distance = (button) => Math.hypot(button.px - px, button.py - py);
    const near = [...handles.values()].filter((button) => distance(button) <= GRASP);
    near.sort((a, b) => distance(a) - distance(b));
    return near[0];
  }

  const whichOf = (button) =>
    button.dataset.which === "query" ? "query" : Number(button.dataset.which);
  let box = null; // the stage's place, read at each press
  const pixel = (event) => [event.clientX - box.left, event.clientY - box.top];

  let drag = null;
  let lastPress = null;
  let added = false;

  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !frame) return;
    box = stage.getBoundingClientRect();
    const [px, py] = pixel(event);
    const taken = nearest(px, py);
    added = isSecondPress(event, px, py);
    if (added) return actions.addAt(frame.fromPixel(px, py));
    if (!taken && event.pointerType === "touch") return; // the page may want to scroll
    const which = taken ? whichOf(taken) : "query";
    if (!taken) actions.drop(frame.fromPixel(px, py));
    drag = { which, offset: taken ? [taken.px - px, taken.py - py] : [0, 0] };
    stage.setPointerCapture(event.pointerId);
    handles.get(which)?.focus({ preventScroll: true });
    event.preventDefault();
  });
  stage.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const [px, py] = pixel(event);
    actions.move(drag.which, frame.fromPixel(px + drag.offset[0], py + drag.offset[1]));
  });
  const release = () => {
    if (!drag) return;
    drag = null;
    actions.settle();
  };
  stage.addEventListener("pointerup", release);
  stage.addEventListener("pointercancel", release);
  stage.addEventListener("click", (event) => {
    if (event.pointerType !== "touch" || added) return;
    if (event.target.closest(".landscape-handle")) return;
    actions.drop(frame.fromPixel(...pixel(event)));
    actions.settle();
  });

  function isSecondPress(event, px, py) {
    const now = event.timeStamp;
    const second = lastPress && now - lastPress.now < DOUBLE.milliseconds
      && Math.hypot(px - lastPress.px, py - lastPress.py) < DOUBLE.pixels
      && !lastPress.onPattern;
    const onPattern = nearest(px, py)?.classList.contains("landscape-pattern") ?? false;
    lastPress = second ? null : { now, px, py, onPattern };
    return second;
  }

  // items: [{ which, label, at: [px, py], weight }] in tabbing order.
  function update(items, newFrame) {
    frame = newFrame;
    for (const [which, button] of handles)
      if (!items.some((item) => item.which === which)) {
        button.remove();
        handles.delete(which);
      }
    for (const { which, label, at, weight } of items) {
      if (!handles.has(which)) handles.set(which, handle(which));
      const button = handles.get(which);
      [button.px, button.py] = at;
      button.style.transform = `translate(${at[0].toFixed(1)}px, ${at[1].toFixed(1)}px)`;
      button.setAttribute("aria-label", label);
      showWeight(button, weight);
    }
  }

  return {
    update,
    focus: (which) => handles.get(which)?.focus(),
    dragging: () => drag !== null,
  };
}

function showWeight(button, weight) {
  const bar = button.querySelector(".landscape-weight");
  bar.hidden = weight === null;
  if (weight === null) return;
  bar.style.setProperty("--share", weight.toFixed(4));
  bar.querySelector("b").textContent = weight.toFixed(2);
}
