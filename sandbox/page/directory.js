// Who and what is meant by an id, as the present person sees it.

import { state } from "./state.js";
import { readable } from "./colour.js";

export const ChannelType = Object.freeze({ TEXT: 0, DIRECT: 1, VOICE: 2, CATEGORY: 4, NEWS: 5, NEWS_THREAD: 10, PUBLIC_THREAD: 11, PRIVATE_THREAD: 12, STAGE: 13, FORUM: 15 });

/** The channels and threads of all servers that can be opened, then the direct conversations. */
export function readableChannels() {
  return [...state.guilds.flatMap((guild) => [...guild.channels.filter((c) => c.type !== ChannelType.CATEGORY), ...guild.threads]), ...state.direct];
}

/** A channel, category, thread or direct conversation, or null. */
export function channelById(id) {
  for (const guild of state.guilds) {
    const found = guild.channels.find((c) => c.id === id) ?? guild.threads.find((t) => t.id === id);
    if (found) return found;
  }
  return state.direct.find((c) => c.id === id) ?? null;
}

/** What a person is called outside any server. */
export const called = (user) => user.global_name ?? user.username;

/** Whom a direct conversation is with; null for any other channel. */
export function partnerIn(channel) {
  if (channel?.type !== ChannelType.DIRECT) return null;
  return channel.recipients.find((user) => user.id !== state.me.id) ?? null;
}

/** A channel's name as it is written: `#general`, `@Lanekeeper`. */
export function titleOf(channel) {
  const partner = partnerIn(channel);
  return partner ? `@${called(partner)}` : `#${channel.name}`;
}

/** A channel's name in the address: a conversation goes by the other's user name, `@lanekeeper`. */
export function addressOf(channel) {
  const partner = partnerIn(channel);
  return partner ? `@${partner.username}` : channel.name;
}

/** The server that a channel or thread belongs to, or what stands for one around a conversation; the first server without an id. */
export function guildOf(channelId) {
  const conversation = state.direct.find((c) => c.id === channelId);
  if (conversation) return asServer(conversation);
  return state.guilds.find((g) => g.channels.some((c) => c.id === channelId) || g.threads.some((t) => t.id === channelId)) ?? state.guilds[0] ?? null;
}

/** A conversation in the shape of a server: its two members, without nicknames, roles or channels. */
function asServer(conversation) {
  const members = [partnerIn(conversation), state.me].filter(Boolean).map((user) => ({ user, nick: null, roles: [] }));
  return { id: conversation.id, name: titleOf(conversation), members, roles: [], channels: [], threads: [], direct: true };
}

/** The server on screen. */
export const currentGuild = () => guildOf(state.channelId);

/** A member of the server on screen, or null. */
export function memberById(userId, guild = currentGuild()) {
  return guild?.members.find((m) => m.user.id === userId) ?? null;
}

/** A role of the server on screen, or null. */
export function roleById(id, guild = currentGuild()) {
  return guild?.roles.find((r) => r.id === id) ?? null;
}

/** What a person is called in the server on screen. */
export function nameOf(user) {
  return memberById(user.id)?.nick ?? called(user);
}

/** A member's roles, highest first, without @everyone. */
export function rolesOf(member, guild = currentGuild()) {
  return guild.roles
    .filter((role) => role.id !== guild.id && member.roles.includes(role.id))
    .sort((a, b) => b.position - a.position);
}

/** The colour for a user's name as a CSS value, from the highest role that has one; null for none. */
export function nameColour(userId) {
  const member = memberById(userId);
  const role = member && rolesOf(member).find(roleColour);
  return role ? readable(roleColour(role)) : null;
}

const roleColour = (role) => role.colors?.primary_color ?? role.color ?? 0;

/** A role's colour as a CSS value that can be read on this page; null for none. */
export const colourOfRole = (role) => (roleColour(role) ? readable(roleColour(role)) : null);

/** True if the message pings the present person, by name, role or @everyone. */
export function mentionsMe(message) {
  const mine = memberById(state.me.id, guildOf(message.channel_id))?.roles ?? [];
  return Boolean(message.mention_everyone)
    || (message.mentions ?? []).some((user) => user.id === state.me.id)
    || (message.mention_roles ?? []).some((role) => mine.includes(role));
}
