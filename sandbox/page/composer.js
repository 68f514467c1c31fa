// Where one writes: plain messages with mentions, and the way into slash commands.

import { el, fill, icon } from "./dom.js";
import { publish, state, subscribe } from "./state.js";
import { addressOf, channelById, nameOf, titleOf } from "./directory.js";
import { leavesOf, matching, readCommand } from "./commands.js";
import { applicationFace, CommandForm } from "./command-form.js";
import { hideSuggestions, suggest, suggestionKey } from "./suggestions.js";
import { encodeMentions, mentionAt, mentionChoices, mentionOf } from "./mentions.js";
import { runCommand } from "./interactions.js";
import { post, setReplyTo } from "./session.js";
import { openMenu } from "./menu.js";
import { openPollForm } from "./poll-form.js";
import { chooseFiles, emptyTray, hasFiles, startTray, uploads } from "./tray.js";
import { dismissWelcome } from "./welcome.js";

const LONGEST = 2000;
const COUNT_FROM = 1800;

const input = document.getElementById("composer-input");
const field = document.getElementById("composer-field");
const send = document.getElementById("send");
const add = document.getElementById("add");
const note = document.getElementById("composer-note");
const replyBar = document.getElementById("reply-bar");
const drafts = new Map();
const inserted = new Map();
let form = null;
let draftKey = null;
let sending = false;
let lostFocus = false;

/** Begins to listen. */
export function startComposer() {
  input.addEventListener("input", onInput);
  input.addEventListener("keydown", onKey);
  input.addEventListener("click", suggestMentions);
  input.addEventListener("blur", () => { if (!form) hideSuggestions(); });
  input.addEventListener("focus", () => { if (input.value.startsWith("/")) onInput(); });
  send.addEventListener("click", submit);
  add.addEventListener("click", offerMore);
  startTray(say);
  subscribe("channel", changeChannel);
  subscribe("view commands", showPermission);
  subscribe("reply", showReply);
  subscribe("commands", () => { if (document.activeElement === input && !form && input.value.startsWith("/")) onInput(); });
}

const leaves = () => leavesOf(state.commands.get(state.channelId) ?? []);

function changeChannel() {
  if (draftKey) drafts.set(draftKey, form ? form.label() : input.value);
  const channel = channelById(state.channelId);
  draftKey = `${state.me.username}/${channel && addressOf(channel)}`;
  leaveCommand(drafts.get(draftKey) ?? "", false);
  showPermission();
  showReply();
}

function showPermission() {
  const channel = channelById(state.channelId);
  const open = Boolean(channel?.can_send);
  lostFocus ||= !open && document.activeElement === input;
  input.disabled = !open;
  if (open && lostFocus && document.activeElement === document.body) input.focus();
  lostFocus &&= !open;
  send.disabled = !open;
  add.disabled = !open;
  const hint = state.commands.get(channel?.id)?.length === 0 ? "" : ", or type /";
  input.placeholder = open ? `Message ${titleOf(channel)}${hint}` : "You can't write in this channel";
}

/** What a message can have besides words. */
function offerMore() {
  const channelId = state.channelId;
  openMenu(add, [
    { label: "Attach files", detail: "They go along with the next message", icon: icon("file"), run: chooseFiles },
    { label: "Start a poll", icon: icon("poll"), run: () => openPollForm((poll) => post(channelId, { poll })) },
  ], { label: "Add to the conversation" });
}

function showReply() {
  replyBar.hidden = !state.replyTo;
  if (!state.replyTo) return;
  fill(replyBar, el("span", {}, "Replying to ", el("strong", {}, nameOf(state.replyTo.author))),
    el("button", { type: "button", class: "icon-button", "aria-label": "Don't reply", onclick: () => { setReplyTo(null); focusComposer(); } }, icon("close")));
  focusComposer();
}

function say(text, isProblem = false) {
  note.classList.toggle("problem", isProblem);
  note.setAttribute("role", isProblem ? "alert" : "note");
  note.textContent = text ?? "";
}

function onInput() {
  grow();
  const text = input.value;
  say([...text].length > COUNT_FROM ? `${[...text].length} of ${LONGEST} characters` : null, [...text].length > LONGEST);
  if (!text.startsWith("/")) return suggestMentions();
  const read = readCommand(text, leaves());
  return read ? enterCommand(read.leaf, read.values, read.rest) : suggestCommands(text.slice(1));
}

function grow() {
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight}px`;
}

function suggestCommands(query) {
  const found = matching(leaves(), query);
  const byApplication = [...Map.groupBy(found, (leaf) => leaf.command.application.name)].flatMap(([, group]) => group);
  const none = state.commands.has(state.channelId) ? "No command fits. Commands appear here as soon as a bot registers them." : "Loading commands…";
  suggest(input, byApplication.map((leaf) => ({
    group: leaf.command.application.name,
    label: `/${leaf.name}`,
    detail: leaf.description,
    face: applicationFace(leaf.command.application),
    take: () => enterCommand(leaf),
  })), { title: "Commands", note: found.length ? null : none });
}

function suggestMentions() {
  const mention = input.value.startsWith("/") ? null : mentionAt(input.value, input.selectionStart);
  const choices = mention ? mentionChoices(mention) : [];
  if (!choices.length) return hideSuggestions();
  return suggest(input, choices.map((choice) => ({ ...choice, take: () => insert(choice, mention) })), { title: mention.sigil === "@" ? "People and roles" : "Channels" });
}

function insert({ shown, code }, { start }) {
  inserted.set(shown, code);
  input.setRangeText(`${shown} `, start, input.selectionStart, "end");
  grow();
}

function onKey(event) {
  if (event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey && runsAtOnce()) submit();
  else if (suggestionKey(event)) return;
  else if (event.key === "Enter" && !event.shiftKey) submit();
  else if (event.key === "ArrowUp" && input.value === "") publish("focus-newest");
  else if (event.key === "Escape" && state.replyTo) setReplyTo(null);
  else return;
  event.preventDefault();
}

/** The command whose whole name stands there and that asks for nothing. */
const runsAtOnce = () => leaves().find((leaf) => input.value.trim() === `/${leaf.name}` && leaf.options.length === 0);

/** Turns the composer into the form of a command. */
function enterCommand(leaf, values = new Map(), rest = "") {
  hideSuggestions();
  say(null);
  form = new CommandForm(leaf, { hint: say, leave: leaveCommand, run: submit });
  form.fillIn(values, rest);
  field.replaceChildren(form.node);
  add.hidden = true;
  send.setAttribute("aria-label", "Run the command");
  if (!form.focus() && !leaf.options.length) send.focus();
}

/** Back to plain text. */
function leaveCommand(text = "", focus = true) {
  form = null;
  hideSuggestions();
  say(null);
  input.value = text;
  field.replaceChildren(input);
  add.hidden = false;
  send.setAttribute("aria-label", "Send the message");
  grow();
  if (!focus) return;
  input.focus();
  if (text) onInput();
}

async function submit() {
  if (sending || input.disabled) return;
  const once = form ? null : runsAtOnce();
  if (once) enterCommand(once);
  if (form && !form.check()) return;
  sending = true;
  try {
    await (form ? run() : postPlain());
  } catch (refusal) {
    say(refusal.message, true);
  } finally {
    sending = false;
  }
}

async function run() {
  const running = form;
  await runCommand(state.channelId, { command_id: running.leaf.command.id, options: running.options() }, running.label());
  dismissWelcome();
  if (form === running) leaveCommand();
}

async function postPlain() {
  const text = input.value.trim();
  if (!text && !hasFiles()) return;
  if (text.startsWith("/")) return say(`There is no command ${text.split(/\s/)[0]} here. Type / to see them all.`, true);
  if ([...text].length > LONGEST) return say(`A message has at most ${LONGEST} characters; this has ${[...text].length}.`, true);
  const channelId = state.channelId;
  const files = await uploads();
  await post(channelId, { content: encodeMentions(text, inserted), files });
  emptyTray(channelId);
  inserted.clear();
  input.value = "";
  drafts.delete(draftKey);
  grow();
  hideSuggestions();
}

/** Puts the cursor where one writes. */
export function focusComposer() {
  if (form) form.focus();
  else input.focus();
}

/** Begins the command of that name, as if it had been typed. */
export function writeCommand(name) {
  if (input.disabled) return;
  const leaf = leaves().find((l) => l.name === name);
  if (leaf) enterCommand(leaf);
  else leaveCommand(`/${name}`);
}

/** Writes a mention of a person at the cursor. */
export function insertMention(user) {
  if (form || input.disabled) return;
  const { shown, code } = mentionOf(user);
  inserted.set(shown, code);
  const space = input.value && !/\s$/.test(input.value) ? " " : "";
  input.value += `${space}${shown} `;
  input.focus();
  grow();
}
