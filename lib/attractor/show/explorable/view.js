// One view of one model: what every explorable does around its own picture.
//
//   export const render = explorable({ title, name, fields, sensible, create });
//
// title: what a screen reader calls it. name: its field in the address unless the
// model's `anchor` says otherwise. fields: { trait: form } (forms in address.js).
// sensible(part): keeps what makes sense of a partial state. written(state): what of
// it goes into the address (all, unless given). create(view): makes the elements,
// appends them to view.body (view.buttons wherever they belong), names the element
// whose size matters view.stage, and gives back { draw(view), opened?(), stop?() }.
// draw(view) shows view.state() with view.colors; it is called once per change, in
// the next animation frame, never while idle; view.changed and view.resized say what
// is new. opened() is called after a link has set the state.
import {
  addressWith, claimKey, decodeFields, encodeFields, readAddress, releaseKey,
  writeAddress,
} from "./address.js";
import { readColors } from "./canvas.js";
import { button, element } from "./elements.js";

const PAUSE = 250; // milliseconds after the last key before the kernel is told
const same = (state) => state;
const QUIET = 600; // milliseconds without change before a screen reader is told

export function explorable({ create, ...kind }) {
  return ({ model, el }) => {
    const view = openView(model, kind);
    const face = create(view);
    view.face = face;
    view.body.append(view.live);
    el.append(view.root);
    view.open();
    view.drawNow();
    const stop = [listen(view, kind.fields), watch(view)];
    return () => {
      stop.forEach((end) => end());
      face.stop?.();
      view.close();
      view.root.remove();
    };
  };
}

function openView(model, { title, name, fields, sensible, written = same }) {
  const keys = Object.keys(fields);
  const key = claimKey(model, model.get("anchor") || name);
  const body = element("div", { class: "ex-body" });
  const root = element("section",
    { class: `attractor-explorable attractor-${name}`, "aria-label": title }, body);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const read = () => Object.fromEntries(keys.map((trait) => [trait, model.get(trait)]));
  let [waiting, pause, quiet] = [0, 0, 0];
  let moving = null; // what animate() was given
  const view = {
    model, key, root, body,
    live: element("p", { class: "ex-live", "aria-live": "polite" }),
    authored: read(),
    colors: null, // the page's, read again when the theme changes
    changed: new Set(keys), // the traits that changed since the last frame
    resized: true, // whether size or theme did
    touched: false, // whether the reader has done anything yet
    state: read,
    calm: () => calm.matches,
    isFull: () => root.classList.contains("ex-full"),
    isMoving: () => moving !== null,
  };

  view.drawNow = () => {
    view.colors ??= readColors(root);
    root.dataset.frames = Number(root.dataset.frames ?? 0) + 1;
    full.textContent = view.isFull() ? "Close (Esc)" : "Full screen";
    view.face.draw(view);
    view.changed.clear();
    view.resized = false;
  };
  view.schedule = () => {
    waiting ||= requestAnimationFrame((now) => {
      waiting = 0;
      if (moving && !moving(now)) moving = null;
      view.drawNow();
      if (moving) view.schedule();
    });
  };
  // Calls step(milliseconds now) before every frame until it gives back false.
  view.animate = (step) => { moving = step; view.schedule(); };
  view.halt = () => { moving = null; };

  // set: while a hand moves. settle: when it lets go. apply: both.
  view.set = (change) => {
    view.touched = true;
    for (const trait of keys) if (trait in change) model.set(trait, change[trait]);
    view.schedule();
  };
  view.encoded = () => encodeFields(fields, written(read()), view.isFull());
  view.settle = () => {
    clearTimeout(pause);
    model.save_changes();
    writeAddress(key, view.encoded());
  };
  view.settleSoon = () => {
    clearTimeout(pause);
    pause = setTimeout(view.settle, PAUSE);
  };
  view.apply = (change) => {
    view.set(sensible(change));
    view.settle();
  };
  view.reset = () => { view.halt(); view.apply(view.authored); };

  // Labels the picture with words(), once things are quiet, and tells a screen reader
  // if the reader has done something.
  view.say = (words, picture) => {
    clearTimeout(quiet);
    quiet = setTimeout(() => {
      const said = words();
      picture.setAttribute("aria-label", said);
      if (view.touched) view.live.textContent = said;
    }, QUIET);
    if (!picture.hasAttribute("aria-label"))
      picture.setAttribute("aria-label", words());
  };

  const again = button("Reset", () => view.reset(), "reset");
  const copy = button("Copy link", copyLink, "copy");
  const full = button("Full screen", () => fill(!view.isFull()), "full");
  view.buttons = [again, copy, full];

  async function copyLink() {
    writeAddress(key, view.encoded());
    let done = true;
    try {
      await navigator.clipboard.writeText(addressWith(key, view.encoded()));
    } catch { done = false; }
    copy.textContent = done ? "Link copied" : "See the address";
    setTimeout(() => { copy.textContent = "Copy link"; }, 2000);
  }

  view.restyle = () => { view.colors = null; view.resized = true; view.schedule(); };
  async function fill(on) {
    root.classList.toggle("ex-full", on);
    view.restyle();
    try {
      if (on) await root.requestFullscreen();
      else if (document.fullscreenElement === root) await document.exitFullscreen();
    } catch { /* not allowed here: filling the window is enough */ }
  }
  view.fill = fill;

  // Takes on the state of the address; what does not make sense is left out.
  view.open = () => {
    const text = readAddress(key);
    if (text === null) return;
    const { state, full: filled } = decodeFields(fields, text);
    const change = sensible(state);
    for (const trait of keys) if (trait in change) model.set(trait, change[trait]);
    view.face.opened?.();
    model.save_changes();
    root.classList.toggle("ex-full", filled);
    view.restyle();
  };
  view.close = () => {
    cancelAnimationFrame(waiting);
    [pause, quiet].forEach(clearTimeout);
    releaseKey(key);
  };
  return view;
}

function listen(view, fields) {
  const { root, model } = view;
  const heard = Object.keys(fields).map((trait) => [`change:${trait}`, () => {
    view.changed.add(trait);
    view.schedule();
  }]);
  const onFull = () => {
    if (!document.fullscreenElement) root.classList.remove("ex-full");
    view.restyle();
  };
  const onKey = (event) => {
    if (event.key === "Escape" && view.isFull()) view.fill(false);
  };
  heard.forEach(([name, hear]) => model.on(name, hear));
  root.addEventListener("fullscreenchange", onFull);
  root.addEventListener("keydown", onKey);
  addEventListener("hashchange", view.open);
  return () => {
    heard.forEach(([name, hear]) => model.off(name, hear));
    removeEventListener("hashchange", view.open);
  };
}

// Theme and size: redraw when they change.
function watch(view) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = new MutationObserver(view.restyle);
  const stage = view.stage ?? view.root;
  const now = () => `${stage.clientWidth} ${view.stage ? stage.clientHeight : ""}`;
  let before = now();
  const size = new ResizeObserver(() => {
    if (now() !== before) view.restyle();
    before = now();
  });
  dark.addEventListener("change", view.restyle);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  size.observe(stage);
  return () => {
    dark.removeEventListener("change", view.restyle);
    theme.disconnect();
    size.disconnect();
  };
}
