import { beforeEach, test } from "node:test";
import assert from "node:assert/strict";
import { addressOf, channelById, guildOf, memberById, mentionsMe, nameOf, partnerIn, readableChannels, titleOf } from "../directory.js";
import { nameFor, named } from "../route.js";
import { state } from "../state.js";

const me = { id: "1", username: "noor.haddad", global_name: "Noor Haddad" };
const bot = { id: "2", username: "lanekeeper", global_name: "Lanekeeper", bot: true };
const general = { id: "11", type: 0, name: "general" };
const conversation = { id: "12", type: 1, recipients: [me, bot] };

beforeEach(() => {
  const members = [{ user: me, nick: "Noor from the shop", roles: ["21"] }, { user: bot, nick: "Keeper", roles: [] }];
  const roles = [{ id: "10", position: 0 }, { id: "21", position: 1, name: "Bookseller" }];
  Object.assign(state, { me, channelId: "11", guilds: [{ id: "10", name: "Orchard Books", channels: [general], threads: [], members, roles }], direct: [conversation] });
});

test("a conversation is named after the other side", () => {
  assert.equal(titleOf(conversation), "@Lanekeeper");
  assert.equal(partnerIn({ ...conversation, recipients: [bot] }), bot, "as Discord lists recipients: without oneself");
  assert.equal(partnerIn(general), null);
  assert.equal(titleOf(general), "#general");
});

test("a conversation can be opened, after the channels", () => {
  assert.deepEqual(readableChannels().map((c) => c.id), ["11", "12"]);
  assert.equal(channelById("12"), conversation);
});

test("a conversation has an address that no channel can take", () => {
  const alike = { id: "13", type: 0, name: "lanekeeper" };
  assert.equal(nameFor([conversation, alike], conversation, addressOf), "@lanekeeper");
  assert.equal(named([alike, conversation], "@lanekeeper", addressOf), conversation);
});

test("a conversation has two members and neither nicknames nor roles of a server", () => {
  assert.deepEqual(guildOf("12").members.map((m) => m.user.id), ["2", "1"]);
  assert.equal(memberById("1").nick, "Noor from the shop");
  state.channelId = "12";
  assert.equal(nameOf(bot), "Lanekeeper");
  assert.deepEqual(memberById("1").roles, []);
});

test("a role that one has elsewhere is not mentioned in a conversation", () => {
  assert.equal(mentionsMe({ channel_id: "11", mention_roles: ["21"] }), true);
  assert.equal(mentionsMe({ channel_id: "12", mention_roles: ["21"] }), false);
});
