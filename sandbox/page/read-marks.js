// What has been read, per person and channel. Kept for the tab's life; nothing from before the page was opened counts as unread.

import { state, publish } from "./state.js";
import { readableChannels } from "./directory.js";
import { compareIds, idAt } from "./snowflake.js";

const KEY = "read-marks";
const opened = idAt(Date.now());
const marks = new Map(JSON.parse(sessionStorage.getItem(KEY) ?? "[]"));
const mentions = new Map();

const keyOf = (channelId) => `${state.me?.id}/${channelId}`;

/** The id of the newest message in the channel that this person has seen. */
export function readUpTo(channelId) {
  return marks.get(keyOf(channelId)) ?? opened;
}

/** True if something newer than the mark stands in the channel. */
export function isUnread(channel) {
  return Boolean(channel.last_message_id) && compareIds(channel.last_message_id, readUpTo(channel.id)) > 0;
}

/** Everything that can be opened and has something unread. */
export const unreadChannels = () => readableChannels().filter(isUnread);

/** How many unread messages mention this person, or were written to them directly. */
export function mentionCount(channelId) {
  return mentions.get(keyOf(channelId)) ?? 0;
}

/** Counts a mention or a direct message that came while the channel was not being read. */
export function countMention(channelId) {
  mentions.set(keyOf(channelId), mentionCount(channelId) + 1);
}

/** Everything up to `messageId` in the channel has been seen. */
export function markRead(channelId, messageId) {
  mentions.delete(keyOf(channelId));
  if (messageId && compareIds(messageId, readUpTo(channelId)) > 0) {
    marks.set(keyOf(channelId), messageId);
    sessionStorage.setItem(KEY, JSON.stringify([...marks]));
  }
  publish("unread");
}
