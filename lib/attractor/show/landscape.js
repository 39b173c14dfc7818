// The explorable: one view of one model. Everything is drawn once per change, in the
// next animation frame, and nothing while idle.
import { createActions } from "./landscape_actions.js";
import { claimKey, readAddress, releaseKey } from "./landscape_address.js";
import { createControls } from "./landscape_controls.js";
import { draw } from "./landscape_drawing.js";
import { createHandles } from "./landscape_handles.js";
import { createLayout } from "./landscape_layout.js";
import { onChange, reachOf, readState, writeState } from "./landscape_state.js";

const STILL = 120; // milliseconds before the fine grid replaces the coarse one

export function render({ model, el }) {
  const view = createView(model);
  const { root, stage } = view.layout;
  el.append(root);
  open(view, readAddress(view.key));
  draw(view);
  const stop = [listen(view), onChange(model, view.refresh), watch(view, stage)];
  return () => {
    stop.forEach((end) => end());
    view.stop();
    releaseKey(view.key);
    root.remove();
  };
}

function createView(model) {
  const view = {
    model,
    key: claimKey(model, model.get("anchor") || "landscape"),
    authored: readState(model),
    reach: reachOf(readState(model)), // how far the picture reaches
    frame: null, // where points lie in it
    colors: null, // the page's, once read
    range: null, // energies the color or the axis runs over
    stale: true, // whether the landscape itself must be drawn again
    dropped: null, // when the query was dropped, while its path draws itself
    touched: false, // whether the reader has done anything yet
  };
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let waiting = 0;
  let still = 0;
  view.schedule = () => {
    waiting ||= requestAnimationFrame(() => { waiting = 0; draw(view); });
  };
  view.refresh = (changed) => {
    if (changed !== "query") view.stale = true;
    view.schedule();
  };
  view.redraw = () => { view.colors = null; view.refresh(); };
  view.refine = () => {
    clearTimeout(still);
    const settle = () => (view.handles.dragging() ? view.refine() : view.refresh());
    still = setTimeout(settle, STILL);
  };
  view.play = () => { view.dropped = calm.matches ? null : performance.now(); };
  view.focus = (which) => { draw(view); view.handles.focus(which); };
  view.isFull = () => view.layout.root.classList.contains("landscape-full");
  const actions = createActions(view);
  view.controls = createControls({ ...actions, fill: () => fill(view, !view.isFull()) });
  view.copied = view.controls.copied;
  view.layout = createLayout(view.controls);
  view.handles = createHandles(view.layout.stage, actions);
  view.stop = () => {
    cancelAnimationFrame(waiting);
    [still, view.layout.quiet].forEach(clearTimeout);
    actions.stop();
  };
  return view;
}

// Takes on the state of an address; what does not fit together is left out.
function open(view, address) {
  if (!address) return;
  writeState(view.model, address.state);
  const { patterns, query } = readState(view.model);
  if (query && query.length !== patterns[0].length)
    writeState(view.model, { query: null });
  view.model.save_changes();
  view.reach = reachOf(readState(view.model));
  view.layout.root.classList.toggle("landscape-full", address.full);
  view.redraw();
}

async function fill(view, on) {
  const { root } = view.layout;
  root.classList.toggle("landscape-full", on);
  view.redraw();
  try {
    if (on) await root.requestFullscreen();
    else if (document.fullscreenElement === root) await document.exitFullscreen();
  } catch { /* not allowed here: filling the window is enough */ }
}

function listen(view) {
  const { root } = view.layout;
  const onHash = () => open(view, readAddress(view.key));
  const onFull = () => {
    if (!document.fullscreenElement) root.classList.remove("landscape-full");
    view.redraw();
  };
  const onKey = (event) => {
    if (event.key === "Escape" && view.isFull()) fill(view, false);
  };
  root.addEventListener("fullscreenchange", onFull);
  root.addEventListener("keydown", onKey);
  addEventListener("hashchange", onHash);
  return () => removeEventListener("hashchange", onHash);
}

// Theme and size: redraw when they change.
function watch(view, stage) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = new MutationObserver(view.redraw);
  const size = new ResizeObserver(() => {
    const { width, height } = view.frame ?? {};
    if (width !== stage.clientWidth || height !== stage.clientHeight) view.redraw();
  });
  dark.addEventListener("change", view.redraw);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  size.observe(stage);
  return () => {
    dark.removeEventListener("change", view.redraw);
    theme.disconnect();
    size.disconnect();
  };
}

export default { render };
