//! What an application suggests while a person types.

use super::doing::{Use, active_channel, begin, given};
use super::options::{self, Place};
use super::{People, Refusal, Suggestion};
use crate::world::ids::{ChannelId, InteractionId, UserId};
use crate::world::interactions::{Action, InteractionKind, Stage};

impl People {
    /// What the application suggests for the option that is being typed: the last one.
    ///
    /// # Errors
    /// If the option has no suggestions, or the application does not answer.
    pub async fn autocomplete(&self, user: UserId, channel: ChannelId, text: &str) -> Result<Vec<Suggestion>, Refusal> {
        self.suggest(user, channel, Use::Text(text)).await
    }

    pub(crate) async fn suggest(
        &self,
        user: UserId,
        channel: ChannelId,
        used: Use<'_>,
    ) -> Result<Vec<Suggestion>, Refusal> {
        let id = {
            let mut state = self.world.lock();
            let channel = active_channel(&state, user, channel)?;
            let (application, invocation) = {
                let given = given(&state, user, &channel, &used)?;
                let place = Place { state: &state, user, channel: &channel };
                (given.command.application, options::in_the_making(&place, &given)?)
            };
            let action = Action::Command(invocation);
            begin(&mut state, user, channel.id, application, InteractionKind::Autocomplete, action, None)
        };
        self.settled(id).await;
        self.suggestions(id)
    }

    fn suggestions(&self, id: InteractionId) -> Result<Vec<Suggestion>, Refusal> {
        let state = self.world.lock();
        match state.interactions.get(&id).map(|interaction| &interaction.stage) {
            Some(Stage::Suggested(choices)) => Ok(choices
                .iter()
                .map(|choice| Suggestion {
                    name: choice["name"].as_str().unwrap_or_default().to_owned(),
                    value: choice["value"].clone(),
                })
                .collect()),
            _ => Err(Refusal { status: 504, code: None, message: "Loading options failed".into() }),
        }
    }
}
