// The address after `#`: `#/priya.nair/checkout`, `#/priya.nair/@lanekeeper`, names where they are unique, ids otherwise.

/** The person and channel that the address names (either may be missing). */
export function readRoute() {
  const [person, channel] = location.hash.replace(/^#\/?/, "").split("/").map(decode);
  return { person: person || null, channel: channel || null };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const encode = (part) => encodeURIComponent(part).replaceAll("%40", "@");

/** Writes the address without adding to the history of a plain reload; a change of channel is a step back one can take. */
export function writeRoute(person, channel) {
  const hash = `#/${[person, channel].filter(Boolean).map(encode).join("/")}`;
  if (hash === location.hash) return;
  if (location.hash === "") history.replaceState(null, "", hash);
  else history.pushState(null, "", hash);
}

/** Calls back when the person goes back, forward or edits the address. */
export function onRoute(callback) {
  addEventListener("popstate", () => callback(readRoute()));
}

/** The one of `items` that `wanted` names by id or by `nameOf(item)`. */
export function named(items, wanted, nameOf) {
  if (!wanted) return null;
  return items.find((item) => item.id === wanted) ?? items.find((item) => nameOf(item) === wanted) ?? null;
}

/** The name of `item` if no other one has it, else its id. */
export function nameFor(items, item, nameOf) {
  const name = nameOf(item);
  return items.filter((other) => nameOf(other) === name).length === 1 ? name : item.id;
}
