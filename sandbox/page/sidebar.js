// The direct conversations, then the servers, their categories, channels and threads.

import { el, fill, icon } from "./dom.js";
import { state, subscribe } from "./state.js";
import { called, ChannelType, partnerIn, readableChannels } from "./directory.js";
import { openChannel } from "./session.js";
import { avatar } from "./media.js";
import { compareIds } from "./snowflake.js";
import { isUnread, mentionCount } from "./read-marks.js";
import { orComplain } from "./announce.js";
import { closeDrawers } from "./drawers.js";

const nav = document.getElementById("sidebar");
const opener = document.getElementById("open-sidebar");
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
  fill(list, state.direct.length > 0 && conversations(), state.guilds.map(server));
  if (focused && !list.contains(document.activeElement)) list.querySelector(`[data-channel-id="${focused}"]`)?.focus();
  drawOpener();
}

/** While the side bar is a drawer, its button says that something in it is for this person. */
function drawOpener() {
  const waiting = readableChannels().some((c) => c.id !== state.channelId && mentionCount(c.id) > 0);
  opener.classList.toggle("unread", waiting);
  opener.setAttribute("aria-label", waiting ? "Channels, with something new for you" : "Channels");
}

/** The one that was written in last stands first. */
function conversations() {
  const age = (channel) => channel.last_message_id ?? channel.id;
  const latest = state.direct.filter(partnerIn).sort((a, b) => compareIds(age(b), age(a)));
  return el("section", { class: "server", "aria-label": "Direct messages", "data-testid": "direct-messages" },
    el("h2", { class: "server-name" }, "Direct messages"),
    el("ul", { class: "channels" }, latest.map((channel) => el("li", {}, conversation(channel)))));
}

function conversation(channel) {
  const partner = partnerIn(channel);
  return link(channel, { name: called(partner), key: partner.username, face: avatar(partner, "small"), noun: "new message" });
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
  return el("ul", { class: "channels" }, channels.map((channel) => el("li", {}, channelLink(guild, channel), threadsOf(guild, channel))));
}

function threadsOf(guild, channel) {
  const threads = guild.threads.filter((t) => t.parent_id === channel.id && (!t.thread_metadata?.archived || t.id === state.channelId));
  return threads.length > 0 && el("ul", { class: "threads" }, threads.map((thread) => el("li", {}, channelLink(guild, thread))));
}

const channelLink = (guild, channel) => link(channel, { name: channel.name, key: channel.name, face: icon(iconOf(guild, channel)), noun: "mention" });

/** What opens a channel: `noun` is what its badge counts, `key` tells links apart where a test or script looks for one. */
function link(channel, { name, key, face, noun }) {
  const here = channel.id === state.channelId;
  const unread = !here && isUnread(channel);
  const mentions = mentionCount(channel.id);
  return el("button", {
    type: "button", class: `channel ${unread ? "unread" : ""}`, "aria-current": here ? "page" : null, "data-testid": "channel", "data-channel-id": channel.id, "data-name": key,
    onclick: () => { closeDrawers(); orComplain(() => openChannel(channel.id)); },
  }, face, el("span", { class: "channel-name" }, name),
  unread && el("span", { class: "sr" }, " unread"),
  mentions > 0 && el("span", { class: "badge", "aria-label": `${mentions} ${noun}${mentions === 1 ? "" : "s"}` }, String(mentions)));
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
