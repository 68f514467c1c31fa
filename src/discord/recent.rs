//! What was done a moment ago, so that two presses at the same time do it once.

use std::{collections::VecDeque, sync::Mutex};

use serenity::all::MessageId;

/// How many are remembered; far more than can be pressed within the moment that an edit takes.
const KEPT: usize = 1_024;

/// The messages whose button has lately said something.
#[derive(Debug, Default)]
pub(super) struct Recent(Mutex<VecDeque<MessageId>>);

impl Recent {
    /// Whether this is the first time for a message, as far as is remembered.
    pub(super) fn is_first(&self, message: MessageId) -> bool {
        let mut kept = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if kept.contains(&message) {
            return false;
        }
        if kept.len() == KEPT {
            kept.pop_front();
        }
        kept.push_back(message);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_first_once_until_it_is_long_gone() {
        let recent = Recent::default();
        assert!(recent.is_first(MessageId::new(1)));
        assert!(!recent.is_first(MessageId::new(1)));
        for id in 2..=KEPT as u64 + 1 {
            assert!(recent.is_first(MessageId::new(id)));
        }
        assert!(recent.is_first(MessageId::new(1)));
    }
}
