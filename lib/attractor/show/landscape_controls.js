// The controls around the picture: which energy, how many dimensions, β, degree,
// the bands and the buttons. Each tells `act` what is wanted, and shows the state.
import { ENERGIES, SMOOTH } from "./energies.js";
import { BETA, DEGREE, MOST_PATTERNS } from "./landscape_state.js";
import { boundedness, WRITTEN } from "./landscape_words.js";

export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

const capital = (word) => word[0].toUpperCase() + word.slice(1);

let groups = 0;

// A row of radio buttons that look like one switch.
function choice(label, options, pick) {
  const name = `landscape-choice-${(groups += 1)}`;
  const inputs = options.map(([value, words]) => {
    const input = element("input", {
      type: "radio", name, value, onchange: () => pick(value),
    });
    return [value, input, element("label", {}, input, element("span", {}, words))];
  });
  const node = element("div",
    { class: "landscape-choice", role: "radiogroup", "aria-label": label },
    ...inputs.map(([, , wrapped]) => wrapped));
  const show = (current) => {
    for (const [value, input] of inputs) input.checked = value === current;
  };
  return { node, show };
}

function toggle(words, flip) {
  const input = element("input",
    { type: "checkbox", onchange: () => flip(input.checked) });
  const node = element("label", { class: "landscape-toggle" }, input, ` ${words}`);
  return { node, input };
}

const button = (words, act, name, properties = {}) =>
  element("button",
    { type: "button", "data-act": name, onclick: act, ...properties }, words);

// β on a logarithmic slider, beside a field for the exact number.
function betaControl(act) {
  const slider = element("input", {
    type: "range", min: Math.log10(BETA.least), max: Math.log10(BETA.most), step: 0.005,
    "aria-label": "inverse temperature β", "data-act": "beta",
    oninput: () => act.set({ beta: Number((10 ** slider.value).toPrecision(3)) }),
    onchange: () => act.settle(),
  });
  const field = element("input", {
    type: "number", min: BETA.least, max: BETA.most, step: "any",
    "aria-label": "β, exactly",
    onchange: () => { act.apply({ beta: Number(field.value) }); },
  });
  const node = element("div", { class: "landscape-slider" },
    element("span", { "aria-hidden": "true" }, "β"), slider, field);
  const show = (beta) => {
    slider.value = Math.log10(beta);
    slider.setAttribute("aria-valuetext", String(beta));
    if (Number(field.value) !== beta) field.value = beta;
  };
  return { node, show };
}

function degreeControl(act) {
  const slider = element("input", {
    type: "range", min: DEGREE.least, max: DEGREE.most, step: 1, "aria-label": "degree r",
    "data-act": "degree",
    oninput: () => act.set({ degree: Number(slider.value) }),
    onchange: () => act.settle(),
  });
  const value = element("output");
  const node = element("div", { class: "landscape-slider" },
    element("span", { "aria-hidden": "true" }, "r"), slider, value);
  const show = (degree) => { slider.value = degree; value.textContent = degree; };
  return { node, show };
}

export function createControls(act) {
  const energy = choice("energy", ENERGIES.map((name) => [name, name]),
    (name) => act.apply({ energy: name }));
  const dim = choice("dimensions", [[1, "1-D"], [2, "2-D"]], act.switchTo);
  const beta = betaControl(act);
  const degree = degreeControl(act);
  const still = element("p",
    { class: "landscape-still" }, "β does not enter this energy.");
  const first = toggle("Band of Prop. 1", (on) => act.band("proposition-1", on));
  const third = toggle("Intervals of Prop. 3", (on) => act.band("proposition-3", on));
  const opposite = button("Try ρ = ±3", act.opposite, "opposite",
    { title: "Two patterns of equal length: the counterexample to Prop. 3 as printed" });
  const bands = element("div",
    { class: "landscape-bands" }, first.node, third.node, opposite);
  const add = button("Add pattern", act.addOne, "add");
  const remove = button("Remove", act.removeOne, "remove",
    { title: "Removes the pattern that was moved last" });
  const drop = button("Drop a query", act.dropOne, "drop");
  const copy = button("Copy link", act.copy, "copy");
  const full = button("Full screen", act.fill, "full");
  const buttons = element("div", { class: "landscape-buttons" }, add, remove, drop,
    button("Paper’s Fig. 1", act.figure1, "figure-1"),
    button("Reset", act.reset, "reset"), copy, full);
  const name = element("div", { class: "landscape-name" });

  function copied(done) {
    copy.textContent = done ? "Link copied" : "See the address";
    setTimeout(() => { copy.textContent = "Copy link"; }, 2000);
  }

  function show({ query, bands: bandsShown, ...setting }, filled) {
    const smooth = SMOOTH.includes(setting.energy);
    const line = setting.patterns[0].length === 1;
    energy.show(setting.energy);
    dim.show(setting.patterns[0].length);
    beta.show(setting.beta);
    degree.show(setting.degree);
    beta.node.hidden = !smooth;
    degree.node.hidden = setting.energy !== "polynomial";
    still.hidden = smooth || setting.energy === "polynomial";
    bands.hidden = !line || !smooth;
    first.node.hidden = setting.energy !== "distance";
    first.input.checked = bandsShown.includes("proposition-1");
    third.input.checked = bandsShown.includes("proposition-3");
    opposite.hidden = !third.input.checked;
    add.disabled = setting.patterns.length >= MOST_PATTERNS;
    remove.disabled = setting.patterns.length === 1;
    drop.hidden = query !== null;
    full.textContent = filled ? "Close (Esc)" : "Full screen";
    const warning = boundedness(setting);
    name.replaceChildren(
      element("p", {}, element("b", {}, `${capital(setting.energy)} energy`),
        ...(warning ? [" ", element("strong", {}, warning)] : [])),
      element("p", { class: "landscape-formula" }, WRITTEN[setting.energy]));
  }

  return {
    top: element("div", { class: "landscape-top" }, energy.node, dim.node),
    sliders: element("div", {}, beta.node, degree.node, still),
    name, bands, buttons, copied, show,
  };
}
