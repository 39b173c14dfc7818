// What the stepper says in words.

const pairSign = ({ left, right }) => `${left}+${right}`;
const times = (total) => (total === 1 ? "once" : `${total.toLocaleString("en-US")} times`);

export function headline({ totals }) {
  if (!totals.length) return "Every word is one token";
  return `Next: ${pairSign(totals[0])} → ${totals[0].left + totals[0].right}`;
}

// How the next merge was chosen.
export function reason({ totals }) {
  if (!totals.length) return "No pair of neighbors is left to count.";
  const [best, second] = totals;
  if (!second) return `It occurs ${times(best.total)}, and there is no other pair.`;
  if (second.total < best.total)
    return `It occurs ${times(best.total)}, more often than any other pair.`;
  const rivals = totals.filter(({ total }) => total === best.total).slice(1).map(pairSign);
  const which = best.left === second.left ? second.right === best.right ? "" : "right" : "left";
  return `A tie at ${best.total} with ${rivals.slice(0, 3).join(", ")}`
    + `${rivals.length > 3 ? " and others" : ""}: the older ${which} token wins.`;
}

export const tokenCount = (corpus) =>
  corpus.reduce((sum, [tokens, count]) => sum + tokens.length * count, 0);

// One sentence for a screen reader.
export function summary(step, stage, word, tokens) {
  const words = stage.corpus.slice(0, 12)
    .map(([parts, count]) => `${parts.join("·")} ${count} times`).join(", ");
  return `After ${step} ${step === 1 ? "merge" : "merges"}: ${words}. ${headline(stage)}. `
    + `${reason(stage)}${word ? ` ${word} is cut into ${tokens.join("·")}.` : ""}`;
}
