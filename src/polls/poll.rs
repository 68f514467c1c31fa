//! A poll as it is kept, and the ballots in it.

use super::{
    amendment::Amendment,
    ballot::Ballot,
    life::{NotNow, Settlement, State},
    options::Options,
    outcome::Turnout,
    pseudonym::{PollKey, Pseudonym},
    settings::Settings,
};
use crate::{
    clock::Timestamp,
    workspace::{
        ids::{ChannelId, DecisionId, GuildId, MessageId, PollId, TeamId, UserId},
        names::BadName,
        subject::Subject,
        texts,
    },
};

/// The most characters of a question: what fits the title of an embed.
pub const LONGEST_QUESTION: usize = 256;

/// A question put to an electorate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poll {
    /// Its id.
    pub id: PollId,
    /// The server.
    pub guild: GuildId,
    /// Where it is held.
    pub channel: ChannelId,
    /// The message that shows it; none until that was posted.
    pub message: Option<MessageId>,
    /// The message that told the result.
    pub result: Option<MessageId>,
    /// The team that it is about, where it is about one.
    pub team: Option<TeamId>,
    /// What a binding poll settles, where it settles who owns something.
    pub about: Option<Subject>,
    /// Who made it; none for somebody whose data was erased.
    pub creator: Option<UserId>,
    /// When.
    pub created_at: Timestamp,
    /// What is asked.
    pub question: String,
    /// What can be voted for. Proposals and scales have none.
    pub options: Options,
    /// How it is held.
    pub settings: Settings,
    /// The key of an anonymous poll that is open.
    pub key: Option<PollKey>,
    /// Where it is in its life.
    pub state: State,
    /// Who had voted when it closed, as far as the quorum asks.
    pub turnout: Option<Turnout>,
    /// What followed from its result.
    pub followed: Followed,
    /// The latest changes of its options since it started.
    pub amendments: Vec<Amendment>,
    /// How often it or its ballots have changed.
    pub changed: u64,
}

/// What followed from a poll's result.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// The decision that was recorded.
    pub decision: Option<DecisionId>,
    /// What the one decided to whom the result was advice.
    pub call: Option<Called>,
}

/// What the one decided to whom a poll's result was advice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// What.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// Under which name a ballot is filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voter {
    /// A person.
    Named(UserId),
    /// Somebody.
    Anonymous(Pseudonym),
}

/// A ballot that was cast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cast {
    /// By whom.
    pub voter: Voter,
    /// What it says.
    pub ballot: Ballot,
    /// How it was dealt with, where it is an objection that was.
    pub settled: Option<Settlement>,
}

/// A question as it is kept: one line.
///
/// # Errors
/// What is wrong with it.
pub fn question(typed: &str) -> Result<String, BadName> {
    texts::text(&typed.split_whitespace().collect::<Vec<_>>().join(" "), LONGEST_QUESTION)
}

impl Poll {
    /// The name under which a person's ballot is filed.
    ///
    /// # Errors
    /// [`NotNow::Closed`] for an anonymous poll whose key is gone.
    pub fn voter(&self, person: UserId) -> Result<Voter, NotNow> {
        match (&self.key, self.settings.anonymous) {
            (_, false) => Ok(Voter::Named(person)),
            (Some(key), true) => Ok(Voter::Anonymous(key.pseudonym(person))),
            (None, true) => Err(NotNow::Closed),
        }
    }

    /// The poll, opened again until another deadline.
    ///
    /// # Errors
    /// As [`State::reopen`], and for anonymous polls.
    pub fn reopen(self, now: Timestamp, by: UserId, deadline: Option<Timestamp>) -> Result<Self, NotNow> {
        let creator = self.creator.ok_or(NotNow::NotTheCreator)?;
        let state = self.state.reopen(now, by, creator, deadline)?;
        if self.settings.anonymous {
            Err(NotNow::Anonymous)
        } else {
            Ok(Self { state, turnout: None, result: None, followed: Followed::default(), ..self })
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::polls::{life::Closing, settings::Kind};

    /// A poll for tests, open, started by the person 7.
    pub(in crate::polls) fn sample(settings: Settings) -> Poll {
        Poll {
            id: PollId::new(1).expect("sound"),
            guild: GuildId::new(1).expect("sound"),
            channel: ChannelId::new(2).expect("sound"),
            message: None,
            result: None,
            team: None,
            about: None,
            creator: UserId::new(7).ok(),
            created_at: Timestamp::from_millis(0),
            question: question(" Tabs\nor  spaces? ").expect("sound"),
            options: Options::of_line("tabs|spaces").expect("two"),
            key: settings.anonymous.then(|| PollKey::stored([3; 32])),
            settings,
            state: State::Open { deadline: None },
            turnout: None,
            followed: Followed::default(),
            amendments: Vec::new(),
            changed: 0,
        }
    }

    fn poll(anonymous: bool) -> Poll {
        sample(Settings { anonymous, ..Settings::plain(Kind::One) })
    }

    #[test]
    fn a_question_is_one_line() {
        assert_eq!(poll(false).question, "Tabs or spaces?");
        assert_eq!(question(&"x".repeat(257)), Err(BadName::TooLong { is: 257, most: 256 }));
    }

    #[test]
    fn nobody_votes_in_an_anonymous_poll_whose_key_is_gone() {
        let person = UserId::new(9).expect("sound");
        assert_eq!(poll(false).voter(person), Ok(Voter::Named(person)));
        assert!(matches!(poll(true).voter(person), Ok(Voter::Anonymous(_))));
        assert_eq!(Poll { key: None, ..poll(true) }.voter(person), Err(NotNow::Closed));
    }

    #[test]
    fn an_anonymous_poll_is_not_opened_again() {
        let (creator, now) = (UserId::new(7).expect("sound"), Timestamp::from_millis(5));
        let closed = |anonymous| {
            let open = poll(anonymous);
            Poll { state: open.state.close(now, Closing::ByHand(Some(creator))).expect("open"), ..open }
        };
        assert_eq!(closed(true).reopen(now, creator, None), Err(NotNow::Anonymous));
        assert_eq!(closed(false).reopen(now, creator, None).map(|poll| poll.state), Ok(State::Open { deadline: None }));
        let erased = Poll { creator: None, ..closed(false) };
        assert_eq!(erased.reopen(now, creator, None), Err(NotNow::NotTheCreator));
    }
}
