// The state in the address: #landscape=energy:distance;beta:1;patterns:-2_0_1;query:0
// Pairs in any order; points are joined by "_", coordinates by ","; "full" fills
// the window. What cannot be read is left out. Fields of the fragment are joined
// by "&", so that several landscapes can share one.
import { rounded, sensible } from "./landscape_state.js";

const parsed = (text) => (text.trim() ? Number(text) : NaN);
const point = (text) => text.split(",").map(parsed);
const written = (values) => rounded(values).join(",");

export function encodeState(state, full = false) {
  const pairs = [
    `energy:${state.energy}`,
    `beta:${Number(state.beta.toPrecision(6))}`,
    `patterns:${state.patterns.map(written).join("_")}`,
    `query:${state.query ? written(state.query) : "none"}`,
  ];
  if (state.energy === "polynomial") pairs.push(`degree:${state.degree}`);
  if (state.bands.length) pairs.push(`bands:${state.bands.join(",")}`);
  if (full) pairs.push("full");
  return pairs.join(";");
}

export function decodeState(text) {
  const fields = new Map(text.split(";").map((pair) => {
    const [key, ...rest] = pair.split(":");
    return [key.trim(), rest.join(":").trim()];
  }));
  const read = (key, parse) => (fields.get(key) ? parse(fields.get(key)) : undefined);
  const state = sensible({
    energy: fields.get("energy"),
    beta: read("beta", Number),
    degree: read("degree", Number),
    dim: read("dim", Number),
    patterns: read("patterns", (all) => all.split("_").map(point)),
    query: read("query", (one) => (one === "none" ? null : point(one))),
    bands: read("bands", (names) => names.split(",")),
  });
  return { state, full: fields.has("full") };
}

function fragmentFields() {
  let text = location.hash.slice(1);
  try { text = decodeURIComponent(text); } catch { /* a stray percent sign: as it is */ }
  return text ? text.split("&") : [];
}

export function readAddress(key) {
  const field = fragmentFields().find((text) => text.startsWith(`${key}=`));
  return field === undefined ? null : decodeState(field.slice(key.length + 1));
}

// The page's address with this landscape's field set, others kept.
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
const REGISTRY = Symbol.for("attractor.landscape.keys");

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
