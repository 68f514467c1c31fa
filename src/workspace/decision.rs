//! What a team has settled. A decision is never edited away: it is superseded by another, or retired, and both stay to be read.

use super::{
    ids::{ChannelId, DecisionId, GuildId, TeamId, UserId},
    names::BadName,
    subject::Subject,
    team::Holder,
    texts::{self, Link},
};
use crate::{clock::Timestamp, handbook::RoleId};

/// The most characters of a rule, and of a reason.
pub const LONGEST_TEXT: usize = 1_000;

/// The most roles or people that decide together, and the most that are asked before.
pub const MOST_NAMED: usize = 10;

/// The most decisions of one team that are in force at once.
pub const MOST_ACTIVE: usize = 500;

/// The kind of deadline on which a decision is looked at again; its subject is the decision.
pub const REVIEW: &str = "decision-review";

/// What a team has settled about a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its id.
    pub id: DecisionId,
    /// The server.
    pub guild: GuildId,
    /// The team that it holds for.
    pub team: TeamId,
    /// What it is about. Of one subject a team has one decision in force.
    pub subject: Subject,
    /// What was settled, and why.
    pub draft: Draft,
    /// Who recorded it; none for somebody whose data was erased.
    pub author: Option<UserId>,
    /// When.
    pub recorded_at: Timestamp,
    /// The channel where it was recorded, if it was in one: it is brought back there for its review where its team has no channel.
    pub channel: Option<ChannelId>,
    /// The decision that it took the place of.
    pub supersedes: Option<DecisionId>,
    /// Whether it is in force.
    pub state: State,
}

/// What is settled, and why: what a person fills in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Who decides about the subject.
    pub decides: Decides,
    /// The rule in words.
    pub rule: Option<String>,
    /// Roles that are asked before.
    pub consulted: Vec<RoleId>,
    /// Why it was settled so.
    pub reason: Option<String>,
    /// Where it was settled, such as a message or a poll's result.
    pub source: Option<Link>,
    /// When it is to be looked at again.
    pub review_at: Option<Timestamp>,
}

/// Who decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decides {
    /// Roles of the handbook: whoever holds them in the team. Several lead together, the first named goes first.
    Roles(Vec<RoleId>),
    /// These people, or everybody with a role of the server. Empty where all of them have had their data erased.
    People(Vec<Holder>),
    /// Nobody was named: the rule says it in words.
    AsTheRuleSays,
}

/// Whether a decision is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It is.
    Active,
    /// Another one took its place.
    Superseded {
        /// Which.
        by: DecisionId,
        /// When.
        at: Timestamp,
    },
    /// It was taken back, and the handbook holds again.
    Retired {
        /// By whom; none for somebody whose data was erased.
        by: Option<UserId>,
        /// When.
        at: Timestamp,
        /// Why.
        reason: Option<String>,
    },
}

/// Which decision is recorded, by whom, when and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recording {
    /// Its new id.
    pub id: DecisionId,
    /// Who records it.
    pub author: UserId,
    /// When.
    pub at: Timestamp,
    /// The channel, if it is in one.
    pub channel: Option<ChannelId>,
}

/// Why a draft is no decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadDraft {
    /// Neither who decides nor a rule.
    #[error("a decision says who decides, or a rule in words, or both")]
    SaysNothing,
    /// More than [`MOST_NAMED`] that decide or are asked.
    #[error("at most {MOST_NAMED} are named, these are {is}")]
    TooMany {
        /// How many are named.
        is: usize,
    },
    /// A text that cannot be kept.
    #[error(transparent)]
    Text(#[from] BadName),
}

/// A decision that is not in force can neither be revised nor retired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the decision is no longer in force")]
pub struct NotActive;

impl Draft {
    /// The draft as it is kept: texts without what is not seen, nobody named twice.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn checked(self) -> Result<Self, BadDraft> {
        let decides = match self.decides {
            Decides::Roles(roles) => Decides::Roles(once(roles)?),
            Decides::People(people) => Decides::People(once(people)?),
            Decides::AsTheRuleSays => Decides::AsTheRuleSays,
        };
        let rule = self.rule.map(|rule| texts::text(&rule, LONGEST_TEXT)).transpose()?;
        if decides.is_empty() && rule.is_none() {
            return Err(BadDraft::SaysNothing);
        }
        let decides = if decides.is_empty() { Decides::AsTheRuleSays } else { decides };
        let reason = self.reason.map(|reason| texts::text(&reason, LONGEST_TEXT)).transpose()?;
        Ok(Self { decides, rule, consulted: once(self.consulted)?, reason, ..self })
    }
}

impl Decides {
    /// Whether nobody is named.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        match self {
            Self::Roles(roles) => roles.is_empty(),
            Self::People(people) => people.is_empty(),
            Self::AsTheRuleSays => true,
        }
    }
}

/// What is named, each once, in the order in which it was named.
fn once<T: PartialEq>(named: Vec<T>) -> Result<Vec<T>, BadDraft> {
    let mut kept: Vec<T> = Vec::with_capacity(named.len());
    for one in named {
        if !kept.contains(&one) {
            kept.push(one);
        }
    }
    if kept.len() > MOST_NAMED { Err(BadDraft::TooMany { is: kept.len() }) } else { Ok(kept) }
}

impl Decision {
    /// Records something that was not settled before.
    ///
    /// # Errors
    /// What is wrong with the draft.
    pub fn record(
        guild: GuildId,
        team: TeamId,
        subject: Subject,
        draft: Draft,
        recording: Recording,
    ) -> Result<Self, BadDraft> {
        let Recording { id, author, at, channel } = recording;
        Ok(Self {
            id,
            guild,
            team,
            subject,
            draft: draft.checked()?,
            author: Some(author),
            recorded_at: at,
            channel,
            supersedes: None,
            state: State::Active,
        })
    }

    /// The decision that takes the place of this one, about the same subject.
    ///
    /// # Errors
    /// What is wrong with the draft. Whether this one is still in force, storage tells when it is kept.
    pub fn revise(&self, draft: Draft, recording: Recording) -> Result<Self, BadDraft> {
        let new = Self::record(self.guild, self.team, self.subject.clone(), draft, recording)?;
        Ok(Self { supersedes: Some(self.id), ..new })
    }

    /// This decision, taken back.
    ///
    /// # Errors
    /// [`NotActive`] where it is not in force.
    pub fn retire(self, by: UserId, at: Timestamp, reason: Option<String>) -> Result<Self, NotActive> {
        match self.state {
            State::Active => Ok(Self { state: State::Retired { by: Some(by), at, reason }, ..self }),
            State::Superseded { .. } | State::Retired { .. } => Err(NotActive),
        }
    }

    /// Whether it is in force.
    #[must_use]
    pub const fn is_active(&self) -> bool {
        matches!(self.state, State::Active)
    }

    /// Whether it is in force and the date has come on which it is to be looked at again.
    #[must_use]
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.is_active() && self.draft.review_at.is_some_and(|at| at <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handbook::DutyId;

    fn draft(decides: Decides) -> Draft {
        Draft { decides, rule: None, consulted: Vec::new(), reason: None, source: None, review_at: None }
    }

    fn roles(names: &[&str]) -> Decides {
        Decides::Roles(names.iter().map(|name| RoleId::new(*name)).collect())
    }

    fn recording(id: i64) -> Recording {
        Recording {
            id: DecisionId::new(id).expect("sound"),
            author: UserId::new(7).expect("sound"),
            at: Timestamp::from_millis(5),
            channel: None,
        }
    }

    fn recorded() -> Decision {
        let (guild, team) = (GuildId::new(1).expect("sound"), TeamId::new(2).expect("sound"));
        let subject = Subject::Duty(DutyId::new("technology-choice"));
        Decision::record(guild, team, subject, draft(roles(&["tech-lead"])), recording(3)).expect("sound")
    }

    #[test]
    fn a_draft_says_who_decides_or_a_rule() {
        assert_eq!(draft(Decides::AsTheRuleSays).checked(), Err(BadDraft::SaysNothing));
        assert_eq!(draft(roles(&[])).checked(), Err(BadDraft::SaysNothing));
        let blank = Draft { rule: Some("  ".into()), ..draft(roles(&["tech-lead"])) };
        assert_eq!(blank.checked(), Err(BadDraft::Text(BadName::Empty)));
        let rule = Draft { rule: Some(" two approvals ".into()), ..draft(roles(&[])) };
        let kept = rule.checked().expect("it says a rule");
        assert_eq!((kept.decides, kept.rule.as_deref()), (Decides::AsTheRuleSays, Some("two approvals")));
    }

    #[test]
    fn nobody_is_named_twice_and_ten_are_the_most() {
        let twice = draft(roles(&["tech-lead", "designer", "tech-lead"])).checked().expect("sound");
        assert_eq!(twice.decides, roles(&["tech-lead", "designer"]));
        let many: Vec<RoleId> = (0..11).map(|number| RoleId::new(format!("role-{number}"))).collect();
        let consulted = Draft { consulted: many[..10].to_vec(), ..draft(roles(&["tech-lead"])) };
        assert!(consulted.checked().is_ok());
        assert_eq!(draft(Decides::Roles(many)).checked(), Err(BadDraft::TooMany { is: 11 }));
    }

    #[test]
    fn a_revision_is_about_the_same_and_names_what_it_replaces() {
        let first = recorded();
        let second = first.revise(draft(roles(&["engineering-manager"])), recording(4)).expect("sound");
        assert_eq!((second.supersedes, &second.subject), (Some(first.id), &first.subject));
        assert!(second.is_active());
    }

    #[test]
    fn what_is_not_in_force_cannot_be_retired() {
        let by = UserId::new(7).expect("sound");
        let retired = recorded().retire(by, Timestamp::from_millis(9), None).expect("it was in force");
        assert!(!retired.is_active());
        assert_eq!(retired.retire(by, Timestamp::from_millis(10), None), Err(NotActive));
    }
}
