// Discord's ids: 64-bit numbers as strings, whose upper bits are milliseconds since 2015.

const EPOCH = 1420070400000n;

/** Orders two ids by age: negative when `a` is older. */
export function compareIds(a, b) {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

/** The smallest id that an object made at `milliseconds` (Unix) can have. */
export function idAt(milliseconds) {
  return String((BigInt(Math.floor(milliseconds)) - EPOCH) << 22n);
}
