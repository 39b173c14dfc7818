// The shelf of ten digits and what the reader stored: pictures to begin from, boxes
// that say what is stored, and a bar for each overlap.
import { element, number } from "../explorable/elements.js";
import { sized } from "../explorable/canvas.js";
import { DIGITS } from "./state.js";
import { pictureOf, SIDE, unpack } from "./pixels.js";
import { nameOf } from "./words.js";

const SIZE = 40;

// act: load(word), keep(word, on).
export function createShelf(act) {
  const node = element("div", { class: "pad-shelf", role: "group", "aria-label": "Memory" });
  const items = new Map();

  function item(word, at) {
    const name = nameOf(word, at);
    const canvas = element("canvas", { "aria-hidden": "true" });
    const cue = element("button", {
      type: "button", class: "pad-cue", "data-cue": word, "aria-label": `Draw ${name}`,
      title: `Draw ${name}`, onclick: () => act.load(word),
    }, canvas);
    const box = element("input", {
      type: "checkbox", "data-keep": word, "aria-label": `Store ${name}`,
      onchange: () => act.keep(word, box.checked),
    });
    const bar = element("i");
    const value = element("b");
    const place = element("div", { class: "pad-item" }, cue,
      element("label", {}, box, value), element("span", { class: "pad-bar" }, bar));
    return { place, canvas, box, bar, value };
  }

  // Makes the items anew where the words changed; keeps the focus where it was.
  function arrange(words, stored) {
    const focused = document.activeElement?.dataset ?? {};
    items.clear();
    words.forEach((word) => items.set(word, item(word, stored.indexOf(word))));
    node.replaceChildren(...[...items.values()].map(({ place }) => place));
    const kept = items.get(focused.keep)?.box;
    if (kept) kept.focus();
  }

  function show({ stored, overlaps, library }, colors, anew) {
    const words = [...DIGITS, ...stored.filter((word) => !DIGITS.includes(word))];
    const fresh = words.join() !== [...items.keys()].join();
    if (fresh) arrange(words, stored);
    for (const [word, { place, canvas, box, bar, value }] of items) {
      const at = stored.indexOf(word);
      place.classList.toggle("is-stored", at >= 0);
      box.checked = at >= 0;
      value.textContent = at >= 0 ? number(overlaps[at], 2) : "";
      bar.style.setProperty("--overlap", at >= 0 ? overlaps[at] : 0);
      if (fresh || anew) thumbnail(canvas, unpack(pictureOf(word, library)), at, colors);
    }
  }
  return { node, show };
}

function thumbnail(canvas, states, at, colors) {
  const pen = sized(canvas, SIZE, SIZE);
  const cell = SIZE / SIDE;
  pen.fillStyle = at >= 0 ? colors.pattern : colors.muted;
  states.forEach((state, unit) => {
    if (state > 0)
      pen.fillRect((unit % SIDE) * cell, Math.floor(unit / SIDE) * cell, cell, cell);
  });
}
