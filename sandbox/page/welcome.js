// The invitation for a newcomer, made of whatever commands the connected applications have registered.

import { el, icon } from "./dom.js";
import { publish, state } from "./state.js";
import { channelById, currentGuild, nameOf, partnerIn } from "./directory.js";
import { CommandType, leavesOf, OptionType } from "./commands.js";
import { writeCommand } from "./composer.js";

const KEY = "welcome-dismissed";
const SHOWN = 4;

/** Takes the invitation away for good: it was dismissed, or not needed any more. */
export function dismissWelcome() {
  if (localStorage.getItem(KEY)) return;
  localStorage.setItem(KEY, "yes");
  publish("messages");
}

/** The invitation as an item of the message list, or null when it was dismissed, there is nothing to invite to, or this is no server. */
export function welcome() {
  const commands = state.commands.get(state.channelId) ?? [];
  if (localStorage.getItem(KEY) || !commands.length || partnerIn(channelById(state.channelId))) return null;
  return { key: "welcome", stamp: [state.channelId, state.commands.get(state.channelId), state.me.id], build: () => card(commands) };
}

function card(commands) {
  const leaves = leavesOf(commands).sort((a, b) => appeal(b) - appeal(a));
  const apps = [...new Set(commands.map((c) => c.application.name))].join(" and ");
  return el("section", { class: "welcome", "aria-label": "Getting started", "data-testid": "welcome" },
    el("button", { type: "button", class: "icon-button", "aria-label": "Dismiss the introduction", onclick: dismissWelcome }, icon("close")),
    el("h2", {}, `You are ${nameOf(state.me)} in ${currentGuild()?.name ?? "this server"}`),
    el("p", {}, leaves.length ? ["Type ", el("kbd", {}, "/"), ` to see what ${apps} can do, or begin with one of these:`] : `${apps} is here. Try the menu of a message.`),
    leaves.length > 0 && el("div", { class: "welcome-commands" }, leaves.slice(0, SHOWN).map(tryIt)),
    tips(commands));
}

/** Commands that want something in one's own words invite most, those that want nothing least. */
function appeal(leaf) {
  const asks = (option) => option.required && option.type === OptionType.STRING && !option.choices?.length && !option.autocomplete;
  return leaf.options.some(asks) ? 2 : Number(leaf.options.length > 0);
}

function tryIt(leaf) {
  return el("button", { type: "button", class: "try", "data-testid": "try-command", onclick: () => writeCommand(leaf.name) },
    el("strong", {}, `/${leaf.name}`), el("small", {}, leaf.description));
}

function tips(commands) {
  const onMessage = commands.find((c) => c.type === CommandType.MESSAGE);
  return el("ul", { class: "tips" },
    onMessage && el("li", {}, "Open the ", icon("more"), " menu of a message and choose ", el("strong", {}, onMessage.name), "."),
    el("li", {}, "Be somebody else with ", el("strong", {}, "You are"), " at the top right: each person sees the server as they would."));
}
