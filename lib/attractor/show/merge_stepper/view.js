// The explorable: byte-pair encoding, a merge at a time, on words one can change.
import { button, element, readingRows, slider } from "../explorable/elements.js";
import { explorable } from "../explorable/view.js";
import { barNodes, splitNodes, wordNode } from "./drawing.js";
import { lettersOf, mergesOf, mergeStages, splitBy } from "./merges.js";
import { headline, reason, summary, tokenCount } from "./sayings.js";
import {
  FIELDS_OF_MERGES, linesOf, MOST, readLines, sensibleMerges, sensibleWord,
} from "./setting.js";

function createMerges(view) {
  const { apply, set, settle, settleSoon, state } = view;
  let known = { lines: null, stages: [], letters: [] };

  // The merges of the corpus, counted again only when it has changed.
  function learned(lines) {
    const key = lines.join("\n");
    if (known.lines !== key) {
      const { counts } = readLines(lines);
      const letters = lettersOf(counts.map(([word]) => word));
      known = { lines: key, stages: mergeStages(counts), letters };
    }
    return known;
  }
  const shownStep = () => Math.min(state().step, learned(state().corpus).stages.length - 1);
  const go = (by) => apply({ step: shownStep() + by });

  const before = button("Back", () => go(-1), "before");
  const after = button("Merge", () => go(1), "next");
  const range = { least: 0, most: 1, step: 1 };
  const step = slider({ label: "merges made", sign: "merges", name: "step", range },
    (value) => set({ step: value }), settle);
  const words = element("div", { class: "merge-corpus", role: "group", tabindex: "0" });
  const bars = element("ol", { class: "merge-bars", "aria-label": "counts of pairs" });
  const typed = element("input", {
    type: "text", class: "merge-typed", "data-act": "word", "aria-label": "a word of yours",
    autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: MOST.letters,
    oninput: () => { set({ word: sensibleWord(typed.value) }); settleSoon(); },
  });
  const split = element("span", { class: "merge-tokens" });
  const wrong = element("p", { class: "merge-wrong", role: "alert" });
  const editor = element("textarea", {
    class: "merge-editor", rows: 5, "data-act": "corpus", spellcheck: "false",
    "aria-label": "the corpus, a word and its count on each line",
    autocapitalize: "off", oninput: onEdit,
  });

  function onEdit() {
    const { counts, wrong: words } = readLines(editor.value.split("\n"));
    wrong.textContent = words ?? "";
    if (!counts) return;
    set({ corpus: linesOf(counts) });
    settleSoon();
  }

  const title = element("p", { class: "ex-headline" });
  const why = element("p", { class: "merge-why" });
  const readings = element("dl", { class: "ex-readings" });
  const list = element("p", { class: "merge-list" });
  const legend = element("div", { class: "ex-legend" });
  legend.innerHTML = '<span><span class="merge-token is-next">u</span>'
    + '<span class="merge-token is-next">g</span> merge next</span>'
    + '<span><span class="merge-token is-new">ug</span> made last</span>'
    + '<span><span class="merge-token is-unknown">m</span> not in the alphabet</span>';
  view.body.append(
    element("div", { class: "ex-top merge-top" },
      element("div", { class: "merge-steps" }, before, after), step.node),
    element("div", { class: "ex-picture" }, words, bars,
      element("label", { class: "merge-own" }, "your word ", typed, split), legend),
    element("div", { class: "ex-side" }, title, why, readings, list,
      element("label", { class: "merge-edit" }, "corpus, word:count", editor), wrong,
      element("div", { class: "ex-buttons" }, ...view.buttons)));

  // What was typed stays as it is while it means the corpus that is shown.
  function showCorpus(lines) {
    const { counts } = readLines(editor.value.split("\n"));
    if (counts && linesOf(counts).join() === lines.join()) return;
    if (!counts && document.activeElement === editor && !view.changed.has("corpus")) return;
    editor.value = lines.join("\n");
    editor.rows = Math.min(8, Math.max(4, lines.length));
    wrong.textContent = "";
  }

  function draw() {
    const { corpus, word } = state();
    const { stages, letters } = learned(corpus);
    const last = stages.length - 1;
    const at = shownStep();
    const stage = stages[at];
    const merges = mergesOf(stages, at);
    const made = merges.length ? merges[at - 1].left + merges[at - 1].right : null;
    words.replaceChildren(
      ...stage.corpus.map((one) => wordNode(one, stage.totals[0], made)));
    bars.replaceChildren(...barNodes(stage.totals));
    const tokens = splitBy(word, merges);
    split.replaceChildren(...splitNodes(tokens, letters));
    if (typed.value !== word) typed.value = word;
    step.input.max = Math.max(1, last);
    step.input.disabled = last === 0;
    step.show(at);
    before.disabled = at === 0;
    after.disabled = at === last;
    title.textContent = headline(stage);
    why.textContent = reason(stage);
    readings.replaceChildren(...readingRows([
      ["tokens in the corpus", tokenCount(stage.corpus).toLocaleString("en-US")],
      ["tokens in the vocabulary",
        `${letters.length + at} = ${letters.length} letters + ${at} merges`],
    ]));
    list.textContent = merges.length
      ? `Learned: ${merges.map(({ left, right }) => `${left}+${right}`).join(", ")}` : "";
    showCorpus(corpus);
    view.root.dataset.merges = at;
    view.say(() => summary(at, stage, word, tokens), words);
  }

  return { draw };
}

export const render = explorable({
  title: "Byte-pair encoding, merge by merge", name: "merges", fields: FIELDS_OF_MERGES,
  sensible: sensibleMerges, create: createMerges,
});

export default { render };
