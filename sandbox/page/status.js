// What stands above and below the messages: the channel's name, who is typing, and whether sandbox and bot are there.

import { el, fill, icon } from "./dom.js";
import { state, subscribe } from "./state.js";
import { called, channelById, memberById, nameOf, partnerIn, titleOf } from "./directory.js";
import { LOCALE } from "./time.js";
import { unreadChannels } from "./read-marks.js";

const heading = document.getElementById("channel-heading");
const typing = document.getElementById("typing");
const banner = document.getElementById("banner");
const LOST_AFTER_MS = 600;
let lostTimer = 0;

/** Begins to draw. */
export function startStatus() {
  subscribe("view channel", drawHeading);
  subscribe("view channel unread person", drawTitle);
  subscribe("typing channel", drawTyping);
  subscribe("view presence", drawBanner);
  subscribe("connection", () => {
    clearTimeout(lostTimer);
    if (state.connection === "lost") lostTimer = setTimeout(drawBanner, LOST_AFTER_MS);
    else drawBanner();
  });
}

function drawHeading() {
  const channel = channelById(state.channelId);
  const partner = partnerIn(channel);
  const topic = channel && topicOf(channel);
  fill(heading, channel && [
    icon(partner ? "at" : channel.thread_metadata ? "thread" : "hash"),
    el("h1", {}, partner ? called(partner) : channel.name),
    topic && el("p", { class: "topic", title: topic }, topic),
  ]);
}

function topicOf(channel) {
  if (partnerIn(channel)) return "Only the two of you read this";
  const parent = channel.thread_metadata && channelById(channel.parent_id);
  return parent ? `a thread of #${parent.name}` : channel.topic;
}

function drawTitle() {
  const channel = channelById(state.channelId);
  const unread = unreadChannels().length;
  document.title = [unread && `(${unread})`, channel && titleOf(channel), state.me && `as ${nameOf(state.me)}`, "| discord-sandbox"].filter(Boolean).join(" ");
}

function drawTyping() {
  const now = Date.now();
  const names = [...(state.typing.get(state.channelId) ?? [])].filter(([, until]) => until > now)
    .map(([id]) => memberById(id)?.user).filter(Boolean).map(nameOf);
  const words = names.length === 1 ? `${names[0]} is typing…` : `${new Intl.ListFormat(LOCALE).format(names)} are typing…`;
  fill(typing, names.length > 0 && [el("span", { class: "dots" }, el("i"), el("i"), el("i")), words]);
}

function drawBanner() {
  banner.replaceChildren();
  if (state.connection === "lost") show("lost", "The sandbox doesn't answer. Trying to reach it again…");
  else if (state.guilds.length && state.connection === "open" && !botOnline()) noBot();
}

const botOnline = () => [...state.online.values()].some(Boolean);

function noBot() {
  show("no-bot", el("strong", {}, "No bot is connected. "), "Start yours with the API base ", el("code", {}, `${location.origin}/api/v10`),
    "; the terminal that runs the sandbox shows the token. Its commands appear here by themselves.");
}

function show(kind, ...words) {
  banner.append(el("div", { class: `banner ${kind}`, "data-testid": "banner", "data-kind": kind }, icon("warn"), el("p", {}, words)));
}
