// The controls of the floor explorable: lexicons, weights, what is scored, sizes.
import { button, choice, element, slider } from "../explorable/elements.js";
import { LINES_LADDER, SIZE_LADDER } from "./ladder.js";
import { MOST_COPIES, SCORED, WORD_CLASSES } from "./setting.js";
import { shortCount } from "./words.js";

const capital = (word) => word[0].toUpperCase() + word.slice(1);

export function createChoices({ apply, state }, names) {
  const weights = choice("structure weights", names.map((name) => [name, capital(name)]),
    (value) => apply({ weights: value }));
  const scored = choice("what is scored", SCORED.map((name) => [name, capital(name)]),
    (value) => apply({ scored: value,
      copies: Math.max(value === "target" ? 1 : 0, state().copies) }));
  const copies = choice("copies of the target",
    Array.from({ length: MOST_COPIES + 1 }, (_, k) => [k, `${k}`]),
    (value) => apply({ copies: value,
      scored: value === 0 && state().scored === "target" ? "line" : state().scored }));
  const named = (words, { node }) => element("div", { class: "floor-choice" },
    element("span", { "aria-hidden": "true" }, words), node);
  const target = named("target ×", copies);
  const node = element("div", { class: "ex-top" }, named("weights", weights),
    named("scored", scored), target);
  const show = (now) => {
    weights.show(now.weights);
    scored.show(now.scored);
    copies.show(now.copies);
    target.style.visibility = now.scored === "source" ? "hidden" : "visible";
  };
  return { node, show };
}

export function createLexicons(apply, lexicons) {
  const buttons = lexicons.map((one) =>
    button(`${one.words}`, () => apply(one.sizes), `lexicon-${one.words}`,
      { "aria-label": `the lexicon of ${one.words} words` }));
  const node = element("div",
    { class: "floor-lexicons", role: "group", "aria-label": "lexicons by their words" },
    element("span", { "aria-hidden": "true" }, "the lexicon of … words"), ...buttons);
  const show = ({ named }) => buttons.forEach((one, k) =>
    one.setAttribute("aria-pressed", String(lexicons[k] === named)));
  return { node, show };
}

export function createSizes({ set, settle }) {
  const climbing = (trait, sign, label, ladder) => slider({
    label, sign, name: trait, range: ladder.range,
    words: (position) => shortCount(ladder.at(position)),
  }, (position) => set({ [trait]: ladder.at(position) }), settle);
  const sliders = WORD_CLASSES.map(({ trait, words, each }) => [trait, SIZE_LADDER,
    climbing(trait, words, `${trait}${each === 2 ? ", for each number" : ""}`,
      SIZE_LADDER)]);
  const lines = climbing("lines", "lines by heart", "lines known by heart", LINES_LADDER);
  const all = [...sliders, ["lines", LINES_LADDER, lines]];
  const node = element("div", { class: "floor-sizes" },
    ...all.map(([, , one]) => one.node));
  const show = (now) => all.forEach(([trait, ladder, one]) =>
    one.show(ladder.of(now[trait])));
  return { node, show };
}
