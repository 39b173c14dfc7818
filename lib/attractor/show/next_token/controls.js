// The controls of the next-token explorable: where to begin, three knobs, draws.
import { button, choice, element, slider } from "../explorable/elements.js";
import { LEAST_P, MOST_DRAWS, MOST_SEED, MOST_TEMPERATURE, PASSAGE } from "./setting.js";
import { kWords, pWords, signs } from "./words.js";

export function createStarts(apply, { beginnings }) {
  const starts = choice("the text so far", [
    ...beginnings.map((text, k) => [k + 1, signs(text)]), [PASSAGE, "a passage"],
  ], (start) => apply({ start }));
  const node = element("div", { class: "ex-top next-starts" },
    element("span", { "aria-hidden": "true" }, "the text so far"), starts.node);
  return { node, show: ({ start }) => starts.show(start) };
}

export function createKnobs({ set, settle }, { tokens, passage }) {
  const knob = (name, sign, label, range, words) => [name, slider(
    { label, sign, name, range, words }, (value) => set({ [name]: value }), settle)];
  const knobs = [
    knob("temperature", "T", "temperature",
      { least: 0, most: MOST_TEMPERATURE, step: 0.05 },
      (value) => Number(value).toFixed(2)),
    knob("top_k", "k", "top-k: how many of the likeliest stay",
      { least: 1, most: tokens.length, step: 1 }, (value) => kWords(value, tokens.length)),
    knob("top_p", "p", "top-p: how much probability stays",
      { least: LEAST_P, most: 1, step: 0.01 }, pWords),
    knob("at", "at", "place in the passage", { least: 1, most: passage.length, step: 1 }),
  ];
  const node = element("div", { class: "next-knobs" }, ...knobs.map(([, one]) => one.node));
  const show = (now) => {
    for (const [name, one] of knobs) one.show(now[name]);
    knobs.at(-1)[1].node.hidden = now.start !== PASSAGE;
  };
  return { node, show };
}

export function createDraws(apply, state) {
  const more = (count) => () =>
    apply({ draws: Math.min(MOST_DRAWS, state().draws + count) });
  const one = button("Draw one", more(1), "draw");
  const many = button("Draw 1,000", more(1000), "many");
  const clear = button("Clear", () => apply({ draws: 0 }), "clear");
  const seed = button("Other draws", () =>
    apply({ seed: (state().seed + 1) % (MOST_SEED + 1) }), "seed");
  const node = element("div", { class: "ex-buttons" }, one, many, clear, seed);
  const show = ({ draws }) => {
    for (const full of [one, many]) full.disabled = draws >= MOST_DRAWS;
    for (const empty of [clear, seed]) empty.disabled = draws === 0;
  };
  return { node, show };
}
