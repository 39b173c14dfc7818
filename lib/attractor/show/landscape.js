// The explorable itself: the model's state, what follows from it, and the picture.
// Everything is drawn once per change, in the next animation frame, and never while idle.
import { energyAt, SMOOTH, weightsAt } from "./energies.js";
import { findMinima } from "./minima.js";
import { retrieve, runAway } from "./retrieval.js";
import {
  addressWith, claimKey, encodeState, readAddress, releaseKey, writeAddress,
} from "./landscape_address.js";
import { createControls, element } from "./landscape_controls.js";
import { lineFrame, planeFrame, readColors } from "./landscape_frame.js";
import { createHandles } from "./landscape_handles.js";
import { drawLine, drawLineMarks, heightOn } from "./landscape_line.js";
import { drawPlane, drawPlaneMarks } from "./landscape_plane.js";
import {
  clamp, FIGURE_1, freePlace, MOST_PATTERNS, onChange, reachOf, readState, rounded,
  sensible, writeState,
} from "./landscape_state.js";
import { gapSentence, handleLabel, headline, readings, summary } from "./landscape_words.js";

// What follows from a state: weights, minima, the query's path.
function consequences(state, frame) {
  const { query, ...setting } = state;
  const smooth = SMOOTH.includes(state.energy);
  const found = { setting, query, minima: smooth ? findMinima(setting) : null };
  if (!query) return { ...found, weights: null, path: null };
  const weights = weightsAt(setting, query);
  if (smooth) return { ...found, weights, ...retrieve(setting, query) };
  const { half } = frame;
  const inside = ([x, y = 0]) => Math.abs(x) < half.x && Math.abs(y) <= half.y;
  return { ...found, weights, path: runAway(setting, query, half.x / 150, inside), runsAway: true };
}

function skeleton(controls) {
  const base = element("canvas", { role: "img" });
  const over = element("canvas", { "aria-hidden": "true" });
  const stage = element("div", {
    class: "landscape-stage", role: "application",
    "aria-label": "Landscape: Tab reaches patterns and query, arrow keys move them",
  }, base, over);
  const title = element("p", { class: "landscape-headline" });
  const list = element("dl", { class: "landscape-readings" });
  const gap = element("p", { class: "landscape-verdict" });
  const live = element("p", { class: "landscape-live", "aria-live": "polite" });
  const legend = element("p", { class: "landscape-legend" });
  legend.innerHTML = '<span class="is-pattern">◆</span> pattern <span class="is-query">●</span> '
    + 'query <span class="is-minimum">◯</span> minimum <span class="is-weight">▮</span> weight';
  const picture = element("div", { class: "landscape-picture" }, stage, legend);
  const side = element("div", { class: "landscape-side" }, title, controls.formula,
    controls.sliders, list, controls.bands, gap, controls.buttons, live);
  const root = element("section", { class: "attractor-landscape", "aria-label": "Energy landscape" },
    element("div", { class: "landscape-body" }, controls.top, picture, side));
  return { root, base, over, stage, title, list, gap, live };
}

export function render({ model, el }) {
  const key = claimKey(model, model.get("anchor") || "landscape");
  const authored = readState(model);
  const kept = {}; // the other dimension's patterns and query
  let reach = reachOf(authored);
  let last = 0; // the pattern moved last
  let before = null; // the query before the last press
  let colors = null;
  let frame = null;
  let picture = null; // what drawing the base gave back
  let dirty = { base: true, over: true };
  let fine = null;
  let waiting = 0;
  let reveal = 1;
  let started = 0;
  let touched = false;

  const actions = {
    set(change) { write(change); },
    apply(change) { write(sensible(change)); actions.settle(); },
    settle() {
      model.save_changes();
      writeAddress(key, encodeState(readState(model), filled()));
    },
    switchTo(dim) {
      const { patterns, query } = readState(model);
      if (patterns[0].length === dim) return;
      kept[patterns[0].length] = { patterns, query };
      const next = kept[dim] ?? { patterns: FIGURE_1[dim], query: dim === 1 ? [0] : [-0.6, 1.2] };
      show(next);
    },
    figure1() {
      const dim = readState(model).patterns[0].length;
      show({ patterns: FIGURE_1[dim], beta: 1 });
    },
    opposite() { show({ patterns: [[-3], [3]], query: [3], beta: 1 }); },
    reset() { show(authored); },
    band(name, on) {
      const bands = readState(model).bands.filter((band) => band !== name);
      write({ bands: on ? [...bands, name].sort() : bands });
      actions.settle();
    },
    move(which, point) {
      const state = readState(model);
      const to = rounded(frame.within(point));
      if (which === "query") return write({ query: to });
      last = which;
      write({ patterns: state.patterns.map((p, i) => (i === which ? to : p)) });
    },
    nudge(which, [right, up], far) {
      const state = readState(model);
      const from = which === "query" ? state.query : state.patterns[which];
      const step = (far ? 0.5 : 0.05) * Math.max(1, Math.round(reach / 4));
      const along = from.length === 1 ? [right || up] : [right, up];
      actions.move(which, from.map((value, k) => value + step * along[k]));
      soon();
    },
    drop(point) {
      before = readState(model).query;
      write({ query: rounded(frame.within(point)) });
      play();
    },
    dropOne() {
      write({ query: freePlace(readState(model), frame.half) });
      play();
      actions.settle();
      handles.focus("query");
    },
    add(point) {
      const { patterns } = readState(model);
      if (patterns.length >= MOST_PATTERNS) return;
      last = patterns.length;
      write({ patterns: [...patterns, rounded(frame.within(point))], query: before });
      actions.settle();
    },
    addOne() {
      const state = readState(model);
      last = state.patterns.length;
      write({ patterns: [...state.patterns, freePlace(state, frame.half)] });
      actions.settle();
      draw();
      handles.focus(last);
    },
    remove(which) {
      const { patterns } = readState(model);
      if (which === "query") write({ query: null });
      else if (patterns.length > 1) write({ patterns: patterns.filter((_, i) => i !== which) });
      else return;
      actions.settle();
      draw();
      if (which === "query") return controls.add.focus();
      last = Math.min(which, patterns.length - 2);
      handles.focus(last);
    },
    removeOne() {
      const { patterns } = readState(model);
      const which = Math.min(last, patterns.length - 1);
      write({ patterns: patterns.filter((_, i) => i !== which) });
      actions.settle();
    },
    async copy() {
      const text = addressWith(key, encodeState(readState(model), filled()));
      const done = await copied(text);
      controls.copy.textContent = done ? "Link copied" : "Link is in the address";
      if (!done) writeAddress(key, encodeState(readState(model), filled()));
      setTimeout(() => { controls.copy.textContent = "Copy link"; }, 2000);
    },
    fill() { fill(!filled()); },
  };

  const controls = createControls(actions);
  const { root, base, over, stage, title, list, gap, live } = skeleton(controls);
  const handles = createHandles(stage, actions);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const filled = () => root.classList.contains("landscape-full");

  function write(change) {
    touched = true;
    writeState(model, change);
    Object.keys(change).forEach(refresh);
  }

  function show(change) {
    write(change);
    reach = reachOf(readState(model));
    actions.settle();
  }

  function soon() {
    clearTimeout(soon.timer);
    soon.timer = setTimeout(() => actions.settle(), 250);
  }

  function refresh(changed) {
    dirty.over = true;
    if (changed !== "query") dirty.base = true;
    schedule();
  }

  function schedule() {
    if (!waiting) waiting = requestAnimationFrame(() => { waiting = 0; draw(); });
  }

  // The path draws itself once after a drop, unless the reader wants it calm.
  function play() {
    if (calm.matches) return;
    reveal = 0;
    started = performance.now();
  }

  async function fill(on) {
    root.classList.toggle("landscape-full", on);
    if (on) await root.requestFullscreen?.().catch(() => {});
    else if (document.fullscreenElement === root) await document.exitFullscreen();
    dirty = { base: true, over: true };
    schedule();
  }

  function draw() {
    const [width, height] = [stage.clientWidth, stage.clientHeight];
    if (!width || !height) return;
    root.dataset.frames = Number(root.dataset.frames ?? 0) + 1;
    const state = readState(model);
    if (!handles.dragging() && reachOf(state) > reach) reach = reachOf(state);
    const line = state.patterns[0].length === 1;
    const smooth = SMOOTH.includes(state.energy);
    const bands = {
      first: line && state.energy === "distance" && state.bands.includes("proposition-1"),
      third: line && smooth && state.bands.includes("proposition-3"),
    };
    colors ??= readColors(root);
    frame = line ? lineFrame(width, height, reach, bands.third) : planeFrame(width, height, reach);
    const found = consequences(state, frame);
    if (dirty.base) {
      const moving = handles.dragging();
      picture = line ? drawLine(base, frame, found.setting, colors, bands)
        : drawPlane(base, frame, found.setting, colors, moving);
      if (moving && !line) refine();
    }
    if (reveal < 1) {
      const length = clamp(90 * (found.path?.length ?? 0), 200, 900);
      reveal = Math.min(1, (performance.now() - started) / length);
    }
    if (line) drawLineMarks(over, frame, found.setting, found, colors, reveal, picture.toY);
    else drawPlaneMarks(over, frame, found, colors, reveal);
    dirty = { base: false, over: reveal < 1 };
    handles.update(items(state, found), frame);
    say(state, found, bands);
    if (dirty.over) schedule();
  }

  // Once the hand rests, the fine grid replaces the coarse one.
  function refine() {
    clearTimeout(fine);
    fine = setTimeout(() => {
      if (handles.dragging()) return refine();
      dirty.base = true;
      schedule();
    }, 120);
  }

  function items(state, found) {
    const patterns = state.patterns.map((point, which) => ({
      which, label: handleLabel(which, point), at: frame.patternPixel(point),
      weight: found.weights?.[which] ?? null,
    }));
    if (!state.query) return patterns;
    const at = state.query.length === 2 ? frame.toPixel(state.query)
      : [frame.toX(state.query[0]),
        heightOn(frame, picture.toY, energyAt(found.setting, state.query))];
    const label = handleLabel("query", state.query);
    return [...patterns, { which: "query", label, at, weight: null }];
  }

  function say(state, found, bands) {
    controls.show(found.setting, state.bands, state.query, filled());
    root.dataset.minima = found.minima ? found.minima.length : "none";
    title.textContent = headline(found);
    list.replaceChildren(...readings(found).flatMap(([term, value]) =>
      [element("dt", {}, term), element("dd", {}, value)]));
    gap.hidden = !bands.third;
    gap.textContent = bands.third ? gapSentence(found) : "";
    stage.classList.toggle("landscape-line", state.patterns[0].length === 1);
    clearTimeout(say.timer);
    say.timer = setTimeout(() => {
      const words = `${summary(found)} ${gap.textContent}`.trim();
      base.setAttribute("aria-label", words);
      if (touched) live.textContent = words;
    }, 600);
    if (!base.hasAttribute("aria-label")) base.setAttribute("aria-label", summary(found));
  }

  function open(address) {
    if (!address) return;
    writeState(model, address.state);
    const { patterns, query } = readState(model);
    if (query && query.length !== patterns[0].length) writeState(model, { query: null });
    reach = reachOf(readState(model));
    root.classList.toggle("landscape-full", address.full);
    model.save_changes();
    redraw();
  }

  const redraw = () => { colors = null; dirty = { base: true, over: true }; schedule(); };
  const onHash = () => open(readAddress(key));
  const onFull = () => {
    if (!document.fullscreenElement) root.classList.remove("landscape-full");
    redraw();
  };
  const onEscape = (event) => {
    if (event.key === "Escape" && filled() && !document.fullscreenElement) fill(false);
  };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = new MutationObserver(redraw);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme", "class"] });
  const size = new ResizeObserver(redraw);
  const silence = onChange(model, refresh);
  el.append(root);
  open(readAddress(key));
  draw();
  size.observe(stage);
  dark.addEventListener("change", redraw);
  root.addEventListener("keydown", onEscape);
  root.addEventListener("fullscreenchange", onFull);
  addEventListener("hashchange", onHash);

  return () => {
    cancelAnimationFrame(waiting);
    [fine, say.timer, soon.timer].forEach(clearTimeout);
    [theme, size].forEach((observer) => observer.disconnect());
    dark.removeEventListener("change", redraw);
    removeEventListener("hashchange", onHash);
    silence();
    releaseKey(key);
    root.remove();
  };
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export default { render };
