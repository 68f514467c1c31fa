//! What an application does with an interaction's token after the first answer.

use std::sync::Arc;

use super::State;
use super::answers::token_owner;
use super::editing::Edit;
use super::errors::ApiError;
use super::ids::{ApplicationId, InteractionId, MessageId};
use super::interactions::{Interaction, Stage};
use super::limits;
use super::messages::{Message, flags};
use super::posting::Draft;

impl State {
    /// The interaction behind a webhook token that is still good.
    pub(crate) fn interaction_with_token(
        &self,
        application: ApplicationId,
        token: &str,
    ) -> Result<&Interaction, ApiError> {
        let id = token_owner(token).ok_or_else(ApiError::invalid_webhook_token)?;
        if id.created().plus(limits::TOKEN_LIFE) <= self.now() {
            return Err(ApiError::invalid_webhook_token());
        }
        let interaction = self.interactions.get(&id).filter(|interaction| *interaction.token == *token);
        let interaction = interaction.ok_or_else(ApiError::invalid_webhook_token)?;
        let acknowledged = !matches!(interaction.stage, Stage::Pending | Stage::Failed | Stage::Suggested(_));
        if interaction.application == application && acknowledged {
            Ok(interaction)
        } else {
            Err(ApiError::unknown_webhook())
        }
    }

    /// Sends a further message, or fills the deferred one.
    pub(crate) fn follow_up(&mut self, id: InteractionId, draft: Draft) -> Result<Arc<Message>, ApiError> {
        let interaction = self.interactions.get(&id).cloned().ok_or_else(ApiError::unknown_webhook)?;
        if interaction.stage == Stage::DeferredMessage {
            return self.fill_deferred(&interaction, draft);
        }
        let channel = self.channel(interaction.channel).cloned()?;
        let original = interaction.original.unwrap_or_else(|| MessageId::from(interaction.id.get()));
        self.put_answer(&interaction, &channel, draft, Some(original))
    }

    fn fill_deferred(&mut self, interaction: &Interaction, draft: Draft) -> Result<Arc<Message>, ApiError> {
        let edit = Edit {
            content: Some(draft.content),
            embeds: Some(draft.embeds),
            components: Some(draft.components),
            poll: draft.poll,
            allowed: Some(draft.allowed),
            files: draft.files,
            flags: Some(draft.flags),
            kept: None,
        };
        let original = interaction.original.ok_or_else(ApiError::unknown_message)?;
        self.edit_answer(interaction.id, original, edit)
    }

    /// The message that an interaction's token may touch.
    pub(crate) fn answer_message(
        &self,
        id: InteractionId,
        message: Option<MessageId>,
    ) -> Result<&Arc<Message>, ApiError> {
        let interaction = self.interactions.get(&id).ok_or_else(ApiError::unknown_webhook)?;
        let wanted = message.or(interaction.original).ok_or_else(ApiError::unknown_message)?;
        let message = self.messages.get(interaction.channel, wanted).ok_or_else(ApiError::unknown_message)?;
        let own = message.interaction.as_ref().is_some_and(|origin| origin.id == id);
        if own || interaction.original == Some(wanted) { Ok(message) } else { Err(ApiError::unknown_message()) }
    }

    /// Edits a message through the interaction's token.
    pub(crate) fn edit_answer(
        &mut self,
        id: InteractionId,
        message: MessageId,
        edit: Edit,
    ) -> Result<Arc<Message>, ApiError> {
        let before = Arc::clone(self.answer_message(id, Some(message))?);
        let channel = self.channel(before.channel).cloned()?;
        let edited = (!before.flagged(flags::LOADING)).then(|| self.now());
        let after = self.apply_edit(&channel, message, edit, edited)?;
        self.change_interaction(id, |interaction| {
            if interaction.stage == Stage::DeferredMessage && interaction.original == Some(message) {
                interaction.stage = Stage::Answered;
            }
        });
        Ok(after)
    }

    /// Deletes a message through the interaction's token.
    pub(crate) fn delete_answer(&mut self, id: InteractionId, message: MessageId) -> Result<(), ApiError> {
        let channel = self.answer_message(id, Some(message))?.channel;
        self.remove_message(channel, message)?;
        self.change_interaction(id, |interaction| {
            if interaction.original == Some(message) && interaction.stage == Stage::DeferredMessage {
                interaction.stage = Stage::Answered;
            }
        });
        Ok(())
    }

    /// Takes the "thinking" message of an interaction away.
    pub(crate) fn drop_loading_message(&mut self, id: InteractionId) {
        let Some(interaction) = self.interactions.get(&id) else {
            return;
        };
        let channel = interaction.channel;
        if let Some(original) = interaction.original {
            // It may have been deleted with its channel.
            let _ = self.remove_message(channel, original);
        }
    }
}
