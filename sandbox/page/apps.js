// What can be done with a message or a member, the application commands among it.

import { el, icon } from "./dom.js";
import { state } from "./state.js";
import { channelById, colourOfRole, nameOf, rolesOf } from "./directory.js";
import { CommandType } from "./commands.js";
import { runOnMember, runOnMessage } from "./interactions.js";
import { endPoll, pin } from "./marks.js";
import { chooseReaction } from "./reactions.js";
import { removeMessage, setReplyTo } from "./session.js";
import { tally } from "./tally.js";
import { announce, orComplain } from "./announce.js";
import { avatar } from "./media.js";
import { openMenu } from "./menu.js";
import { insertMention } from "./composer.js";

const EPHEMERAL = 1 << 6;

/** Opens the menu of a message beside `anchor`. */
export function openMessageMenu(message, anchor, home) {
  const mine = message.author.id === state.me.id;
  const secret = message.flags & EPHEMERAL;
  openMenu(anchor, [
    !secret && { label: "Reply", icon: icon("reply"), data: { "data-action": "reply" }, run: () => setReplyTo(message) },
    !secret && { label: "React", icon: icon("smile"), data: { "data-action": "react" }, run: () => chooseReaction(message, home) },
    mine && message.poll && !tally(message.poll).ended && { label: "End poll", icon: icon("check"), data: { "data-action": "end-poll" }, run: () => endPoll(message) },
    !secret && channelById(message.channel_id)?.can_pin && { label: message.pinned ? "Unpin" : "Pin", icon: icon("pin"), data: { "data-action": "pin" }, run: () => pin(message, !message.pinned) },
    message.content && { label: "Copy text", icon: icon("copy"), data: { "data-action": "copy" }, run: () => copy(message.content) },
    mine && { label: "Delete message", icon: icon("trash"), danger: true, data: { "data-action": "delete" }, run: () => removeMessage(message) },
    secret && { label: "Dismiss message", icon: icon("close"), data: { "data-action": "dismiss" }, run: () => removeMessage(message) },
    ...(secret ? [] : appEntries(CommandType.MESSAGE, (command) => runOnMessage(message, command))),
  ], { label: `Message from ${nameOf(message.author)}`, home });
}

/** Opens the menu of a member beside `anchor`. */
export function openMemberMenu(member, anchor, home) {
  const { user } = member;
  openMenu(anchor, [
    { info: memberCard(member) },
    { label: "Mention", icon: icon("at"), data: { "data-action": "mention" }, run: () => insertMention(user) },
    { label: "Copy id", icon: icon("copy"), data: { "data-action": "copy-id" }, run: () => copy(user.id) },
    ...appEntries(CommandType.USER, (command) => runOnMember(state.channelId, user.id, command)),
  ], { label: nameOf(user), home, className: "member-menu" });
}

function appEntries(type, run) {
  const commands = (state.commands.get(state.channelId) ?? []).filter((c) => c.type === type);
  if (!commands.length) return [];
  return [{ heading: "Apps" }, ...commands.map((command) => ({
    label: command.name,
    detail: command.application.name,
    icon: icon("app"),
    data: { "data-action": "app", "data-command-id": command.id },
    run: () => orComplain(() => run(command)),
  }))];
}

function memberCard(member) {
  const roles = rolesOf(member).map((role) => el("span", { class: "role", style: { "--role": colourOfRole(role) } }, role.name));
  return el("div", { class: "member-card" }, avatar(member.user, "large"),
    el("div", {}, el("strong", {}, nameOf(member.user)),
      el("small", {}, member.user.profile || (member.user.bot ? "An app" : `@${member.user.username}`)),
      roles.length > 0 && el("div", { class: "roles" }, roles)));
}

async function copy(text) {
  await orComplain(() => navigator.clipboard.writeText(text));
  announce("Copied");
}
