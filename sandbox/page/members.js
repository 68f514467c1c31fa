// Who is here, grouped by the role they stand out by, applications with whether they are connected.

import { el, fill, icon } from "./dom.js";
import { state, subscribe } from "./state.js";
import { currentGuild, nameColour, nameOf, rolesOf } from "./directory.js";
import { avatar } from "./media.js";
import { openMemberMenu } from "./apps.js";
import { asksForMenu } from "./menu.js";

const panel = document.getElementById("members");

/** Begins to draw. */
export function startMembers() {
  subscribe("view channel presence", draw);
  panel.addEventListener("keydown", onKey);
}

function draw() {
  const guild = currentGuild();
  fill(panel, guild ? groupsOf(guild).map(([name, members]) => group(name, members)) : null);
}

/** [heading, members] pairs: applications last, people by their highest role, in order of rank. */
function groupsOf(guild) {
  if (guild.direct) return [["In this conversation", guild.members]];
  const groups = new Map();
  const people = guild.members.filter((m) => !m.user.bot).sort((a, b) => rank(b, guild) - rank(a, guild) || nameOf(a.user).localeCompare(nameOf(b.user)));
  for (const member of people) {
    const heading = rolesOf(member, guild)[0]?.name ?? "Without a role";
    groups.set(heading, [...(groups.get(heading) ?? []), member]);
  }
  const apps = guild.members.filter((m) => m.user.bot);
  return [...groups, ...(apps.length ? [["Apps", apps]] : [])];
}

const rank = (member, guild) => rolesOf(member, guild)[0]?.position ?? -1;

function group(name, members) {
  return el("section", { class: "member-group", "aria-label": name }, el("h2", {}, name),
    el("ul", {}, members.map((member) => el("li", { class: "member" }, person(member)))));
}

function person(member) {
  const { user } = member;
  const open = (anchor, home) => openMemberMenu(member, anchor, home);
  const button = el("button", {
    type: "button", class: "member-name", "data-testid": "member", "data-user-id": user.id, "data-name": user.username, "aria-haspopup": "menu",
    onclick: () => open(button, button),
    oncontextmenu: (event) => { event.preventDefault(); open(event, button); },
  }, face(user), el("span", { class: "menu-words" },
    el("span", { class: "name-line" }, el("span", { class: "name", style: { color: nameColour(user.id) } }, nameOf(user)), user.bot && el("span", { class: "app-tag" }, "APP")),
    el("small", {}, detail(user))), el("span", { class: "more" }, icon("more")));
  return button;
}

function face(user) {
  const node = el("span", { class: "face" }, avatar(user));
  if (user.bot && state.online.has(user.id)) node.append(el("span", { class: `presence ${state.online.get(user.id) ? "online" : ""}` }));
  return node;
}

function detail(user) {
  if (user.id === state.me.id) return "you";
  if (user.bot) return { true: "online", false: "offline" }[state.online.get(user.id)] ?? "app";
  return user.profile || `@${user.username}`;
}

function onKey(event) {
  const all = [...panel.querySelectorAll(".member-name")];
  const at = all.indexOf(document.activeElement);
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (asksForMenu(event) && at !== -1) all[at].click();
  else if (by && at !== -1) all[at + by]?.focus();
  else return;
  event.preventDefault();
}
