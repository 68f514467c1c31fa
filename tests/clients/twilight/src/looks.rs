//! What the bot's commands, messages and forms look like.

use twilight_model::{
    application::command::{Command, CommandOptionChoice, CommandOptionChoiceValue, CommandType},
    channel::message::{
        MessageFlags,
        component::{ActionRow, ButtonStyle, Component, SelectMenuType, TextInput, TextInputStyle},
    },
    http::interaction::{InteractionResponse, InteractionResponseData, InteractionResponseType},
};
use twilight_util::builder::{
    command::{CommandBuilder, StringBuilder},
    interaction_response::{AutocompleteBuilder, ChannelMessageBuilder, ModalBuilder},
    message::{ActionRowBuilder, ButtonBuilder, LabelBuilder, SelectMenuBuilder, SelectMenuOptionBuilder},
};

/// For one person alone.
pub(crate) const WHISPER: MessageFlags = MessageFlags::EPHEMERAL;

pub(crate) fn commands() -> Vec<Command> {
    let command = |name: &str, description: &str| CommandBuilder::new(name, description, CommandType::ChatInput);
    let name = StringBuilder::new("name", "Whom").required(true).autocomplete(true);
    vec![
        command("greet", "Greets somebody").option(name).build(),
        command("slow", "Thinks before it answers").build(),
        command("report", "Opens a form").build(),
        command("file", "Keeps a file in a thread").build(),
    ]
}

pub(crate) fn whispered(content: impl Into<String>) -> InteractionResponse {
    ChannelMessageBuilder::new().content(content).flags(WHISPER).build()
}

/// Says that an answer will come, to be seen with these flags.
pub(crate) fn thinking(flags: MessageFlags) -> InteractionResponse {
    let data = InteractionResponseData { flags: Some(flags), ..InteractionResponseData::default() };
    InteractionResponse { kind: InteractionResponseType::DeferredChannelMessageWithSource, data: Some(data) }
}

pub(crate) fn greeting(name: &str) -> InteractionResponse {
    let wave = ButtonBuilder::new(ButtonStyle::Primary).custom_id("wave").label("Wave");
    let colour = SelectMenuBuilder::new("colour", SelectMenuType::Text)
        .option(SelectMenuOptionBuilder::new("Green", "green").build())
        .option(SelectMenuOptionBuilder::new("Red", "red").build());
    let rows = [row(Component::Button(wave.build())), row(Component::SelectMenu(colour.build()))];
    ChannelMessageBuilder::new().content(format!("Hello, {name}!")).components(rows).build()
}

fn row(component: Component) -> ActionRow {
    ActionRowBuilder::new().component(component).build()
}

pub(crate) fn suggested<'a>(names: impl Iterator<Item = &'a str>) -> InteractionResponse {
    let choices = names.map(|name| CommandOptionChoice {
        name: name.to_owned(),
        name_localizations: None,
        value: CommandOptionChoiceValue::String(name.to_owned()),
    });
    AutocompleteBuilder::new(choices).build()
}

#[expect(deprecated, reason = "the label of a text input cannot be left out of the literal")]
pub(crate) fn form() -> InteractionResponse {
    let what = TextInput {
        custom_id: "what".into(),
        id: None,
        label: None,
        max_length: None,
        min_length: None,
        placeholder: None,
        required: None,
        style: TextInputStyle::Paragraph,
        value: None,
    };
    let label = LabelBuilder::new("What happened?", Component::TextInput(what)).build();
    ModalBuilder::new("report", "Report", [Component::Label(label)]).build()
}
