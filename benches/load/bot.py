"""The least that a discord.py bot can be, for the load bench: it answers /ping with one word."""

import os
from urllib.parse import urlsplit

import discord
import yarl
from discord import app_commands

ADDRESS = os.environ["LOAD_ADDRESS"]
discord.http.Route.BASE = ADDRESS + "/api/v10"
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{urlsplit(ADDRESS).netloc}/")


class Pong(discord.Client):
    def __init__(self):
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self):
        await self.tree.sync()


client = Pong()


@client.tree.command(name="ping", description="Answers")
async def ping(interaction):
    await interaction.response.send_message("pong")


client.run(os.environ["LOAD_TOKEN"], log_handler=None)
