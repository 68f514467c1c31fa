//! What people see in a play.

use discord_sandbox::ids::{MessageId, UserId};
use serde_json::Value;

use super::{
    stage::{Stage, id_of, parse},
    transcript::{buttons, options, text_of},
};

/// What somebody sees after doing something.
pub(crate) struct Seen<'a> {
    pub(crate) stage: &'a Stage,
    pub(crate) user: UserId,
    pub(crate) message: Value,
}

impl Seen<'_> {
    /// All that the person sees of the message, as text. Looking counts: what a play never looks at makes it fail.
    pub(crate) fn text(&self) -> String {
        let text = text_of(&self.message, self.stage.names());
        self.stage.was_looked_at(self.id(), &text);
        text
    }

    /// The same without the router's reasons, which change with the handbook.
    pub(crate) fn gist(&self) -> String {
        let text = self.text();
        text.lines().filter(|line| !line.starts_with("Why this answer")).collect::<Vec<_>>().join("\n")
    }

    pub(crate) fn id(&self) -> MessageId {
        id_of(&self.message)
    }

    /// The labels of its buttons.
    pub(crate) fn buttons(&self) -> Vec<String> {
        buttons(&self.message)
    }

    /// What its select offers.
    pub(crate) fn options(&self) -> Vec<String> {
        options(&self.message).into_iter().map(|(label, ..)| label).collect()
    }

    /// Whether anybody was notified by it.
    pub(crate) fn notifies(&self) -> bool {
        let nobody = |list: &Value| list.as_array().is_none_or(Vec::is_empty);
        self.message["mention_everyone"] == true
            || !nobody(&self.message["mentions"])
            || !nobody(&self.message["mention_roles"])
    }

    /// Whether somebody else sees it too.
    pub(crate) fn is_seen_by(&self, name: &str) -> bool {
        let user = self.stage.sandbox().world().person(name).expect("a known name");
        assert_ne!(user, self.user, "{name} is the one who looks");
        let channel = parse(&self.message["channel_id"]);
        let messages = self.stage.sandbox().people().messages(user, channel).unwrap_or_default();
        messages.iter().any(|message| id_of(message) == self.id())
    }
}
