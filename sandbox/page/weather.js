// What the weather panel can set, as parts of the forecast that `/weather` takes. Pure; the panel draws it.

/** Stops of the sliders: how long things take, in milliseconds, and how probable faults are. */
export const DELAYS = [0, 100, 300, 1000, 2500, 4000];
export const CHANCES = [0, 0.05, 0.1, 0.25, 0.5, 1];

/** The kinds of faults that the panel knows, each with what it looks like in the forecast. Other faults are left as they are. */
const KINDS = {
  errors: { list: "calls", what: { server_error: { status: 503 } } },
  limits: { list: "calls", what: { rate_limit: { retry_after_ms: 1000 } } },
  resets: { list: "calls", what: "reset_after" },
  twice: { list: "events", what: "duplicate" },
  swapped: { list: "events", what: "reorder" },
};

const plain = (fault) => !fault.method && !fault.route && !fault.event && fault.times === undefined;
const isOf = (kind) => (fault) => plain(fault) && JSON.stringify(fault.what) === JSON.stringify(KINDS[kind].what);

/** How probable a kind of fault is in a forecast. */
export const chanceOf = (forecast, kind) => forecast[KINDS[kind].list].find(isOf(kind))?.chance ?? 0;

/** The forecast with another probability for a kind of fault. */
export function withChance(forecast, kind, chance) {
  const { list, what } = KINDS[kind];
  const others = forecast[list].filter((fault) => !isOf(kind)(fault));
  return { ...forecast, [list]: chance > 0 ? [...others, { what, chance }] : others };
}

/** The forecast in which calls or events take at least so long. */
export function withDelay(forecast, name, milliseconds) {
  return { ...forecast, [name]: { ...forecast[name], fixed_ms: milliseconds } };
}

/** The stop of a slider that is nearest to a value. */
export function nearest(stops, value) {
  const distance = (stop) => Math.abs(stop - value);
  return stops.reduce((best, stop, index) => (distance(stop) < distance(stops[best]) ? index : best), 0);
}

/** Whether nothing is to go wrong. */
export function isFair(weather) {
  const { calls, events, call_latency: call, event_latency: event } = weather.forecast;
  const slow = [call, event].some((latency) => latency.fixed_ms + latency.jitter_ms > 0);
  return !weather.rate_limits && calls.length === 0 && events.length === 0 && !slow && !weather.hush_acks;
}

/** A delay in words. */
export const delayWords = (milliseconds) => (milliseconds === 0 ? "not at all" : milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`);

/** A probability in words. */
export const chanceWords = (chance) => (chance === 0 ? "never" : chance === 1 ? "always" : `${Math.round(chance * 100)} %`);

/** What has happened, as pairs of a word and a number. */
export function counts({ tally, struck }) {
  return [["calls", tally.calls], ["429s", tally.rate_limited], ["refused", tally.refused], ["failed", tally.failed], ["faults", struck.total]];
}
