// The servers, their categories, channels and threads.

import { el, fill, icon } from "./dom.js";
import { state, subscribe } from "./state.js";
import { ChannelType } from "./directory.js";
import { openChannel } from "./session.js";
import { isUnread, mentionCount } from "./read-marks.js";
import { orComplain } from "./announce.js";
import { closeDrawers } from "./drawers.js";

const nav = document.getElementById("sidebar");
const list = el("div", { class: "servers" });
const folded = new Set();

/** Begins to draw. */
export function startSidebar() {
  nav.append(list);
  nav.addEventListener("keydown", onKey);
  subscribe("view channel unread", draw);
}

function draw() {
  const focused = document.activeElement?.dataset?.channelId;
  fill(list, state.guilds.map(server));
  if (focused && !list.contains(document.activeElement)) list.querySelector(`[data-channel-id="${focused}"]`)?.focus();
}

function server(guild) {
  const loose = guild.channels.filter((c) => !c.parent_id && c.type !== ChannelType.CATEGORY);
  const categories = guild.channels.filter((c) => c.type === ChannelType.CATEGORY);
  return el("section", { class: "server", "aria-label": guild.name },
    el("h2", { class: "server-name" }, guild.name),
    loose.length > 0 && channelList(guild, loose),
    categories.map((category) => categoryPart(guild, category)));
}

function categoryPart(guild, category) {
  const inside = guild.channels.filter((c) => c.parent_id === category.id);
  const closed = folded.has(category.id);
  const shown = closed ? inside.filter((c) => c.id === state.channelId || isUnread(c)) : inside;
  const toggle = () => {
    if (closed) folded.delete(category.id);
    else folded.add(category.id);
    draw();
  };
  return [
    el("h3", { class: "category" }, el("button", { type: "button", "aria-expanded": String(!closed), "data-channel-id": category.id, onclick: toggle }, icon(closed ? "right" : "down"), category.name)),
    channelList(guild, shown),
  ];
}

function channelList(guild, channels) {
  return el("ul", { class: "channels" }, channels.map((channel) => el("li", {}, link(guild, channel), threadsOf(guild, channel))));
}

function threadsOf(guild, channel) {
  const threads = guild.threads.filter((t) => t.parent_id === channel.id && (!t.thread_metadata?.archived || t.id === state.channelId));
  return threads.length > 0 && el("ul", { class: "threads" }, threads.map((thread) => el("li", {}, link(guild, thread))));
}

function link(guild, channel) {
  const here = channel.id === state.channelId;
  const unread = !here && isUnread(channel);
  const mentions = mentionCount(channel.id);
  return el("button", {
    type: "button", class: `channel ${unread ? "unread" : ""}`, "aria-current": here ? "page" : null, "data-testid": "channel", "data-channel-id": channel.id, "data-name": channel.name,
    onclick: () => { closeDrawers(); orComplain(() => openChannel(channel.id)); },
  }, icon(iconOf(guild, channel)), el("span", { class: "channel-name" }, channel.name),
  unread && el("span", { class: "sr" }, " unread"),
  mentions > 0 && el("span", { class: "badge", "aria-label": `${mentions} mention${mentions === 1 ? "" : "s"}` }, String(mentions)));
}

/** The lock means that @everyone may not see the channel. */
function iconOf(guild, channel) {
  if (channel.type === ChannelType.PRIVATE_THREAD) return "lock";
  if (channel.type === ChannelType.PUBLIC_THREAD || channel.type === ChannelType.NEWS_THREAD) return "thread";
  if (channel.type === ChannelType.VOICE || channel.type === ChannelType.STAGE) return "voice";
  if (channel.type === ChannelType.NEWS) return "megaphone";
  const everyone = (channel.permission_overwrites ?? []).find((o) => o.id === guild.id);
  return everyone && BigInt(everyone.deny) & 1024n ? "lock" : "hash";
}

/** Arrow keys walk the list. */
function onKey(event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by) return;
  const all = [...nav.querySelectorAll("button")];
  all[all.indexOf(document.activeElement) + by]?.focus();
  event.preventDefault();
}
