// The controls of the race. Each tells `act` what is wanted, and shows the state.
import { element, slider, toggle } from "../explorable/elements.js";
import { LOOKS, inDigits } from "./sayings.js";
import { BOUNDS } from "./setting.js";

const digits3 = (value) => Number(value.toPrecision(3));

// A slider over powers of ten.
function logSlider(told, trait, { set, settle }) {
  const { least, most } = BOUNDS[trait];
  const made = slider({
    ...told, name: trait,
    range: { least: Math.log10(least), most: Math.log10(most), step: 0.01 },
    words: (power) => inDigits(digits3(10 ** power)),
  }, (power) => set({ [trait]: digits3(10 ** power) }), settle);
  return { ...made, show: (value) => made.show(Math.log10(value)) };
}

const evenSlider = (told, trait, step, words, { set, settle }) => slider({
  ...told, name: trait, words, range: { ...BOUNDS[trait], step },
}, (value) => set({ [trait]: value }), settle);

export function createRaceControls(act) {
  const plain = (count) => (value) => value.toFixed(count);
  const controls = {
    conditioning: logSlider({
      label: "conditioning κ: how much steeper across than along", sign: "κ",
    }, "conditioning", act),
    angle: evenSlider({ label: "angle of the bowl in degrees", sign: "∠" }, "angle", 1,
      (value) => `${value}°`, act),
    rate: logSlider({ label: "learning rate η", sign: "η" }, "rate", act),
    momentum: evenSlider({
      label: "momentum μ, β₁ of Adam", sign: "μ β₁",
    }, "momentum", 0.01, plain(2), act),
    square_decay: evenSlider({
      label: "memory of squares: α of RMSProp, β₂ of Adam", sign: "α β₂",
    }, "square_decay", 0.001, plain(3), act),
    weight_decay: evenSlider({
      label: "weight decay λ of AdamW", sign: "λ",
    }, "weight_decay", 0.01, plain(2), act),
    steps: evenSlider({ label: "number of steps", sign: "steps" }, "steps", 1, String, act),
  };
  const rules = Object.entries(LOOKS).map(([name, { words, mark, color }]) => {
    const made = toggle("", (on) => act.enter(name, on), name);
    made.node.append(element("span", { class: `race-${color}`, "aria-hidden": "true" }, mark),
      ` ${words}`);
    return [name, made];
  });

  function show(state) {
    for (const [trait, control] of Object.entries(controls)) control.show(state[trait]);
    controls.angle.node.hidden = state.valley !== "bowl";
    for (const [name, made] of rules) {
      made.show(state.rules.includes(name));
      made.input.disabled = state.rules.length === 1 && state.rules[0] === name;
    }
  }

  return {
    show,
    sliders: element("div", { class: "race-sliders" },
      ...Object.values(controls).map(({ node }) => node)),
    rules: element("div", { class: "race-rules", role: "group", "aria-label": "optimizers" },
      ...rules.map(([, { node }]) => node)),
  };
}
