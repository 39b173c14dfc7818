// What can be taken hold of on a picture: one focusable button for each, moved by
// pointer, touch or arrow keys. All places are pixels of the stage.
import { element } from "./elements.js";

const GRASP = 24; // pixels around a handle
const ARROWS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1],
};

const placeOn = (stage, event) => {
  const box = stage.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
};

// look: make(which), the inside of a new button and its class as { inside, kind };
// fill(button, item), what changes of it.
// actions: move(which, at), nudge(which, [right, up], far), settle(); and where they
// make sense take(which), on focus; drop(at), a press beside all handles, which
// answers the one it takes hold of; press(event, at, which) and key(event, which),
// which answer whether they dealt with the event.
export function createHandles(stage, look, actions) {
  const handles = new Map();
  let held = null;
  let dealt = false;

  function onKey(event, which) {
    const arrow = ARROWS[event.key];
    const plain = !(event.ctrlKey || event.metaKey || event.altKey);
    if (actions.key?.(event, which)) return event.preventDefault();
    if (!arrow || !plain) return;
    event.preventDefault();
    actions.nudge(which, arrow, event.shiftKey);
  }

  function handle(which, before) {
    const { inside, kind } = look.make(which);
    const button = element("button", {
      type: "button", class: `ex-handle ${kind}`, "data-which": which,
      onfocus: () => actions.take?.(which),
      onkeydown: (event) => onKey(event, which),
    });
    button.innerHTML = inside;
    stage.insertBefore(button, before?.button ?? null);
    return { which, button };
  }

  function nearest([x, y]) {
    const away = ({ at }) => Math.hypot(at[0] - x, at[1] - y);
    const near = [...handles.values()].filter((one) => away(one) <= GRASP);
    return near.sort((a, b) => away(a) - away(b))[0];
  }

  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !handles.size) return;
    const at = placeOn(stage, event);
    const taken = nearest(at);
    dealt = actions.press?.(event, at, taken?.which) ?? false;
    if (dealt) return;
    if (!taken && (!actions.drop || event.pointerType === "touch")) return; // it scrolls
    const which = taken ? taken.which : actions.drop(at);
    const by = taken ? [taken.at[0] - at[0], taken.at[1] - at[1]] : [0, 0];
    held = { which, by };
    stage.setPointerCapture(event.pointerId);
    handles.get(which)?.button.focus({ preventScroll: true });
    event.preventDefault();
  });
  stage.addEventListener("pointermove", (event) => {
    if (!held) return;
    const [x, y] = placeOn(stage, event);
    actions.move(held.which, [x + held.by[0], y + held.by[1]]);
  });
  const release = () => {
    if (!held) return;
    held = null;
    actions.settle();
  };
  stage.addEventListener("pointerup", release);
  stage.addEventListener("pointercancel", release);
  stage.addEventListener("click", (event) => {
    if (event.pointerType !== "touch" || dealt || !actions.drop) return;
    if (event.target.closest(".ex-handle")) return;
    actions.drop(placeOn(stage, event));
    actions.settle();
  });

  // items: [{ which, at, label, ... }] in tabbing order; the rest is for look.fill.
  function update(items) {
    for (const [which, { button }] of handles)
      if (!items.some((item) => item.which === which)) {
        button.remove();
        handles.delete(which);
      }
    items.forEach((item, place) => {
      const { which, at, label } = item;
      if (!handles.has(which)) {
        const next = items.slice(place + 1).find((other) => handles.has(other.which));
        handles.set(which, handle(which, next && handles.get(next.which)));
      }
      const one = handles.get(which);
      one.at = at;
      one.button.style.transform =
        `translate(${at[0].toFixed(1)}px, ${at[1].toFixed(1)}px)`;
      one.button.setAttribute("aria-label", label);
      look.fill?.(one.button, item);
    });
  }

  return {
    update,
    focus: (which) => handles.get(which)?.button.focus(),
    dragging: () => held !== null,
  };
}
