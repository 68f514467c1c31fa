//! The scenario of `tests/clients`, played by twilight. Whatever goes wrong ends the process.

mod looks;

use std::{env, error::Error};

use http_body_util::{BodyExt, Empty};
use hyper_util::{
    client::legacy::{Client as Fetcher, connect::HttpConnector},
    rt::TokioExecutor,
};
use twilight_gateway::{Config, ConfigBuilder, Event, EventTypeFlags, Intents, Shard, ShardId, StreamExt as _};
use twilight_http::{Client, client::InteractionClient};
use twilight_model::{
    application::interaction::{
        Interaction, InteractionData, InteractionType,
        application_command::{CommandData, CommandOptionValue},
        modal::{ModalInteractionComponent, ModalInteractionData},
    },
    channel::{ChannelType, Message, message::MessageFlags},
    http::{attachment::Attachment, interaction::InteractionResponse},
    id::{
        Id,
        marker::{ApplicationMarker, UserMarker},
    },
};
use twilight_util::builder::interaction_response::{ChannelMessageBuilder, UpdateMessageBuilder};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const NAMES: [&str; 3] = ["Ada", "Alan", "Grace"];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome {
    let (address, token) = (env::var("SANDBOX_URL")?, env::var("SANDBOX_TOKEN")?);
    let place = address.trim_start_matches("http://").to_owned();
    let http = Client::builder().proxy(place.clone(), true).token(token.clone()).build();
    let application = http.current_user_application().await?.model().await?.id;
    let user = http.current_user().await?.model().await?.id;
    let bot = Bot { http, application, user };
    bot.interactions().set_global_commands(&looks::commands()).await?;

    let mut shard = Shard::with_config(ShardId::ONE, config(token, &place));
    while let Some(event) = shard.next_event(EventTypeFlags::all()).await {
        match event? {
            Event::InteractionCreate(interaction) => bot.interact(&interaction).await?,
            Event::MessageCreate(message) => bot.read(&message).await?,
            Event::GatewayClose(frame) => return Err(format!("the gateway closes: {frame:?}").into()),
            _ => {}
        }
    }
    Ok(())
}

fn config(token: String, place: &str) -> Config {
    ConfigBuilder::new(token, Intents::GUILDS | Intents::GUILD_MESSAGES).proxy_url(format!("ws://{place}")).build()
}

struct Bot {
    http: Client,
    application: Id<ApplicationMarker>,
    user: Id<UserMarker>,
}

impl Bot {
    fn interactions(&self) -> InteractionClient<'_> {
        self.http.interaction(self.application)
    }

    async fn interact(&self, interaction: &Interaction) -> Outcome {
        let response = match &interaction.data {
            Some(InteractionData::ApplicationCommand(command)) => return self.obey(interaction, command).await,
            Some(InteractionData::MessageComponent(component)) => match component.custom_id.as_str() {
                "wave" => UpdateMessageBuilder::new().content("You waved.").build(),
                "colour" => looks::whispered(format!("You chose {}.", component.values[0])),
                other => return Err(format!("there is no {other}").into()),
            },
            Some(InteractionData::ModalSubmit(form)) => {
                ChannelMessageBuilder::new().content(format!("Reported: {}", what(form)?)).build()
            }
            other => return Err(format!("nothing can be done with {other:?}").into()),
        };
        self.respond(interaction, response).await
    }

    async fn obey(&self, interaction: &Interaction, command: &CommandData) -> Outcome {
        match command.name.as_str() {
            "greet" if interaction.kind == InteractionType::ApplicationCommandAutocomplete => {
                let fitting = NAMES.into_iter().filter(|name| starts_with(name, typed(command)));
                self.respond(interaction, looks::suggested(fitting)).await
            }
            "greet" => {
                self.respond(interaction, looks::greeting(typed(command))).await?;
                let further = self.interactions();
                let whisper = further.create_followup(&interaction.token).content("Only you can read this.");
                whisper.flags(looks::WHISPER).await?;
                Ok(())
            }
            "slow" => {
                self.respond(interaction, looks::thinking(MessageFlags::empty())).await?;
                self.finish(interaction, "Thought about it.").await
            }
            "report" => self.respond(interaction, looks::form()).await,
            "file" => {
                self.respond(interaction, looks::thinking(looks::WHISPER)).await?;
                let kept = self.keep_a_file(interaction).await?;
                self.finish(interaction, &format!("Read back: {kept}")).await
            }
            other => Err(format!("there is no {other}").into()),
        }
    }

    /// Makes a thread, posts a file in it, and fetches it again.
    async fn keep_a_file(&self, interaction: &Interaction) -> Outcome<String> {
        let channel = interaction.channel.as_ref().ok_or("no channel")?.id;
        let thread = self.http.create_thread(channel, "Files", ChannelType::PublicThread).await?.model().await?;
        let notes = Attachment::from_bytes("notes.txt".into(), b"Kept in a thread.".to_vec(), 1);
        let message = self.http.create_message(thread.id).content("Here it is.").attachments(&[notes]).await?;
        fetch(&message.model().await?.attachments[0].url).await
    }

    async fn read(&self, message: &Message) -> Outcome {
        if message.mentions.iter().any(|mention| mention.id == self.user) && !message.author.bot {
            self.http.create_message(message.channel_id).content("You called?").reply(message.id).await?;
        }
        Ok(())
    }

    async fn respond(&self, interaction: &Interaction, response: InteractionResponse) -> Outcome {
        self.interactions().create_response(interaction.id, &interaction.token, &response).await?;
        Ok(())
    }

    async fn finish(&self, interaction: &Interaction, content: &str) -> Outcome {
        self.interactions().update_response(&interaction.token).content(Some(content)).await?;
        Ok(())
    }
}

/// The text that was given to the command's only option, or as much of it as has been typed.
fn typed(command: &CommandData) -> &str {
    match command.options.first().map(|option| &option.value) {
        Some(CommandOptionValue::String(text) | CommandOptionValue::Focused(text, _)) => text,
        _ => "",
    }
}

fn starts_with(name: &str, typed: &str) -> bool {
    name.to_lowercase().starts_with(&typed.to_lowercase())
}

/// What the form's only field holds.
fn what(form: &ModalInteractionData) -> Outcome<&str> {
    match form.components.first() {
        Some(ModalInteractionComponent::Label(label)) => match label.component.as_ref() {
            ModalInteractionComponent::TextInput(input) => Ok(&input.value),
            other => Err(format!("expected a text, got {other:?}").into()),
        },
        other => Err(format!("expected a label, got {other:?}").into()),
    }
}

async fn fetch(address: &str) -> Outcome<String> {
    let fetcher: Fetcher<HttpConnector, Empty<&[u8]>> = Fetcher::builder(TokioExecutor::new()).build_http();
    let body = fetcher.get(address.parse()?).await?.into_body().collect().await?;
    Ok(String::from_utf8(body.to_bytes().to_vec())?)
}
