//! Live messages: messages of the bot's own that show how something stands, such as a poll. Whoever changes what one shows says so on the
//! [`Board`]; it is drawn anew from what is stored, at most about once a second, however many changes there were, and the last drawing
//! shows the truth.

use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{Mutex, PoisonError},
};

use tokio::sync::Notify;

use super::{Desk, Failure};
use crate::{
    replies::Reply,
    workspace::ids::{ChannelId, GuildId, MessageId},
};

/// One live message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Live {
    /// The name of its [`LiveKind`].
    pub kind: &'static str,
    /// The server.
    pub guild: GuildId,
    /// The channel that it is in.
    pub channel: ChannelId,
    /// What it shows: the number of one of our ids.
    pub subject: i64,
}

/// One kind of live message: one entry of the table.
#[derive(Clone, Copy)]
pub struct LiveKind {
    /// The name by which it is known.
    pub kind: &'static str,
    /// How it is drawn from what is stored now; nothing where there is no message to be changed.
    pub draw: for<'a> fn(&'a Desk, Live) -> Drawing<'a>,
    /// Those whose messages may be behind when the bot starts: it may have been killed before it drew the last change.
    pub unfinished: for<'a> fn(&'a Desk) -> Finding<'a>,
}

/// A drawing, sooner or later.
pub type Drawing<'a> = Pin<Box<dyn Future<Output = Result<Option<Drawn>, Failure>> + Send + 'a>>;

/// Live messages, sooner or later.
pub type Finding<'a> = Pin<Box<dyn Future<Output = Result<Vec<Live>, Failure>> + Send + 'a>>;

/// How a live message is to read.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The message.
    pub message: MessageId,
    /// How it is to read.
    pub reply: Reply,
    /// What it shows: two drawings with the same number show the same.
    pub version: u64,
}

/// Live messages that are behind what is stored, each once.
#[derive(Debug, Default)]
pub struct Board {
    behind: Mutex<VecDeque<Live>>,
    bell: Notify,
}

impl Board {
    /// What a live message shows has changed.
    pub fn stir(&self, live: Live) {
        let mut behind = self.behind.lock().unwrap_or_else(PoisonError::into_inner);
        if !behind.contains(&live) {
            behind.push_back(live);
            self.bell.notify_one();
        }
    }

    /// The next one that is behind, taken from the board; waits until there is one.
    pub async fn next(&self) -> Live {
        loop {
            if let Some(live) = self.take() {
                return live;
            }
            self.bell.notified().await;
        }
    }

    /// The next one that is behind, if there is one.
    pub fn take(&self) -> Option<Live> {
        self.behind.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn live(subject: i64) -> Live {
        let (guild, channel) = (GuildId::new(1).expect("sound"), ChannelId::new(2).expect("sound"));
        Live { kind: "poll", guild, channel, subject }
    }

    #[tokio::test]
    async fn many_changes_of_one_are_one_and_the_first_comes_first() {
        let board = Board::default();
        for subject in [1, 2, 1, 1, 2] {
            board.stir(live(subject));
        }
        assert_eq!((board.next().await, board.next().await, board.take()), (live(1), live(2), None));
        board.stir(live(1));
        assert_eq!(board.next().await, live(1), "what was taken can be behind again");
    }
}
