// The explorable: pick what to read, where and in which lines; slide through layers.
import { choice, element, readingRows, slider } from "../explorable/elements.js";
import { grab } from "../explorable/grab.js";
import { explorable } from "../explorable/view.js";
import { drawProbes, LOOKS, probeFrame } from "./chart.js";
import { probeFacts, probeHeadline, probeRows, probeSummary } from "./words.js";

const FIELDS = { task: "number", place: "number", test: "number", layer: "number" };
const SIGNS = ["●", "■", "◆", "┄"];

function sensibleProbe(part) {
  const kept = Object.keys(FIELDS)
    .filter((name) => Number.isInteger(part[name]) && part[name] >= 0);
  return Object.fromEntries(kept.map((name) => [name, part[name]]));
}

function createProbes(view) {
  const { apply, set, settle } = view;
  const names = view.model.get("names");
  const [table, majority] = [view.model.get("table"), view.model.get("majority")];
  const layers = table[0][0].length;
  const most = {
    task: names.tasks.length, place: names.places.length,
    test: names.tests.length, layer: layers,
  };
  const state = () => Object.fromEntries(Object.entries(view.state()).map(
    ([name, value]) => [name, Math.min(value, most[name] - 1)]));
  const picks = [["task", "what is read"], ["place", "where it is read"],
    ["test", "in which lines"]].map(([trait, words]) => {
    const options = names[`${trait}s`].map((name, at) => [at, name]);
    return [trait, choice(words, options, (value) => apply({ [trait]: value }))];
  });
  const layer = slider({
    label: "layer", sign: "layer", name: "layer",
    range: { least: 0, most: layers - 1, step: 1 },
  }, (value) => set({ layer: value }), settle);
  const picture = element("canvas", { role: "img" });
  view.stage = element("div", { class: "ex-stage probe-stage" }, picture);
  const title = element("p", { class: "ex-headline" });
  const list = element("dl", { class: "ex-readings" });
  view.body.append(
    element("div", { class: "ex-top" }, ...picks.map(([, pick]) => pick.node)),
    element("div", { class: "ex-picture" }, view.stage, legend()),
    element("div", { class: "ex-side" }, title, layer.node, list,
      element("div", { class: "ex-buttons" }, ...view.buttons)));
  grab(view.stage, (x) => {
    const frame = probeFrame(view.stage.clientWidth, view.stage.clientHeight, layers);
    set({ layer: frame.toLayer(x) });
  }, settle);

  function draw() {
    const now = state();
    const room = [view.stage.clientWidth, view.stage.clientHeight];
    if (!room[0] || !room[1]) return;
    const facts = probeFacts({ table, majority, ...now });
    drawProbes(picture, room, facts, view.colors);
    picks.forEach(([trait, pick]) => pick.show(now[trait]));
    layer.show(now.layer);
    title.textContent = probeHeadline(facts);
    list.replaceChildren(...readingRows(probeRows(facts)));
    view.root.dataset.margin = facts.margin.mean.toFixed(9);
    const said = {
      task: names.tasks[now.task], place: names.places[now.place],
      test: names.tests[now.test],
    };
    view.say(() => probeSummary(facts, said), picture);
  }
  return { draw };
}

const legend = () => element("div", { class: "ex-legend" },
  ...LOOKS.map(({ words, color }, which) => element("span", {},
    element("b", { class: `is-${color}` }, SIGNS[which]), ` ${words}`)));

export const render = explorable({
  title: "Probes by layer", name: "probes", fields: FIELDS,
  sensible: sensibleProbe, create: createProbes,
});

export default { render };
