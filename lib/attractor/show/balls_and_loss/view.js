// The explorable: pick dimension, patterns and radius; see what the loss does.
import { button, choice, element, readingRows, slider } from "../explorable/elements.js";
import { grab } from "../explorable/grab.js";
import { explorable } from "../explorable/view.js";
import { shareAt } from "./axes.js";
import { drawBall, drawLoss, LOOKS } from "./curves.js";
import {
  BALL_FIELDS, COUNTS, DIMS, placeOf, sensibleBalls, tidyRadius, windowOf,
} from "./windows.js";
import { ballFacts, ballRows, ballsHeadline, ballsSummary, radiusWords, whole } from "./words.js";

const STEPS = 1000; // places of the radius slider

function createBalls(view) {
  const { apply, set, settle } = view;
  // The state with a radius: where none is given, that of Z = 1.
  const full = () => {
    const now = view.state();
    return { ...now, radius: now.radius ?? windowOf(now).unit };
  };
  // A change of the window keeps the place of the radius in it.
  const changed = (change) => {
    const now = full();
    if (view.state().radius === null) return change;
    const share = windowOf(now).place(now.radius);
    return { ...change, radius: windowOf({ ...now, ...change }).radius(share) };
  };
  const moveTo = (share) =>
    set({ radius: windowOf(full()).radius(Math.min(1, Math.max(0, share))) });

  const windows = choice("radii shown", [["near", "radii near Z = 1"], ["all", "all radii"]],
    (window) => apply({ window }));
  const dim = slider({
    label: "dimension n", sign: "n", name: "dim",
    range: { least: 0, most: DIMS.length - 1, step: 1 },
    words: () => whole(full().dim),
  }, (place) => set(changed({ dim: DIMS[place] })), settle);
  const count = slider({
    label: "number of patterns d", sign: "d", name: "patterns",
    range: { least: 0, most: COUNTS.length - 1, step: 1 },
    words: () => whole(full().n_patterns),
  }, (place) => set(changed({ n_patterns: COUNTS[place] })), settle);
  const radius = slider({
    label: "radius of every ball", sign: "s", name: "radius",
    range: { least: 0, most: STEPS, step: 1 },
    words: () => radiusWords(full().radius),
  }, (place) => moveTo(place / STEPS), settle);

  const losses = element("canvas", { role: "img" });
  view.stage = element("div", { class: "ex-stage balls-stage" }, losses);
  const ball = element("canvas", { class: "balls-one", role: "img" });
  const title = element("p", { class: "ex-headline" });
  const list = element("dl", { class: "ex-readings" });
  view.body.append(
    element("div", { class: "ex-top" }, windows.node),
    element("div", { class: "ex-picture" },
      legend([["loss", "true L"], ["printed", "printed f(Z), never below the line at 1"]]),
      view.stage,
      element("p", { class: "balls-words" },
        "One ball, as a logarithm relative to its integral:"),
      legend([["loss", "right integral"], ["printed", "as printed"],
        ["volume", "V"], ["bound", "e⁻ˢV, printed lower bound"]]), ball),
    element("div", { class: "ex-side" }, title,
      element("div", {}, dim.node, count.node, radius.node), list,
      element("div", { class: "ex-buttons" },
        button("To Z = 1",
          () => apply({ radius: tidyRadius(windowOf(full()).unit) }), "unit"),
        ...view.buttons)));
  grab(view.stage, (x) => moveTo(shareAt(x, view.stage.clientWidth)), settle);

  function draw() {
    const now = full();
    const room = [view.stage.clientWidth, view.stage.clientHeight];
    if (!room[0] || !room[1]) return;
    const shown = windowOf(now);
    const facts = ballFacts(now);
    drawLoss(losses, room, now, shown, facts, view.colors);
    drawBall(ball, [ball.clientWidth, ball.clientHeight], now, shown, facts, view.colors);
    windows.show(now.window);
    dim.show(placeOf(DIMS, now.dim));
    count.show(placeOf(COUNTS, now.n_patterns));
    radius.show(Math.round(STEPS * shown.place(now.radius)));
    title.textContent = ballsHeadline(facts);
    list.replaceChildren(...readingRows(ballRows(facts, shown.unit)));
    view.root.dataset.loss = facts.logZ.toFixed(9);
    view.root.dataset.printed = facts.printed.toExponential(9);
    ball.setAttribute("aria-label",
      "Volume, printed bound and printed integral of one ball, relative to its integral.");
    view.say(() => ballsSummary(facts, shown.unit), losses);
  }
  return { draw };
}

const legend = (rows) => element("div", { class: "ex-legend balls-legend" },
  ...rows.map(([key, words]) => {
    const { color } = LOOKS[key];
    const line = element("i", { class: `balls-line is-${key}` });
    return element("span", { class: `is-${color}` }, line, ` ${words}`);
  }));

export const render = explorable({
  title: "Balls and loss", name: "balls", fields: BALL_FIELDS,
  sensible: sensibleBalls, create: createBalls,
});

export default { render };
