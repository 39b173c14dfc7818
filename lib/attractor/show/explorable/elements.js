// Elements and controls that explorables are made of. A control is { node, show }:
// the element to place, and how to make it show a value that changed elsewhere.

export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

export const button = (words, act, name, properties = {}) =>
  element("button",
    { type: "button", "data-act": name, onclick: act, ...properties }, words);

let groups = 0;

// A row of radio buttons that look like one switch; options: [[value, words], ...].
export function choice(label, options, pick) {
  const name = `explorable-choice-${(groups += 1)}`;
  const inputs = options.map(([value, words]) => {
    const input = element("input", {
      type: "radio", name, value, onchange: () => pick(value),
    });
    return [value, input, element("label", {}, input, element("span", {}, words))];
  });
  const node = element("div",
    { class: "ex-choice", role: "radiogroup", "aria-label": label },
    ...inputs.map(([, , wrapped]) => wrapped));
  const show = (current) => {
    for (const [value, input] of inputs) input.checked = value === current;
  };
  return { node, show };
}

// A checkbox with words; show(on) ticks it.
export function toggle(words, flip, name = "") {
  const input = element("input", {
    type: "checkbox", "data-act": name, onchange: () => flip(input.checked),
  });
  const node = element("label", { class: "ex-toggle" }, input, ` ${words}`);
  return { node, input, show: (on) => { input.checked = on; } };
}

// A slider with its sign on the left and its value, in words(value), on the right.
// range: { least, most, step }. While it moves it calls move(value), then done().
export function slider({ label, sign, name, range, words = String }, move, done) {
  const input = element("input", {
    type: "range", min: range.least, max: range.most, step: range.step,
    "aria-label": label, "data-act": name,
    oninput: () => move(Number(input.value)), onchange: () => done(),
  });
  const output = element("output");
  const node = element("div", { class: "ex-slider" },
    element("span", { "aria-hidden": "true" }, sign), input, output);
  const show = (value) => {
    input.value = value;
    input.setAttribute("aria-valuetext", words(value));
    output.textContent = words(value);
  };
  return { node, input, show };
}

// A number as it is read: a fixed count of digits and a true minus sign.
export const number = (value, digits = 3) => {
  const text = value.toFixed(digits);
  return (Number(text) === 0 ? (0).toFixed(digits) : text).replace("-", "−");
};

export const clamp = (value, least, most) => Math.min(most, Math.max(least, value));

// A list of [term, value] rows as the children of a <dl class="ex-readings">.
export const readingRows = (rows) => rows.flatMap(([term, value]) =>
  [element("dt", {}, term), element("dd", {}, value)]);
