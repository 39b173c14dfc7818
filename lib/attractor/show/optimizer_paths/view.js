// The explorable: five optimizers from one start down one valley.
import { button, choice, element, readingRows } from "../explorable/elements.js";
import { explorable } from "../explorable/view.js";
import { createRaceControls } from "./controls.js";
import { createStart } from "./grip.js";
import { drawPaths, drawValley } from "./ground.js";
import { drawLosses } from "./losses.js";
import { lowestOf, raceOf } from "./race.js";
import { raceHeadline, raceRows, raceSummary, startLabel } from "./sayings.js";
import {
  FIELDS_OF_RACE, frameOfRace, sensibleRace, STARTS_OF_RACE, VALLEYS, VIEWS, withinReach,
} from "./setting.js";

const LONGEST_RUN = 4000; // milliseconds for all steps, when they are run one by one
const PACE_OF_RUN = 60; // milliseconds a step, where that is shorter
const REST_OF_GROUND = 140; // milliseconds before the fine ground replaces the coarse one
const STALE = ["valley", "conditioning", "angle"];

function createRace(view) {
  const { apply, set, settle, settleSoon, state } = view;
  let frame = null;
  let [rest, fine] = [0, false];
  let hues = null; // the colors on the map, for the theme they were read in
  let count = Infinity; // steps shown while the race runs

  const actions = {
    set(change) {
      stop();
      set(change);
    },
    settle,
    enter(name, on) {
      const others = state().rules.filter((rule) => rule !== name);
      apply({ rules: on ? [...others, name] : others });
    },
    place(at) {
      stop();
      set({ start: withinReach(frame.fromPixel(...at)) });
    },
    nudge([right, up]) {
      const [x, y] = state().start;
      actions.set({ start: withinReach([x + right, y + up]) });
      settleSoon();
    },
  };

  function stop() {
    view.halt();
    count = Infinity;
  }

  function refine() {
    clearTimeout(rest);
    rest = setTimeout(() => {
      fine = true;
      view.schedule();
    }, REST_OF_GROUND);
  }

  function run() {
    if (view.calm()) return;
    const { steps } = state();
    const length = Math.min(LONGEST_RUN, PACE_OF_RUN * steps);
    let first = null;
    view.animate((now) => {
      first ??= now;
      count = Math.floor(((now - first) / length) * steps);
      if (count < steps) return true;
      count = Infinity;
      return false;
    });
  }

  const ground = choice("valley", VALLEYS, (valley) => {
    stop();
    apply({ valley, start: STARTS_OF_RACE[valley] });
  });
  const controls = createRaceControls(actions);
  const map = element("canvas", { role: "img" });
  const paths = element("canvas", { "aria-hidden": "true" });
  view.stage = element("div", {
    class: "ex-stage race-stage", role: "application",
    "aria-label": "The start: Tab reaches it, arrow keys move it",
  }, map, paths);
  const chart = element("canvas", { class: "race-losses", "aria-hidden": "true" });
  const title = element("p", { class: "ex-headline" });
  const list = element("dl", { class: "ex-readings race-readings" });
  const buttons = element("div", { class: "ex-buttons" },
    button("Step by step", run, "run"), ...view.buttons);
  view.body.append(
    element("div", { class: "ex-top" }, ground.node, controls.rules),
    element("div", { class: "ex-picture" }, view.stage, chart),
    element("div", { class: "ex-side" }, title, list, controls.sliders, buttons));
  const start = createStart(view.stage, actions);

  function draw() {
    const now = state();
    const [width, height] = [view.stage.clientWidth, view.stage.clientHeight];
    if (!width || !height) return;
    frame = frameOfRace(width, height, VIEWS[now.valley]);
    const stale = view.resized || STALE.some((trait) => view.changed.has(trait));
    if (stale || fine)
      drawValley(map, frame, now, view.colors, stale ? "coarse" : "fine");
    fine = false;
    if (stale) refine();
    const race = raceOf(now);
    if (view.resized || !hues) hues = mapHuesOf(view.root, view.colors);
    drawPaths(paths, frame, race, count, view.colors, hues);
    drawLosses(chart, [chart.clientWidth, chart.clientHeight], race,
      { steps: now.steps, count }, view.colors);
    start.show(frame.toPixel(now.start), startLabel(now.start));
    ground.show(now.valley);
    controls.show(now);
    title.textContent = raceHeadline(race, now);
    list.replaceChildren(...readingRows(raceRows(race, now)));
    view.root.dataset.lowest = lowestOf(race) ?? "";
    view.root.dataset.shown = Math.min(count, now.steps);
    view.say(() => raceSummary(race, now), map);
  }

  return { draw, stop: () => clearTimeout(rest) };
}

// On the map, which looks the same in both themes, holds has a shade of its own.
function mapHuesOf(root, colors) {
  const holds = getComputedStyle(root).getPropertyValue("--attractor-map-holds").trim();
  return { ...colors, "map-holds": holds };
}

export const render = explorable({
  title: "Optimizers down a valley", name: "optimizers", fields: FIELDS_OF_RACE,
  sensible: sensibleRace, create: createRace,
});

export default { render };
