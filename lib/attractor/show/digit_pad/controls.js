// The controls around the pad. Each tells `act` what is wanted, and shows the state.
import { button, choice, element, slider } from "../explorable/elements.js";
import { MOST_STORED } from "./state.js";


// own: the buttons that every explorable has.
export function createControls(act, own) {
  const rule = choice("storage rule",
    [["hebbian", "Hebb"], ["pseudo-inverse", "pseudo-inverse"]],
    (value) => act.pick({ rule: value }));
  const wiring = choice("couplings",
    [["symmetric", "symmetric"], ["half-cut", "half cut"], ["scrambled", "scrambled"]],
    (value) => act.pick({ wiring: value }));
  const noise = slider(
    { label: "pixels turned over", sign: "noise", name: "noise",
      range: { least: 0, most: 32, step: 1 } },
    act.damage, act.damaged);
  const go = button("Settle", act.go, "go");
  const step = button("One update", act.step, "step");
  const keep = button("Store drawing", act.keepDrawing, "keep");
  const clear = button("Clear", act.clear, "clear");
  const meaning = element("p", { class: "pad-meaning" });

  function show(state, { moving, resting, noise: count }) {
    rule.show(state.rule);
    wiring.show(state.wiring);
    noise.show(count);
    go.textContent = moving ? "Pause" : "Settle";
    go.disabled = resting && !moving;
    step.disabled = moving;
    keep.disabled = state.stored.length >= MOST_STORED;
    meaning.textContent = MEANING[state.wiring];
  }
  return {
    top: element("div", { class: "ex-top" }, rule.node, wiring.node),
    near: element("div", { class: "pad-near" }, go, step, noise.node),
    meaning,
    buttons: element("div", { class: "ex-buttons" }, keep, clear, ...own),
    show,
  };
}

const MEANING = {
  symmetric: "Each pair of units pulls equally both ways.",
  "half-cut": "Half of all one-way couplings, picked by coin, are cut.",
  scrambled: "Half of all one-way couplings, picked by coin, have their sign turned.",
};
