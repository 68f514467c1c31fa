// The least that a discord.js bot can be, for the load bench: it answers /ping with one word.
"use strict";

const { Client, GatewayIntentBits } = require("discord.js");

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: `${process.env.LOAD_ADDRESS}/api`, globalRequestsPerSecond: Infinity },
});
client.once("clientReady", () => client.application.commands.create({ name: "ping", description: "Answers" }));
client.on("interactionCreate", (interaction) => interaction.reply("pong"));
client.login(process.env.LOAD_TOKEN);
