//! Proposed corrections: somebody found that an answer was not right and suggests what the team could settle. A proposal decides nothing;
//! those who manage the team make a decision of it, or dismiss it.

use super::{
    ids::{CorrectionId, GuildId, TeamId, UserId},
    names::{BadName, LONGEST_TOPIC, Topic},
    texts::shortened,
};
use crate::{clock::Timestamp, handbook::DutyId};

/// The most proposals of one team that wait at once.
pub const MOST_WAITING: usize = 200;

/// A correction that somebody suggests to a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its id.
    pub id: CorrectionId,
    /// The server.
    pub guild: GuildId,
    /// The team.
    pub team: TeamId,
    /// What was asked, as the topic that a decision would be about.
    pub topic: Topic,
    /// The duty that had been the answer.
    pub routed_to: DutyId,
    /// The duty that it should have been: whoever decides about it would decide about the topic.
    pub corrected_to: DutyId,
    /// Who suggested it first; none for somebody whose data was erased.
    pub by: Option<UserId>,
    /// When.
    pub at: Timestamp,
    /// How often it was suggested.
    pub times: usize,
}

/// A question as a topic: of a long one the beginning.
///
/// # Errors
/// [`BadName::Empty`] where it has no letter or digit.
pub fn topic_of(question: &str) -> Result<Topic, BadName> {
    let folded = question.split_whitespace().collect::<Vec<_>>().join(" ");
    Topic::new(&shortened(&folded, LONGEST_TOPIC))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_question_the_beginning_is_the_topic() {
        let topic = topic_of(&"who  decides\n".repeat(50)).expect("it has letters");
        assert_eq!(topic.as_str().chars().count(), LONGEST_TOPIC);
        assert!(topic.as_str().starts_with("who decides who decides") && topic.as_str().ends_with('…'));
        assert_eq!(topic_of("??"), Err(BadName::Empty));
    }
}
