// Commands, presses and forms on their way: each is followed until the application has answered or failed to.

import * as api from "./api.js";
import { state, publish } from "./state.js";
import { announce, complain } from "./announce.js";

const followed = new Map();
const early = new Map();
const EARLY_KEPT = 50;
let nextKey = 1;

/** An `interaction` event. It may come before the answer to the call that made the interaction. */
export function heardOf(interaction) {
  const follower = followed.get(interaction.id);
  if (follower) return tell(follower, interaction);
  early.set(interaction.id, interaction);
  if (early.size > EARLY_KEPT) early.delete(early.keys().next().value);
}

/** Asks again about everything unsettled, after a gap in the event stream. */
export function recheck() {
  for (const [id, follower] of followed) {
    api.interaction(follower.person, id, 0).then((interaction) => tell(follower, interaction), () => followed.delete(id));
  }
}

/** Forgets what the person before had started; their forms and errors are not this person's business. */
export function forgetInteractions() {
  followed.clear();
  early.clear();
}

function follow(interaction, onChange) {
  const follower = { person: state.me.id, onChange };
  followed.set(interaction.id, follower);
  tell(follower, early.get(interaction.id) ?? interaction);
}

function tell(follower, interaction) {
  if (interaction.state !== "pending" && interaction.state !== "deferred") followed.delete(interaction.id);
  if (interaction.state === "modal") publish("modal", interaction);
  follower.onChange(interaction);
}

/** Runs a slash command; `label` is how it was written. Refusals are thrown, for the composer to show. */
export function runCommand(channelId, body, label) {
  return start(channelId, label, () => api.run(state.me.id, channelId, body));
}

/** Runs a message command. */
export function runOnMessage(message, command) {
  return start(message.channel_id, command.name, () => api.messageApp(state.me.id, message.id, { command_id: command.id }), command.application);
}

/** Runs a user command. */
export function runOnMember(channelId, userId, command) {
  return start(channelId, command.name, () => api.memberApp(state.me.id, userId, { channel_id: channelId, command_id: command.id }), command.application);
}

async function start(channelId, label, call) {
  const entry = { key: `pending-${nextKey++}`, channelId, label, error: null };
  state.pending.push(entry);
  publish("sent");
  publish("messages");
  try {
    follow(await call(), (interaction) => showProgress(entry, interaction));
  } catch (refusal) {
    dropPending(entry.key);
    throw refusal;
  }
}

function showProgress(entry, interaction) {
  if (interaction.state === "pending") return;
  if (interaction.state !== "failed") return dropPending(entry.key);
  announce(interaction.error);
  if (interaction.message_id) {
    dropPending(entry.key);
    state.faults.set(interaction.message_id, interaction.error);
  } else {
    entry.error = interaction.error;
    if (!state.pending.includes(entry)) state.pending.push(entry);
  }
  publish("messages");
}

/** Takes a pending or failed command off the screen. */
export function dropPending(key) {
  state.pending = state.pending.filter((entry) => entry.key !== key);
  publish("messages");
}

/** Presses a button or submits a select of a message. `key` tells components of one message apart. */
export async function press(message, key, customId, values) {
  state.busy.set(message.id, key);
  state.faults.delete(message.id);
  publish("messages");
  try {
    const body = values ? { custom_id: customId, values } : { custom_id: customId };
    follow(await api.press(state.me.id, message.id, body), (interaction) => showPress(message.id, interaction));
  } catch (refusal) {
    settlePress(message.id, refusal.message);
  }
}

function showPress(messageId, interaction) {
  if (interaction.state === "pending") return;
  settlePress(messageId, interaction.state === "failed" ? interaction.error : null);
}

function settlePress(messageId, error) {
  state.busy.delete(messageId);
  if (error) {
    state.faults.set(messageId, error);
    announce(error);
  }
  publish("messages");
}

/** Sends a form. Resolves to null when the application took it, else to what went wrong. */
export async function submitForm(interactionId, fields) {
  try {
    const interaction = await api.submitModal(state.me.id, interactionId, fields);
    return await new Promise((resolve) => {
      follow(interaction, (now) => {
        if (now.state !== "pending") resolve(now.state === "failed" ? now.error : null);
      });
    });
  } catch (refusal) {
    return refusal.message;
  }
}

/** Closes a form without sending it. */
export function abandonForm(interactionId) {
  api.closeModal(state.me.id, interactionId).catch((refusal) => {
    if (refusal.status !== 404) complain(refusal.message);
  });
}
