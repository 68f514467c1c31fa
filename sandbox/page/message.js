// One message as it is drawn.

import { el, icon } from "./dom.js";
import { state } from "./state.js";
import { memberById, mentionsMe, nameColour, nameOf } from "./directory.js";
import { embedsOf } from "./embeds.js";
import { pollOf, pollResult } from "./polls.js";
import { reactionsOf } from "./reactions.js";
import { componentsOf, firstText } from "./components.js";
import { attachmentsOf, avatar } from "./media.js";
import { CommandType } from "./commands.js";
import { markdown, plainText } from "./markdown.js";
import { clock, full, moment } from "./time.js";
import { removeMessage } from "./session.js";
import { dropPending } from "./interactions.js";

const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
const COMMAND = 2;
const POLL_RESULT = 46;
const SYSTEM_WORDS = {
  1: (message) => ["added ", named(message), " to the thread."],
  2: (message) => ["removed ", named(message), " from the thread."],
  4: (message) => `changed the name: ${message.content}`,
  6: (message) => ["pinned ", original("a message", message), " to this channel."],
  7: () => "joined the server.",
  18: (message) => `started a thread: ${message.content}`,
  21: () => "started this thread.",
};

/** Whom a message of Discord's own is about. */
const named = (message) => (message.mentions?.length ? author(message.mentions[0]) : "somebody");

/** A way to the message that another one is about. */
function original(words, message) {
  const id = message.message_reference?.message_id;
  return id ? el("button", { type: "button", class: "text-button", "data-jump": id }, words) : words;
}

/** The element of a message. `compact`: it follows one of the same author, so its head is left out. */
export function messageElement(message, { compact }) {
  const classes = ["message", compact && "compact", mentionsMe(message) && "mentions-me", message.flags & EPHEMERAL && "ephemeral"];
  return el("article", {
    class: classes.filter(Boolean).join(" "), id: `message-${message.id}`, tabindex: "-1",
    "data-testid": "message", "data-message-id": message.id, "data-author": message.author.username, "aria-label": labelOf(message),
  },
  !compact && origin(message),
  compact ? el("time", { class: "side-time", datetime: message.timestamp, title: full(new Date(message.timestamp)) }, clock(new Date(message.timestamp))) : avatar(message.author),
  el("div", { class: "message-body" }, !compact && head(message), body(message), fault(message), ephemeralNote(message)),
  el("button", { type: "button", class: "icon-button more", tabindex: "-1", "aria-label": "Message actions", "aria-haspopup": "menu", "data-testid": "message-more", "data-action": "more" }, icon("more")));
}

const labelOf = (message) => `${nameOf(message.author)}, ${moment(new Date(message.timestamp))}`;

/** The line above a message that says what it answers: a command, or another message. */
function origin(message) {
  const use = message.interaction_metadata ?? message.interaction;
  if (use?.type === COMMAND) return commandOrigin(message, use);
  if (message.message_reference && message.referenced_message !== undefined && message.type !== 21) return replyOrigin(message.referenced_message);
  return null;
}

function commandOrigin(message, use) {
  const name = use.name ?? message.interaction?.name;
  const slash = !use.target_message_id && !use.target_user && !isMenuCommand(name);
  return el("div", { class: "origin", "data-testid": "interaction-header" }, el("span", { class: "elbow" }), avatar(use.user, "tiny"),
    author(use.user), el("span", {}, " used "), el("span", { class: "command-name" }, name ? `${slash ? "/" : ""}${name}` : "a command"));
}

const isMenuCommand = (name) => (state.commands.get(state.channelId) ?? []).some((c) => c.name === name && c.type !== CommandType.CHAT_INPUT);

function replyOrigin(original) {
  if (!original) return el("div", { class: "origin" }, el("span", { class: "elbow" }), el("em", {}, "The original message was deleted."));
  const words = plainText(original.content || firstText(original.components), original.mentions) || (original.embeds?.length ? original.embeds[0].title ?? "an embed" : "a file");
  return el("div", { class: "origin", "data-testid": "reply-header" }, el("span", { class: "elbow" }), avatar(original.author, "tiny"), author(original.author),
    el("button", { type: "button", class: "reply-words", "data-jump": original.id, title: "Go to this message" }, words));
}

function author(user) {
  return el("button", { type: "button", class: "author", "data-user": user.id, style: { color: nameColour(user.id) } }, nameOf(user));
}

function head(message) {
  const date = new Date(message.timestamp);
  const known = message.author.bot || memberById(message.author.id);
  return el("div", { class: "message-head" }, author(message.author),
    message.author.bot && el("span", { class: "app-tag" }, "APP"),
    !known && el("span", { class: "left-tag" }, "no longer here"),
    el("time", { datetime: message.timestamp, title: full(date) }, moment(date)),
    message.pinned && el("span", { class: "pinned" }, icon("pin"), "pinned"));
}

function body(message) {
  if (message.flags & LOADING) return thinking(message);
  if (message.type === POLL_RESULT) return [pollResult(message), reactionsOf(message)];
  if (SYSTEM_WORDS[message.type]) return el("div", { class: "system" }, SYSTEM_WORDS[message.type](message));
  return [
    message.content && content(message),
    (message.message_snapshots ?? []).map((snapshot) => forwarded(snapshot.message)),
    attachmentsOf(message),
    embedsOf(message),
    pollOf(message),
    componentsOf(message),
    !message.content && message.edited_timestamp && edited(message),
    reactionsOf(message),
    message.thread && threadLink(message.thread),
  ];
}

/** The words, and the edited mark on their last line where that is prose. */
function content(message) {
  const blocks = markdown(message.content, message.mentions);
  const mark = message.edited_timestamp && edited(message);
  const prose = blocks.at(-1)?.classList.contains("md-text");
  if (mark && prose) blocks.at(-1).append(mark);
  return el("div", { class: "content md", dir: "auto" }, blocks, mark && !prose && mark);
}

/** What another message said when it was forwarded. */
function forwarded(message) {
  return el("div", { class: "forwarded", "data-testid": "forwarded" }, el("p", {}, "Forwarded"),
    message.content && el("div", { class: "md", dir: "auto" }, markdown(message.content, message.mentions)), attachmentsOf(message), embedsOf(message));
}

function thinking(message) {
  return el("div", { class: "thinking", role: "status" }, el("span", { class: "dots" }, el("i"), el("i"), el("i")), `${nameOf(message.author)} is thinking…`);
}

function edited(message) {
  return el("span", { class: "edited", title: full(new Date(message.edited_timestamp)) }, "(edited)");
}

function threadLink(thread) {
  return el("button", { type: "button", class: "thread-link", "data-channel": thread.id }, icon("thread"), thread.name);
}

function fault(message) {
  const words = state.faults.get(message.id);
  return words && el("p", { class: "fault", "data-testid": "fault" }, icon("warn"), words);
}

function ephemeralNote(message) {
  if (!(message.flags & EPHEMERAL)) return null;
  return el("p", { class: "only-you", "data-testid": "ephemeral-mark" }, icon("eye"), "Only you can see this",
    el("span", { "aria-hidden": "true" }, "·"),
    el("button", { type: "button", class: "text-button", "data-testid": "dismiss", onclick: () => removeMessage(message) }, "Dismiss"));
}

/** The element of a command that has no message yet, or never will. */
export function pendingElement(entry) {
  return el("article", { class: "message pending", tabindex: "-1", "data-testid": "pending" }, avatar(state.me),
    el("div", { class: "message-body" },
      el("div", { class: "message-head" }, el("span", { class: "author", style: { color: nameColour(state.me.id) } }, nameOf(state.me)), el("span", { class: "command-name" }, entry.label)),
      entry.error ? failed(entry) : el("div", { class: "thinking", role: "status" }, el("span", { class: "spinner" }), "Sending the command…")));
}

function failed(entry) {
  return [
    el("p", { class: "fault", "data-testid": "fault" }, icon("warn"), entry.error),
    el("p", { class: "only-you" }, icon("eye"), "Only you can see this", el("span", { "aria-hidden": "true" }, "·"),
      el("button", { type: "button", class: "text-button", "data-testid": "dismiss", onclick: () => dropPending(entry.key) }, "Dismiss")),
  ];
}
