//! The least that a serenity bot can be: it answers `/ping` with one word, or with a message that it is given.

use std::env;

use serde_json::{Value, json};
use serenity::{
    all::{Command, Context, EventHandler, GatewayIntents, Interaction, Ready},
    async_trait,
    builder::{CreateCommand, CreateInteractionResponse, CreateInteractionResponseMessage},
    http::HttpBuilder,
};

use crate::Outcome;

/// The names under which it is told where the sandbox is, and its token. The bench is this bot when they are set.
pub(crate) const ADDRESS: &str = "LOAD_ADDRESS";
pub(crate) const TOKEN: &str = "LOAD_TOKEN";
/// The name under which it is told what to answer with, as Discord's API takes it, if not with one word. It then listens to messages too, as a
/// bot must that can be mentioned.
pub(crate) const SAYS: &str = "LOAD_SAYS";

struct Pong(Option<Value>);

#[async_trait]
impl EventHandler for Pong {
    async fn ready(&self, context: Context, _: Ready) {
        let ping = CreateCommand::new("ping").description("Answers");
        Command::create_global_command(&context.http, ping).await.expect("the command can be registered");
    }

    async fn interaction_create(&self, context: Context, interaction: Interaction) {
        if let Interaction::Command(command) = interaction {
            if let Some(says) = &self.0 {
                let answer = json!({ "type": 4, "data": says });
                let answered =
                    context.http.create_interaction_response(command.id, &command.token, &answer, Vec::new()).await;
                return answered.expect("it is taken");
            }
            let pong = CreateInteractionResponseMessage::new().content("pong");
            command
                .create_response(&context.http, CreateInteractionResponse::Message(pong))
                .await
                .expect("it is taken");
        }
    }
}

/// Where the sandbox is and the token, if the bench is to be this bot.
pub(crate) fn asked_for() -> Option<(String, String)> {
    Some((env::var(ADDRESS).ok()?, env::var(TOKEN).ok()?))
}

pub(crate) async fn run(address: &str, token: &str) -> Outcome {
    // serenity's limiter refuses a proxy; a local server needs none.
    let http = HttpBuilder::new(token).proxy(address).ratelimiter_disabled(true).build();
    let says = env::var(SAYS).ok().map(|says| serde_json::from_str(&says)).transpose()?;
    let intents = match says {
        Some(_) => GatewayIntents::GUILDS | GatewayIntents::GUILD_MESSAGES | GatewayIntents::DIRECT_MESSAGES,
        None => GatewayIntents::GUILDS,
    };
    let client = serenity::client::ClientBuilder::new_with_http(http, intents).event_handler(Pong(says));
    Ok(client.await?.start_autosharded().await?)
}
