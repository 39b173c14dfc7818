// Pictures of eight by eight pixels: sixteen hexadecimal digits, or ±1 for each unit.

export const SIDE = 8;
export const UNITS = SIDE * SIDE;
const HEX = /^[0-9a-f]{16}$/;

export const isPicture = (word) => HEX.test(word);

// Row by row from the top left; dark is +1.
export function unpack(word) {
  const states = new Float64Array(UNITS);
  [...word].forEach((digit, k) => {
    const four = parseInt(digit, 16);
    for (let bit = 0; bit < 4; bit++)
      states[4 * k + bit] = (four >> (3 - bit)) & 1 ? 1 : -1;
  });
  return states;
}

export function pack(states) {
  let word = "";
  for (let unit = 0; unit < UNITS; unit += 4) {
    let four = 0;
    for (let bit = 0; bit < 4; bit++) four = 2 * four + Number(states[unit + bit] > 0);
    word += four.toString(16);
  }
  return word;
}

// "3" names the fourth picture of the library; any other word is a picture itself.
export const pictureOf = (word, library) => library[word] ?? word;

// The units of a picture in an order that looks random and is the same every time.
export function shuffled(random) {
  const order = Array.from({ length: UNITS }, (_, unit) => unit);
  for (let last = UNITS - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

// `states` with the first `count` units of `order` turned over.
export function damaged(states, order, count) {
  const result = states.slice();
  for (const unit of order.slice(0, count)) result[unit] *= -1;
  return result;
}
