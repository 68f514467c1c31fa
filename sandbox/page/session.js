// Being somebody: choosing a person, opening a channel, and keeping up with what happens there.

import * as api from "./api.js";
import { watch } from "./events.js";
import { state, publish, forgetPerson } from "./state.js";
import { addressOf, called, channelById, mentionsMe, partnerIn, readableChannels } from "./directory.js";
import { marked } from "./marks.js";
import { forgetInteractions, heardOf, recheck } from "./interactions.js";
import { countMention, markRead } from "./read-marks.js";
import { nameFor, named, onRoute, readRoute, writeRoute } from "./route.js";
import { compareIds } from "./snowflake.js";
import { announce, complain, orComplain, speak } from "./announce.js";

const PAGE = 50;
const TYPING_MS = 10000;
const VIEW_PAUSE_MS = 80;
const LISTEN_MS = 2000;
const LAST_PERSON = "last-person";

let stopWatching = () => {};
let viewTimer = 0;
let early = [];

/** Loads the people and becomes the one that the address names, or the last one, or the first. */
export async function begin() {
  state.people = await api.people();
  publish("people");
  onRoute((route) => orComplain(() => follow(route)));
  await follow(readRoute());
}

async function follow(route) {
  const person = named(state.people, route.person, (p) => p.username)
    ?? named(state.people, localStorage.getItem(LAST_PERSON), (p) => p.username)
    ?? state.people[0];
  if (!person) throw new api.Refused("There is nobody to be: the sandbox lists no people.", 404);
  if (person.id !== state.me?.id) return become(person.id, route.channel);
  const channel = named(readableChannels(), route.channel, addressOf);
  return channel && channel.id !== state.channelId ? openChannel(channel.id) : undefined;
}

/** Becomes another person, in the channel wanted if they can see it. */
export async function become(personId, wanted = null) {
  stopWatching();
  forgetPerson();
  forgetInteractions();
  early = [];
  state.me = state.people.find((p) => p.id === personId);
  localStorage.setItem(LAST_PERSON, state.me.username);
  publish("person");
  await listening(personId);
  if (state.me.id !== personId) return;
  await fetchView();
  if (state.me.id !== personId) return;
  await openChannel(channelToOpen(wanted));
}

function channelToOpen(wanted) {
  const channels = readableChannels();
  const found = named(channels, wanted, addressOf) ?? channels.find((c) => c.can_send) ?? channels[0];
  return found?.id ?? null;
}

async function fetchView() {
  const personId = state.me.id;
  const view = await api.view(personId);
  if (state.me.id !== personId) return;
  state.me = { ...state.me, ...view.me };
  state.guilds = view.guilds;
  state.direct = view.direct;
  notePresences(view);
  publish("view");
}

function notePresences(view) {
  for (const { user, online } of view.guilds.flatMap((g) => g.members)) {
    if (user.bot) state.online.set(user.id, online);
  }
}

/** Shows a channel, loading its messages and commands. */
export async function openChannel(channelId) {
  state.channelId = channelId;
  state.replyTo = null;
  writeRoute(personInAddress(), channelInAddress(channelId));
  publish("channel");
  if (!channelId) return;
  await Promise.all([fetchHistory(channelId), fetchCommands(channelId)]);
}

const personInAddress = () => nameFor(state.people, state.people.find((p) => p.id === state.me.id), (p) => p.username);
const channelInAddress = (id) => {
  const channel = channelById(id);
  return channel ? nameFor(readableChannels(), channel, addressOf) : null;
};

async function fetchHistory(channelId) {
  const personId = state.me.id;
  if (state.histories.has(channelId)) return publish("messages");
  const messages = await api.messages(personId, channelId, PAGE);
  if (state.me.id !== personId) return;
  state.histories.set(channelId, { messages, complete: messages.length < PAGE });
  publish("messages");
}

/** Loads the page of messages before the oldest one shown. */
export async function fetchOlder(channelId) {
  const shown = state.histories.get(channelId);
  if (!shown || shown.complete || shown.loading) return;
  shown.loading = true;
  const personId = state.me.id;
  const older = await orComplain(() => api.messages(personId, channelId, PAGE, shown.messages[0]?.id));
  shown.loading = false;
  if (!older || state.histories.get(channelId) !== shown) return;
  const known = new Set(shown.messages.map((m) => m.id));
  shown.messages = [...older.filter((m) => !known.has(m.id)), ...shown.messages];
  shown.complete = older.length < PAGE;
  publish("messages");
}

async function fetchCommands(channelId) {
  const personId = state.me.id;
  const commands = await api.commands(personId, channelId);
  if (state.me.id !== personId) return;
  state.commands.set(channelId, commands);
  publish("commands");
}

/** Fetches again all that is on screen, after a gap. A restarted sandbox is met anew. */
async function resync() {
  const { id } = state.me;
  try {
    await fetchView();
  } catch (refusal) {
    if (refusal.status === 404) return meetAgain(id);
    throw refusal;
  }
  if (state.me.id !== id) return;
  state.histories.clear();
  state.commands.clear();
  recheck();
  const channelId = channelById(state.channelId) ? state.channelId : channelToOpen(null);
  await openChannel(channelId);
}

/** A stream that breaks off may mean another world: a restarted sandbox gives everybody new ids. */
async function meetAgain(personId) {
  const people = await api.people().catch(() => null);
  if (people && state.me?.id === personId && !people.some((p) => p.id === personId)) await orComplain(() => startAnew(people));
}

async function startAnew(people) {
  state.people = people;
  publish("people");
  await follow(readRoute());
}

/** Starts to listen. Resolves when the stream stands, so that nothing falls between it and what is fetched next. */
function listening(personId) {
  return new Promise((resolve) => {
    setTimeout(resolve, LISTEN_MS);
    watchEvents(personId, resolve);
  });
}

function watchEvents(personId, hello) {
  stopWatching = watch(api.eventsUrl(personId), {
    hello,
    connection: (connection) => {
      state.connection = connection;
      publish("connection");
      if (connection === "lost") meetAgain(personId);
    },
    resync: () => resync().catch((refusal) => refusal.status && complain(refusal.message)),
    message_create: created,
    message_update: updated,
    message_delete: deleted,
    messages_delete: ({ ids, channel_id }) => ids.forEach((id) => deleted({ id, channel_id })),
    reactions: marked,
    poll: marked,
    interaction: heardOf,
    channel_update: refreshView,
    commands_update: () => refreshCommands(),
    typing: ({ channel_id, user_id }) => noteTyping(channel_id, user_id),
    presence: ({ user_id, online }) => {
      state.online.set(user_id, online);
      publish("presence");
    },
  });
}

function refreshView() {
  clearTimeout(viewTimer);
  viewTimer = setTimeout(() => orComplain(async () => {
    await fetchView();
    for (const message of early.splice(0)) arrived(message);
    if (!channelById(state.channelId)) await openChannel(channelToOpen(null));
  }), VIEW_PAUSE_MS);
}

function refreshCommands() {
  state.commands.clear();
  if (state.channelId) orComplain(() => fetchCommands(state.channelId));
}

function created(message) {
  place(message);
  stopTyping(message.channel_id, message.author.id);
  if (channelById(message.channel_id)) return arrived(message);
  early.push(message);
  return refreshView();
}

/** Notes a message in its channel. The first one of a conversation may come before the view tells of the channel. */
function arrived(message) {
  const channel = channelById(message.channel_id);
  if (!channel) return;
  if (!channel.last_message_id || compareIds(message.id, channel.last_message_id) > 0) channel.last_message_id = message.id;
  if (message.author.id === state.me.id) markRead(channel.id, message.id);
  else hear(message, channel);
  publish("messages");
  publish("unread");
}

/** Counts and announces what somebody else wrote. */
function hear(message, channel) {
  const here = channel.id === state.channelId;
  const direct = partnerIn(channel);
  if ((direct || mentionsMe(message)) && !(here && document.hasFocus())) countMention(channel.id);
  if (here) speak(message);
  else if (direct) announce(`${called(direct)} wrote to you directly`);
}

/** Puts a message where its id belongs; a message that is already there is replaced. */
function place(message) {
  const history = state.histories.get(message.channel_id);
  if (!history) return;
  const others = history.messages.filter((m) => m.id !== message.id);
  const before = others.findLastIndex((m) => compareIds(m.id, message.id) < 0);
  history.messages = [...others.slice(0, before + 1), message, ...others.slice(before + 1)];
}

function updated(message) {
  const history = state.histories.get(message.channel_id);
  const old = history?.messages.find((m) => m.id === message.id);
  if (!old) return;
  history.messages = history.messages.map((m) => (m.id === message.id ? message : m));
  state.faults.delete(message.id);
  if (message.channel_id === state.channelId && isNear(message, history)) speak(message);
  publish("messages");
}

const isNear = (message, history) => history.messages.slice(-5).includes(message);

function deleted({ id, channel_id }) {
  const history = state.histories.get(channel_id);
  if (history) history.messages = history.messages.filter((m) => m.id !== id);
  state.faults.delete(id);
  state.busy.delete(id);
  if (state.replyTo?.id === id) setReplyTo(null);
  publish("messages");
}

function noteTyping(channelId, userId) {
  if (userId === state.me.id) return;
  if (!state.typing.has(channelId)) state.typing.set(channelId, new Map());
  state.typing.get(channelId).set(userId, Date.now() + TYPING_MS);
  setTimeout(() => publish("typing"), TYPING_MS + 50);
  publish("typing");
}

function stopTyping(channelId, userId) {
  if (state.typing.get(channelId)?.delete(userId)) publish("typing");
}

/** Posts a message as the present person. Refusals are thrown. */
export async function post(channelId, body) {
  const message = await api.post(state.me.id, channelId, state.replyTo ? { ...body, reply_to: state.replyTo.id } : body);
  setReplyTo(null);
  place(message);
  publish("sent");
  publish("messages");
}

/** Deletes one's own message or dismisses one that only oneself can see. */
export async function removeMessage(message) {
  await orComplain(async () => {
    await api.deleteMessage(state.me.id, message.id);
    deleted(message);
  });
}

/** Chooses the message that the next one answers; null for none. */
export function setReplyTo(message) {
  state.replyTo = message;
  publish("reply");
}
