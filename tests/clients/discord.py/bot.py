"""The scenario of tests/clients, played by discord.py. Whatever goes wrong ends the process."""

import io
import os
import sys
import traceback
from urllib.parse import urlsplit

import discord
import yarl
from discord import app_commands

NAMES = ["Ada", "Alan", "Grace"]
SANDBOX = os.environ["SANDBOX_URL"]

discord.http.Route.BASE = f"{SANDBOX}/api/v10"
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{urlsplit(SANDBOX).netloc}/")


def end(*_):
    """Ends the process: an error of the library's or ours is a failure of the test."""
    traceback.print_exc()
    sys.stderr.flush()
    os._exit(1)


class Greeting(discord.ui.View):
    """What stands below a greeting."""

    def __init__(self):
        super().__init__(timeout=None)

    @discord.ui.button(label="Wave", custom_id="wave", style=discord.ButtonStyle.primary)
    async def wave(self, interaction, _button):
        await interaction.response.edit_message(content="You waved.")

    @discord.ui.select(
        custom_id="colour",
        options=[discord.SelectOption(label="Green", value="green"), discord.SelectOption(label="Red", value="red")],
    )
    async def colour(self, interaction, select):
        await interaction.response.send_message(f"You chose {select.values[0]}.", ephemeral=True)

    async def on_error(self, _interaction, _error, _item):
        end()


class Report(discord.ui.Modal, title="Report"):
    """A form with one field."""

    what = discord.ui.Label(
        text="What happened?",
        component=discord.ui.TextInput(custom_id="what", style=discord.TextStyle.paragraph),
    )

    async def on_submit(self, interaction):
        await interaction.response.send_message(f"Reported: {self.what.component.value}")

    async def on_error(self, _interaction, _error):
        end()


class Bot(discord.Client):
    """Registers its commands before it connects."""

    def __init__(self):
        super().__init__(intents=discord.Intents.default())
        self.tree = app_commands.CommandTree(self)
        self.tree.error(end_of_command)

    async def setup_hook(self):
        for command in COMMANDS:
            self.tree.add_command(command)
        await self.tree.sync()

    async def on_message(self, message):
        if self.user in message.mentions and not message.author.bot:
            await message.reply("You called?")

    async def on_error(self, *_):
        end()


async def end_of_command(_interaction, _error):
    end()


async def fitting(_interaction, typed):
    names = [name for name in NAMES if name.lower().startswith(typed.lower())]
    return [app_commands.Choice(name=name, value=name) for name in names]


@app_commands.command(description="Greets somebody")
@app_commands.describe(name="Whom")
@app_commands.autocomplete(name=fitting)
async def greet(interaction: discord.Interaction, name: str):
    await interaction.response.send_message(f"Hello, {name}!", view=Greeting())
    await interaction.followup.send("Only you can read this.", ephemeral=True)


@app_commands.command(description="Thinks before it answers")
async def slow(interaction: discord.Interaction):
    await interaction.response.defer(thinking=True)
    await interaction.edit_original_response(content="Thought about it.")


@app_commands.command(description="Opens a form")
async def report(interaction: discord.Interaction):
    await interaction.response.send_modal(Report())


@app_commands.command(description="Keeps a file in a thread")
async def file(interaction: discord.Interaction):
    await interaction.response.defer(thinking=True, ephemeral=True)
    thread = await interaction.channel.create_thread(name="Files", type=discord.ChannelType.public_thread)
    notes = discord.File(io.BytesIO(b"Kept in a thread."), filename="notes.txt")
    message = await thread.send("Here it is.", file=notes)
    kept = await message.attachments[0].read()
    await interaction.edit_original_response(content=f"Read back: {kept.decode()}")


COMMANDS = [greet, slow, report, file]

Bot().run(os.environ["SANDBOX_TOKEN"], log_handler=None)
