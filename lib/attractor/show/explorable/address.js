// The state in the address: #landscape=energy:distance;beta:1;patterns:-2_0_1;query:0
// Pairs in any order; points are joined by "_", coordinates by ","; "full" fills
// the window. What cannot be read is left out. Fields of the fragment are joined
// by "&", so that several explorables can share one.

const parsed = (text) => (text.trim() ? Number(text) : NaN);
const decimals = (value) => String(Math.round(value * 1000) / 1000);
const list = (text) => text.split(",").map(parsed);

// What a trait can be: how it is written and read.
const FORMS = {
  number: { write: (value) => String(Number(value.toPrecision(6))), read: Number },
  word: { write: String, read: String },
  words: { write: (names) => names.join(","), read: (text) => text.split(",") },
  switch: { write: (on) => (on ? "on" : "off"), read: (text) => text === "on" },
  point: { write: (values) => values.map(decimals).join(","), read: list },
  points: {
    write: (all) => all.map((values) => values.map(decimals).join(",")).join("_"),
    read: (text) => text.split("_").map(list),
  },
};

// fields: { trait: form } in the order of the address.
export function encodeFields(fields, state, full = false) {
  const empty = (value) => Array.isArray(value) && value.length === 0;
  const pairs = Object.entries(fields)
    .filter(([key]) => state[key] !== undefined && !empty(state[key]))
    .map(([key, form]) => {
      const value = state[key];
      return `${key}:${value === null ? "none" : FORMS[form].write(value)}`;
    });
  return [...pairs, ...(full ? ["full"] : [])].join(";");
}

export function decodeFields(fields, text) {
  const pairs = new Map(text.split(";").map((pair) => {
    const [key, ...rest] = pair.split(":");
    return [key.trim(), rest.join(":").trim()];
  }));
  const state = {};
  for (const [key, form] of Object.entries(fields)) {
    const written = pairs.get(key);
    if (written) state[key] = written === "none" ? null : FORMS[form].read(written);
  }
  return { state, full: pairs.has("full") };
}

function fragmentFields() {
  let text = location.hash.slice(1);
  try { text = decodeURIComponent(text); } catch { /* a stray percent sign: as it is */ }
  return text ? text.split("&") : [];
}

// The text of the field `key` in the page's address, or null.
export function readAddress(key) {
  const field = fragmentFields().find((text) => text.startsWith(`${key}=`));
  return field === undefined ? null : field.slice(key.length + 1);
}

// The page's address with this field set, others kept.
export function addressWith(key, text) {
  const others = fragmentFields().filter(
    (field) => field.includes("=") && !field.startsWith(`${key}=`));
  const base = location.href.split("#")[0];
  return `${base}#${[...others, `${key}=${text}`].join("&")}`;
}

// A notebook's address belongs to the notebook.
const inNotebook = () => Boolean(globalThis.google?.colab
  || document.querySelector("[data-jp-theme-name], .jp-Notebook, .vscode-body"));

export function writeAddress(key, text) {
  if (inNotebook()) return;
  try {
    history.replaceState(history.state, "", addressWith(key, text));
  } catch { /* some frames have no history of their own */ }
}

// Every key belongs to the first model that asks; the next gets a numbered one.
const REGISTRY = Symbol.for("attractor.explorable.keys");

export function claimKey(model, name) {
  const owners = (globalThis[REGISTRY] ??= new Map());
  for (let count = 1; ; count++) {
    const key = count === 1 ? name : `${name}-${count}`;
    const owner = owners.get(key);
    if (owner && owner.model !== model) continue;
    owners.set(key, { model, views: (owner?.views ?? 0) + 1 });
    return key;
  }
}

export function releaseKey(key) {
  const owners = globalThis[REGISTRY];
  const owner = owners.get(key);
  if (owner.views === 1) owners.delete(key);
  else owners.set(key, { ...owner, views: owner.views - 1 });
}
