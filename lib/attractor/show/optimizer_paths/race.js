// Every rule down the same valley from the same start.
import { RULES } from "./rules.js";
import { valleyOf } from "./valleys.js";

const FAR = 1e6; // a rule that gets farther than this runs away, and stops there

// The points of one rule and the values there, the start first.
export function pathOf(name, setting) {
  const valley = valleyOf(setting);
  const { start, step } = RULES[name];
  let [point, memory] = [setting.start, start()];
  const points = [point];
  for (let k = 0; k < setting.steps && !(Math.hypot(...point) > FAR); k++) {
    ({ w: point, memory } = step(setting, point, valley.slope(...point), memory));
    points.push(point);
  }
  return { points, values: points.map(([x, y]) => valley.value(x, y)) };
}

// { name: { points, values, away } } of the rules in setting.rules; away says that the
// rule ended much higher than it began.
export function raceOf(setting) {
  return Object.fromEntries(setting.rules.map((name) => {
    const path = pathOf(name, setting);
    const last = path.values[path.values.length - 1];
    return [name, { ...path, away: !(last <= 10 * Math.max(path.values[0], 1e-9)) }];
  }));
}

// The rule with the lowest last value; null where all run away.
export function lowestOf(race) {
  const staying = Object.entries(race).filter(([, path]) => !path.away);
  const last = ([, { values }]) => values[values.length - 1];
  return staying.length
    ? staying.reduce((best, one) => (last(one) < last(best) ? one : best))[0] : null;
}
