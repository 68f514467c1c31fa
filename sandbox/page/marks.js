// What people leave on messages: reactions, votes, pins. Doing it, and hearing of it.

import * as api from "./api.js";
import { publish, state } from "./state.js";
import { orComplain } from "./announce.js";

/** Adds one's reaction, or takes it away. What comes of it is told by the event stream. */
export const react = (message, emoji, on) => orComplain(() => api.react(state.me.id, message.id, emoji.id ? `${emoji.name}:${emoji.id}` : emoji.name, on));

/** Votes for exactly these answers; none takes the vote back. */
export const vote = (message, answers) => orComplain(() => api.vote(state.me.id, message.id, answers));

/** Ends one's own poll. */
export const endPoll = (message) => orComplain(() => api.endPoll(state.me.id, message.id));

/** Pins a message, or unpins it. */
export const pin = (message, on) => orComplain(() => api.pin(state.me.id, message.id, on));

/** Notes what now stands on a message. */
export function marked({ id, channel_id, ...marks }) {
  const history = state.histories.get(channel_id);
  if (!history?.messages.some((message) => message.id === id)) return;
  history.messages = history.messages.map((message) => (message.id === id ? { ...message, ...marks } : message));
  publish("messages");
}
