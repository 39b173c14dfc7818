// Filters the rows of each ledger on the page, and shows the one the address names.
// The choice lives in the address: #ledger=verdict:fails;part:loss
const FIELD = "ledger=";

function readChoice() {
  const text = decodeURIComponent(location.hash.slice(1));
  if (!text.startsWith(FIELD)) return null;
  const pairs = text.slice(FIELD.length).split(";").map((pair) => pair.split(":"));
  return Object.fromEntries(pairs);
}

function writeChoice(choice) {
  if (globalThis.google?.colab || document.querySelector(".jp-Notebook")) return;
  const pairs = Object.entries(choice).filter(([, value]) => value);
  const text = pairs.map(([name, value]) => `${name}:${encodeURIComponent(value)}`);
  const hash = text.length ? `#${FIELD}${text.join(";")}` : location.pathname;
  history.replaceState(history.state, "", hash);
}

export function fits({ verdict = "", part = "", words = "" }, row) {
  const text = row.textContent.toLowerCase();
  return (!verdict || row.dataset.verdict === verdict)
    && (!part || row.dataset.part === part)
    && words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}

function filterable(ledger) {
  const form = ledger.querySelector("form");
  const rows = [...ledger.querySelectorAll("tbody tr")];
  const choice = () => Object.fromEntries(new FormData(form));
  const set = (values) => {
    for (const { name } of form.querySelectorAll("[name]"))
      form.elements[name].value = values[name] ?? "";
  };
  const show = () => {
    for (const row of rows) row.hidden = !fits(choice(), row);
    const shown = rows.filter((row) => !row.hidden).length;
    form.querySelector("output").textContent = `${shown} of ${rows.length} claims`;
  };
  const follow = () => {
    const chosen = readChoice();
    if (chosen) set(chosen);
    const row = rows.find(({ id }) => id && location.hash === `#${id}`);
    if (row?.hidden) set({});
    show();
    if (!row) return;
    const reasons = row.querySelector("details");
    if (reasons) reasons.open = true;
    row.scrollIntoView();
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { show(); writeChoice(choice()); });
  addEventListener("hashchange", follow);
  follow();
}

document.querySelectorAll(".ledger").forEach((ledger) => {
  if (ledger.dataset.ready) return;
  ledger.dataset.ready = "yes";
  filterable(ledger);
});
