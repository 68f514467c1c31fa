//! Buttons, selects and forms: what a press, a choice or a filled-in form leads to.
//!
//! Only the one who asked changes a public answer. Whoever else presses gets an answer of their own, seen by them alone, and goes
//! on there: nobody is turned away, and nobody overwrites what another was told.

use std::num::NonZeroU64;

use serenity::{
    builder::{CreateActionRow, CreateEmbed},
    model::{
        application::MessageInteractionMetadata,
        channel::{Message, MessageFlags},
    },
};

use super::{Answering, Asker, Desk, Given, Outcome, Who, messenger::Messenger};
use crate::{
    handbook::{Duty, Handbook, Role},
    replies::{ComponentName, Read, Refusal, Reply, Visibility},
    routing::Route,
    workspace::ids::UserId,
};

/// One kind of component or form: one entry of the table.
#[derive(Clone, Copy)]
pub struct Component {
    /// Its name, as its custom ids begin.
    pub name: ComponentName,
    /// How many arguments its custom ids have.
    pub arguments: usize,
    /// Who may use it.
    pub who: Who,
    /// What it does.
    pub run: for<'a> fn(&'a Press<'a>) -> Answering<'a>,
}

/// One press of a button, one choice in a select, or one form that was filled in.
pub struct Press<'a> {
    /// What every handler works with.
    pub desk: &'a Desk,
    /// The person's locale, as Discord names it.
    pub locale: &'a str,
    /// Who did it, and where.
    pub asker: Asker,
    /// Whoever posts and edits messages.
    pub messenger: &'a dyn Messenger,
    /// The message that it belongs to; a form may belong to none.
    pub message: Option<&'a Message>,
    /// The custom id.
    pub id: Read<'a>,
    /// What was chosen in a select.
    pub values: Vec<String>,
    /// Whom of the members and roles of the server was chosen in a select.
    pub holders: Vec<Given>,
    /// What was written into a form: the field's name and the text.
    pub fields: Vec<(String, String)>,
    /// Whether the same was done to the same message a moment ago.
    pub repeated: bool,
}

impl Press<'_> {
    /// The handbook in the person's language.
    #[must_use]
    pub fn handbook(&self) -> &Handbook {
        self.desk.handbook(self.locale)
    }

    /// What was asked: it stands above the title of the bot's own message.
    #[must_use]
    pub fn question(&self) -> &str {
        let author = self.message.and_then(|message| message.embeds.first()?.author.as_ref());
        author.map_or("", |author| author.name.as_str())
    }

    /// What was asked, routed anew.
    #[must_use]
    pub fn route(&self) -> Route {
        self.desk.route(self.locale, self.question())
    }

    /// Whether only the person sees the message.
    #[must_use]
    pub fn visibility(&self) -> Visibility {
        let flags = self.message.and_then(|message| message.flags);
        let ephemeral = flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
        if ephemeral { Visibility::OnlyAsker } else { Visibility::Everyone }
    }

    /// Whether the message is the person's to change: they asked, or nobody else sees it.
    #[must_use]
    pub fn is_theirs(&self) -> bool {
        self.visibility() == Visibility::OnlyAsker
            || self.asker.guild.is_none()
            || self.message.and_then(asked_by) == Some(self.asker.user)
    }

    /// Who sees what comes of it.
    #[must_use]
    pub fn seen_by(&self) -> Visibility {
        if self.is_theirs() { self.visibility() } else { Visibility::OnlyAsker }
    }

    /// The message becomes this, or the person gets it as a message of their own.
    #[must_use]
    pub fn in_place(&self, reply: Reply) -> Outcome {
        if self.is_theirs() { Outcome::Becomes(reply) } else { Outcome::Says(reply.seen_by(Visibility::OnlyAsker)) }
    }

    /// The message as it is, with other rows.
    #[must_use]
    pub fn with_rows(&self, rows: Vec<CreateActionRow>) -> Outcome {
        let embeds = self.message.map(|message| message.embeds.iter().cloned().map(CreateEmbed::from).collect());
        let mut reply = Reply::of_embeds(embeds.unwrap_or_default()).seen_by(self.seen_by());
        reply.rows = rows;
        self.in_place(reply)
    }

    /// The custom ids of the message's components.
    #[must_use]
    pub fn ids_beside(&self) -> Vec<String> {
        let rows = self.message.map(|message| serde_json::to_value(&message.components).unwrap_or_default());
        let rows = rows.as_ref().and_then(serde_json::Value::as_array).into_iter().flatten();
        let components = rows.filter_map(|row| row["components"].as_array()).flatten();
        components.filter_map(|component| component["custom_id"].as_str().map(str::to_owned)).collect()
    }

    /// What was done, to tell it from other presses of the same message.
    #[must_use]
    pub fn done(&self) -> String {
        format!("{:?} {:?} {:?}", self.id, self.values, self.fields)
    }

    /// The first thing chosen in a select; empty for none.
    #[must_use]
    pub fn chosen(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    /// The text of a form's field; empty where nothing was written.
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, text)| text)
    }

    /// The duty that the custom id names at this place.
    ///
    /// # Errors
    /// [`Refusal::StaleButton`] where the handbook no longer has it.
    pub fn duty(&self, at: usize) -> Result<&Duty, Refusal> {
        let id: String = self.id.argument(at).map_err(|_| Refusal::StaleButton)?;
        self.known_duty(&id)
    }

    /// The duty with this id.
    ///
    /// # Errors
    /// As [`Press::duty`].
    pub fn known_duty(&self, id: &str) -> Result<&Duty, Refusal> {
        self.handbook().duty(id).ok_or(Refusal::StaleButton)
    }

    /// The role that the custom id names at this place.
    ///
    /// # Errors
    /// As [`Press::duty`].
    pub fn role(&self, at: usize) -> Result<&Role, Refusal> {
        let id: String = self.id.argument(at).map_err(|_| Refusal::StaleButton)?;
        self.known_role(&id)
    }

    /// The role with this id.
    ///
    /// # Errors
    /// As [`Press::duty`].
    pub fn known_role(&self, id: &str) -> Result<&Role, Refusal> {
        self.handbook().role(id).ok_or(Refusal::StaleButton)
    }
}

/// Who asked what a message of the bot answers: whoever ran the command, pressed the button, or wrote what it replies to.
fn asked_by(message: &Message) -> Option<UserId> {
    let asker = match message.interaction_metadata.as_deref() {
        Some(MessageInteractionMetadata::Command(of)) => Some(of.user.id),
        Some(MessageInteractionMetadata::Component(of)) => Some(of.user.id),
        Some(MessageInteractionMetadata::ModalSubmit(of)) => Some(of.user.id),
        Some(_) => None,
        None => message.referenced_message.as_ref().map(|asked| asked.author.id),
    };
    asker.map(|asker| NonZeroU64::from(asker).into())
}
