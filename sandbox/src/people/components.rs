//! Pressing buttons and selecting values.

use super::doing::{active_channel, begin, seen_message};
use super::forms::check_selection;
use super::{Interaction, People, Refusal, view};
use crate::form::component_with;
use crate::world::State;
use crate::world::ids::{ApplicationId, MessageId, UserId};
use crate::world::interactions::{Action, InteractionKind};
use crate::world::messages::{Message, flags};

impl People {
    /// Presses a button.
    ///
    /// # Errors
    /// If the person does not see the message, or there is no such button that can be pressed.
    pub fn press(&self, user: UserId, message: MessageId, custom_id: &str) -> Result<Interaction, Refusal> {
        self.use_component(user, message, custom_id, &[])
    }

    /// Selects values in a select; for users, roles and channels they are ids.
    ///
    /// # Errors
    /// If the person does not see the message, there is no such select, or the values do not fit it.
    pub fn select(
        &self,
        user: UserId,
        message: MessageId,
        custom_id: &str,
        values: &[&str],
    ) -> Result<Interaction, Refusal> {
        let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
        self.use_component(user, message, custom_id, &values)
    }

    pub(crate) fn use_component(
        &self,
        user: UserId,
        message: MessageId,
        custom_id: &str,
        values: &[String],
    ) -> Result<Interaction, Refusal> {
        let mut state = self.world.lock();
        let message = seen_message(&state, user, message)?;
        let component = component_with(&message.components, custom_id).ok_or_else(|| Refusal::unknown("component"))?;
        if component["disabled"] == true {
            return Err(Refusal::because("This component is disabled."));
        }
        let channel = active_channel(&state, user, message.channel)?;
        let kind = component["type"].as_u64().unwrap_or(0) as u8;
        let resolved = check_selection(&state, user, &channel, &component, values)?;
        let application = application_of(&state, &message)?;
        let number = component["id"].as_u64().unwrap_or(0);
        let action = Action::Component {
            custom_id: custom_id.to_owned(),
            number,
            component_type: kind,
            values: values.to_vec(),
            resolved,
        };
        let id = begin(&mut state, user, channel.id, application, InteractionKind::Component, action, Some(message.id));
        view(&state, user, id)
    }
}

/// The application whose bot wrote the message.
fn application_of(state: &State, message: &Message) -> Result<ApplicationId, Refusal> {
    let application = ApplicationId::from(message.author.get());
    if message.flagged(flags::LOADING) || !state.applications.contains_key(&application) {
        return Err(Refusal::because("Nobody answers for the components of this message."));
    }
    Ok(application)
}
