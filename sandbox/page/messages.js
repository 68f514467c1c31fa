// The messages of the open channel: drawn once each, redrawn when they change, scrolled so that the newest stays in view.

import { el, icon, reconcile } from "./dom.js";
import { state, subscribe } from "./state.js";
import { called, channelById, memberById, partnerIn, titleOf } from "./directory.js";
import { messageElement, pendingElement } from "./message.js";
import { welcome } from "./welcome.js";
import { fetchOlder, openChannel } from "./session.js";
import { openMemberMenu, openMessageMenu } from "./apps.js";
import { asksForMenu } from "./menu.js";
import { markRead, readUpTo } from "./read-marks.js";
import { compareIds } from "./snowflake.js";
import { dayHeading } from "./time.js";
import { focusComposer, writeCommand } from "./composer.js";
import { orComplain } from "./announce.js";

const TOGETHER_MS = 7 * 60 * 1000;
const NEAR_PX = 80;
const ORDINARY = new Set([0, 19, 20, 23]);

const scroller = document.getElementById("messages");
const list = el("div", { class: "message-list" });
const jump = document.getElementById("jump");
const drawn = new Map();
let viewVersion = 0;
let channelShown = null;
let readBefore = null;
let stuck = true;
let current = null;
let shown = null;

/** Begins to draw. */
export function startMessages() {
  scroller.append(list);
  subscribe("view", () => { viewVersion++; draw(); });
  subscribe("channel", enter);
  subscribe("messages commands", draw);
  subscribe("focus-newest", focusNewest);
  subscribe("sent", () => { stick(); moveNewMark(); });
  scroller.addEventListener("scroll", onScroll, { passive: true });
  scroller.addEventListener("click", onClick);
  scroller.addEventListener("contextmenu", onContextMenu);
  scroller.addEventListener("keydown", onKey);
  scroller.addEventListener("focusin", (event) => setCurrent(event.target.closest(".message")));
  jump.addEventListener("click", () => { stick(); focusComposer(); });
  addEventListener("focus", readAll);
  new ResizeObserver(() => { if (stuck) toEnd(); }).observe(list);
  new ResizeObserver(() => { if (stuck) toEnd(); }).observe(scroller);
}

function enter() {
  channelShown = state.channelId;
  readBefore = channelShown && readUpTo(channelShown);
  drawn.clear();
  shown = null;
  stuck = true;
  draw();
  toEnd();
}

function draw() {
  const history = state.histories.get(channelShown);
  scroller.setAttribute("aria-busy", String(Boolean(channelShown) && !history));
  if (shown && watching() && !list.querySelector(".divider.new")) moveNewMark();
  const items = itemsOf(history);
  keepingPlace(history, items.at(-1).key, () => withFocusKept(() => reconcile(list, items.map(drawItem))));
  readAll();
  showJump();
}

/** Draws, then scrolls: along with what comes at the end, or not at all, whatever was added above. */
function keepingPlace(history, lastKey, change) {
  const fromEnd = scroller.scrollHeight - scroller.scrollTop;
  const before = shown;
  shown = history ? { firstId: history.messages[0]?.id, lastKey } : null;
  change();
  if (stuck && before && before.lastKey !== lastKey) showArrival();
  else if (stuck) toEnd();
  else if (before && before.firstId !== shown?.firstId) scroller.scrollTop = scroller.scrollHeight - fromEnd;
}

/** What stands in the list, top to bottom: { key, stamp, build }. An item is rebuilt when a value of its stamp changed. */
function itemsOf(history) {
  if (!channelShown) return [single("empty", [viewVersion], nothingHere)];
  if (!history) return [single("loading", [], () => el("p", { class: "quiet-line" }, el("span", { class: "spinner" }), "Loading messages…"))];
  const items = history.complete ? [single("beginning", [viewVersion], beginning)] : [];
  let before = null;
  for (const message of history.messages) {
    items.push(...dividers(message, before), messageItem(message, before));
    before = message;
  }
  items.push(...state.pending.filter((p) => p.channelId === channelShown).map((p) => single(p.key, [p.error], () => pendingElement(p))));
  const invitation = welcome();
  return invitation ? [...items, invitation] : items;
}

const single = (key, stamp, build) => ({ key, stamp, build });

function messageItem(message, before) {
  const compact = goesWith(message, before);
  return {
    key: `message-${message.id}`,
    stamp: [message, compact, state.busy.get(message.id), state.faults.get(message.id), viewVersion],
    build: () => messageElement(message, { compact }),
  };
}

function goesWith(message, before) {
  return before !== null && before.author.id === message.author.id && message.type === 0 && ORDINARY.has(before.type)
    && !message.message_reference && !message.interaction_metadata && (message.flags & 64) === (before.flags & 64)
    && new Date(message.timestamp) - new Date(before.timestamp) < TOGETHER_MS
    && !isFirstNew(message, before) && new Date(message.timestamp).toDateString() === new Date(before.timestamp).toDateString();
}

const isFirstNew = (message, before) => message.author.id !== state.me.id && compareIds(message.id, readBefore) > 0 && (!before || compareIds(before.id, readBefore) <= 0);

function dividers(message, before) {
  const date = new Date(message.timestamp);
  const items = [];
  if (!before || new Date(before.timestamp).toDateString() !== date.toDateString()) {
    const words = dayHeading(date);
    items.push(single(`day-${date.toDateString()}`, [words], () => el("div", { class: "divider", role: "separator", "aria-label": words }, el("span", {}, words))));
  }
  if (before && isFirstNew(message, before)) {
    items.push(single("new", [], () => el("div", { class: "divider new", role: "separator", "aria-label": "New messages" }, el("span", {}, "New"))));
  }
  return items;
}

function drawItem({ key, stamp, build }) {
  const old = drawn.get(key);
  if (old && old.stamp.length === stamp.length && old.stamp.every((value, i) => value === stamp[i])) return old.node;
  const node = build();
  drawn.set(key, { stamp, node });
  return node;
}

/** A redrawn message takes the focus back that its old element had, at the same control if that is still there. */
function withFocusKept(change) {
  const focused = document.activeElement;
  const message = focused?.closest?.("#messages .message");
  const key = focused?.dataset?.key;
  change();
  if (!message || message.isConnected) return;
  const again = document.getElementById(message.id);
  if (!again) return focusComposer();
  const control = key && [...again.querySelectorAll("[data-key]")].find((node) => node.dataset.key === key && !node.disabled);
  setCurrent(again);
  (control || again).focus({ preventScroll: true });
}

function beginning() {
  const channel = channelById(channelShown);
  const partner = partnerIn(channel);
  const words = partner ? `This is where your conversation with ${called(partner)} begins. Nobody else reads it.` : channel?.topic || "This is where the channel begins.";
  return el("div", { class: "beginning" }, el("h2", {}, channel && titleOf(channel)), el("p", {}, words));
}

const nothingHere = () => el("div", { class: "beginning" }, el("h2", {}, "Nothing to read"), el("p", {}, "This person sees no channel."));

function onScroll() {
  stuck = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX;
  if (scroller.scrollTop < 200 && channelShown) fetchOlder(channelShown);
  if (stuck) readAll();
  showJump();
}

/** What has just come is shown from its beginning, if it is taller than the view; else the end is. */
function showArrival() {
  const last = list.lastElementChild;
  toEnd();
  if (last.offsetHeight <= scroller.clientHeight) return;
  readAll();
  stuck = false;
  scroller.scrollTop = last.offsetTop - list.offsetTop;
}

const toEnd = () => { scroller.scrollTop = scroller.scrollHeight; };

function stick() {
  stuck = true;
  toEnd();
  readAll();
  showJump();
}

const watching = () => stuck && document.hasFocus();

/** What comes from now on is new; what one sees come is not. */
function moveNewMark() {
  readBefore = state.histories.get(channelShown)?.messages.at(-1)?.id ?? readBefore;
}

/** What is on screen counts as read while the window has the person's attention. */
function readAll() {
  const newest = state.histories.get(channelShown)?.messages.at(-1);
  if (newest && watching() && compareIds(newest.id, readUpTo(channelShown)) > 0) markRead(channelShown, newest.id);
}

function showJump() {
  const unread = (state.histories.get(channelShown)?.messages ?? []).filter((m) => compareIds(m.id, readUpTo(channelShown)) > 0).length;
  jump.hidden = stuck;
  jump.classList.toggle("unread", unread > 0);
  jump.querySelector("span").textContent = unread ? `${unread} new message${unread === 1 ? "" : "s"}` : "To the newest";
}

const messageOf = (node) => {
  const id = node?.dataset.messageId;
  return id && state.histories.get(channelShown)?.messages.find((m) => m.id === id);
};

function onClick(event) {
  const target = event.target.closest("[data-action=more], [data-user], [data-channel], [data-jump], [data-command]");
  if (!target) return;
  event.preventDefault();
  const { user, channel, jump: original, command, action } = target.dataset;
  if (action) openMessageMenu(messageOf(target.closest(".message")), target, target.closest(".message"));
  else if (user && memberById(user)) openMemberMenu(memberById(user), target, target);
  else if (channel) orComplain(() => openChannel(channel));
  else if (original) goTo(original);
  else if (command) writeCommand(command);
}

function goTo(messageId) {
  const node = document.getElementById(`message-${messageId}`);
  if (!node) return;
  node.scrollIntoView({ block: "center" });
  node.focus({ preventScroll: true });
  node.classList.add("flash");
  setTimeout(() => node.classList.remove("flash"), 1600);
}

function onContextMenu(event) {
  const named = event.target.closest("[data-user]");
  if (named && memberById(named.dataset.user)) {
    event.preventDefault();
    return openMemberMenu(memberById(named.dataset.user), event, named);
  }
  const node = event.target.closest(".message");
  const message = messageOf(node);
  if (!message || event.target.closest("a[target], img") || String(getSelection())) return undefined;
  event.preventDefault();
  return openMessageMenu(message, event, node);
}

function onKey(event) {
  const node = event.target.closest(".message");
  if (!node) return;
  const message = messageOf(node);
  if (asksForMenu(event) && message) openMessageMenu(message, node.querySelector(".more"), node);
  else if (event.target === node && event.key === "ArrowUp") step(node, -1);
  else if (event.target === node && event.key === "ArrowDown") step(node, 1);
  else if (event.key === "Escape") focusComposer();
  else if (event.target === node && event.key === "Enter" && message) openMessageMenu(message, node.querySelector(".more"), node);
  else return;
  event.preventDefault();
}

function step(node, by) {
  const all = [...list.querySelectorAll(".message")];
  const next = all[all.indexOf(node) + by];
  if (next) next.focus();
  else if (by > 0) focusComposer();
}

/** One message at a time can be reached with Tab; the arrow keys choose which. */
function setCurrent(node) {
  if (!node || node === current) return;
  for (const [message, tabindex] of [[current, "-1"], [node, "0"]]) {
    message?.setAttribute("tabindex", tabindex);
    message?.querySelector(".more")?.setAttribute("tabindex", tabindex);
  }
  current = node;
}

function focusNewest() {
  [...list.querySelectorAll(".message")].at(-1)?.focus();
}
