// The scenario of tests/clients, played by discord.js. Whatever goes wrong ends the process.
"use strict";

const {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  ChannelType,
  Client,
  GatewayIntentBits,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} = require("discord.js");

const NAMES = ["Ada", "Alan", "Grace"];

const COMMANDS = [
  new SlashCommandBuilder()
    .setName("greet")
    .setDescription("Greets somebody")
    .addStringOption((option) =>
      option.setName("name").setDescription("Whom").setRequired(true).setAutocomplete(true),
    ),
  new SlashCommandBuilder().setName("slow").setDescription("Thinks before it answers"),
  new SlashCommandBuilder().setName("report").setDescription("Opens a form"),
  new SlashCommandBuilder().setName("file").setDescription("Keeps a file in a thread"),
];

const row = (component) => new ActionRowBuilder().addComponents(component);

const greeting = () => [
  row(new ButtonBuilder().setCustomId("wave").setLabel("Wave").setStyle(ButtonStyle.Primary)),
  row(
    new StringSelectMenuBuilder()
      .setCustomId("colour")
      .addOptions({ label: "Green", value: "green" }, { label: "Red", value: "red" }),
  ),
];

const form = () =>
  new ModalBuilder()
    .setCustomId("report")
    .setTitle("Report")
    .addLabelComponents(
      new LabelBuilder()
        .setLabel("What happened?")
        .setTextInputComponent(new TextInputBuilder().setCustomId("what").setStyle(TextInputStyle.Paragraph)),
    );

const answers = {
  async greet(interaction) {
    const name = interaction.options.getString("name");
    await interaction.reply({ content: `Hello, ${name}!`, components: greeting() });
    await interaction.followUp({ content: "Only you can read this.", flags: MessageFlags.Ephemeral });
  },
  async slow(interaction) {
    await interaction.deferReply();
    await interaction.editReply("Thought about it.");
  },
  async report(interaction) {
    if (interaction.isModalSubmit()) {
      await interaction.reply(`Reported: ${interaction.fields.getTextInputValue("what")}`);
    } else {
      await interaction.showModal(form());
    }
  },
  async file(interaction) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    const thread = await interaction.channel.threads.create({ name: "Files", type: ChannelType.PublicThread });
    const notes = { attachment: Buffer.from("Kept in a thread."), name: "notes.txt" };
    const message = await thread.send({ content: "Here it is.", files: [notes] });
    const kept = await fetch(message.attachments.first().url);
    await interaction.editReply(`Read back: ${await kept.text()}`);
  },
  async wave(interaction) {
    await interaction.update("You waved.");
  },
  async colour(interaction) {
    await interaction.reply({ content: `You chose ${interaction.values[0]}.`, flags: MessageFlags.Ephemeral });
  },
};

async function suggest(interaction) {
  const typed = interaction.options.getFocused().toLowerCase();
  const fitting = NAMES.filter((name) => name.toLowerCase().startsWith(typed));
  await interaction.respond(fitting.map((name) => ({ name, value: name })));
}

const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
  rest: { api: `${process.env.SANDBOX_URL}/api` },
});

client.once("clientReady", () => client.application.commands.set(COMMANDS));
client.on("interactionCreate", (interaction) =>
  interaction.isAutocomplete() ? suggest(interaction) : answers[interaction.commandName ?? interaction.customId](interaction),
);
client.on("messageCreate", async (message) => {
  if (message.mentions.has(client.user) && !message.author.bot) {
    await message.reply("You called?");
  }
});
for (const trouble of ["error", "warn", "shardDisconnect", "invalidated"]) {
  client.on(trouble, (what) => {
    console.error(trouble, what);
    process.exit(1);
  });
}
client.login(process.env.SANDBOX_TOKEN);
