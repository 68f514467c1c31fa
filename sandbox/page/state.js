// What the page knows, and who wants to hear of changes. Only session.js, interactions.js, marks.js and read-marks.js write here.

/** The page's memory. Everything that depends on the person is emptied when another one is chosen. */
export const state = {
  /** Everybody that one can be. */
  people: [],
  /** Whose client this is (a user), null until chosen. */
  me: null,
  /** Guilds, channels, threads and members as `me` sees them. */
  guilds: [],
  /** The conversations of `me` with one other person or bot. */
  direct: [],
  /** The open channel's id. */
  channelId: null,
  /** Channel id → { messages: oldest first, complete: no older ones exist }. */
  histories: new Map(),
  /** Channel id → application commands usable there. */
  commands: new Map(),
  /** Bot user id → true while it is connected. */
  online: new Map(),
  /** Channel id → Map of user id → time (ms) until which they count as typing. */
  typing: new Map(),
  /** Commands that were sent and have no message yet: { key, channelId, label, detail, error }. */
  pending: [],
  /** Message id → key of the component that is being processed. */
  busy: new Map(),
  /** Message id → what went wrong with the last press or the deferred answer. */
  faults: new Map(),
  /** The message that the composer replies to. */
  replyTo: null,
  /** "connecting", "open" or "lost": the event stream. */
  connection: "connecting",
};

const subscribers = new Map();

/** Calls `callback(detail)` whenever one of the space-separated `topics` is published. */
export function subscribe(topics, callback) {
  for (const topic of topics.split(" ")) {
    if (!subscribers.has(topic)) subscribers.set(topic, []);
    subscribers.get(topic).push(callback);
  }
}

/** Tells subscribers that something changed. */
export function publish(topic, detail) {
  for (const callback of subscribers.get(topic) ?? []) callback(detail);
}

/** Forgets what belonged to the person before. */
export function forgetPerson() {
  state.guilds = [];
  state.direct = [];
  state.channelId = null;
  state.replyTo = null;
  state.pending = [];
  for (const map of [state.histories, state.commands, state.online, state.typing, state.busy, state.faults]) map.clear();
}
