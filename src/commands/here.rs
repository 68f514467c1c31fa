//! This server's team as an answer needs it: one place for whatever says who somebody is here.
//!
//! A handler asks [`Here::of`] with what a person typed as a team (nothing for none), or [`Here::of_team`] with the team that a custom
//! id names, and gets one of three:
//!
//! - [`Here::Nowhere`]: a direct message, or a server without teams. The handbook alone answers.
//! - [`Here::OneOf`]: several teams, and the place belongs to none. Answer from the handbook, and let them choose.
//! - [`Here::Team`]: the team, with all that it has in force. [`TeamHere::says`] is what a reply about a duty takes: the decision that
//!   goes before the handbook ([`TeamSays::deciding`] are the roles that decide then), and the team whose seats say who acts in a role
//!   now ([`acting`](crate::workspace::acting::acting)).

use std::sync::Arc;

use serenity::builder::CreateEmbed;

use super::{Asker, Desk, Failure, place::refused};
use crate::{
    clock::Timestamp,
    handbook::{Duty, Handbook},
    replies::{NotSetUp, TeamSays, open_requests},
    routing::{TeamRoute, TeamTopic, TopicId},
    store::Changes,
    workspace::{
        decision::Decision,
        ids::TeamId,
        subject::Subject,
        team::{Team, Which, which},
    },
};

/// Which team a question is about.
#[derive(Debug)]
pub(super) enum Here {
    /// There is none.
    Nowhere,
    /// One of these.
    OneOf(Arc<Vec<Team>>),
    /// This one.
    Team(Box<TeamHere>),
}

/// A team with what it has in force, at a moment, for a person.
#[derive(Debug)]
pub(super) struct TeamHere {
    /// The team.
    pub(super) team: Team,
    /// What it has in force.
    pub(super) decisions: Arc<Vec<Decision>>,
    /// How often it had changed then.
    changes: Changes,
    now: Timestamp,
    manages: bool,
}

impl Here {
    /// The team that is named, that of the place, or the only one.
    pub(super) async fn of(desk: &Desk, asker: &Asker, named: &str) -> Result<Self, Failure> {
        let Some(guild) = asker.guild else {
            return Ok(Self::Nowhere);
        };
        let (teams, changes) = desk.teams(guild).await?;
        let named = Some(named.trim()).filter(|named| !named.is_empty());
        match which(&teams, named, &asker.places()) {
            Which::One(team) => {
                let changes = changes.into_iter().find(|changes| changes.team == team.id);
                Self::with(desk, asker, team, changes.ok_or(refused(NotSetUp::TeamGone))?).await
            }
            Which::OneOf(_) => Ok(Self::OneOf(teams)),
            Which::None => Ok(Self::Nowhere),
            Which::Unknown if teams.is_empty() => Err(refused(NotSetUp::NoTeams)),
            Which::Unknown => {
                let names = teams.iter().map(|team| team.name.to_string()).collect();
                Err(refused(NotSetUp::UnknownTeam(named.unwrap_or_default().to_owned(), names)))
            }
        }
    }

    /// The team of this id, where a custom id names one; otherwise that of the place.
    pub(super) async fn of_team(desk: &Desk, asker: &Asker, id: Option<TeamId>) -> Result<Self, Failure> {
        let Some(id) = id else {
            return Self::of(desk, asker, "").await;
        };
        let (teams, changes) = desk.teams(asker.server()?).await?;
        let found = teams.iter().zip(changes).find(|(team, _)| team.id == id);
        let (team, changes) = found.ok_or(refused(NotSetUp::TeamGone))?;
        Self::with(desk, asker, team, changes).await
    }

    async fn with(desk: &Desk, asker: &Asker, team: &Team, changes: Changes) -> Result<Self, Failure> {
        let decisions = desk.decisions(team.guild, changes).await?;
        let (now, manages) = (desk.clock.now(), asker.manages(team, desk));
        Ok(Self::Team(Box::new(TeamHere { team: team.clone(), decisions, changes, now, manages })))
    }

    /// The team, where it is known.
    pub(super) fn team(&self) -> Option<&TeamHere> {
        match self {
            Self::Team(here) => Some(here),
            Self::Nowhere | Self::OneOf(_) => None,
        }
    }
}

impl TeamHere {
    /// What the team has in force about a duty.
    pub(super) fn about(&self, duty: &Duty) -> Option<&Decision> {
        self.decisions.iter().find(|decision| decision.subject == Subject::Duty(duty.id.clone()))
    }

    /// What a reply about a duty takes.
    pub(super) fn says(&self, duty: &Duty) -> TeamSays<'_> {
        TeamSays { decision: self.about(duty), ..self.says_in_general() }
    }

    /// The same for what is not about a duty.
    pub(super) fn says_in_general(&self) -> TeamSays<'_> {
        TeamSays { team: &self.team, decision: None, now: self.now, may_set: self.manages }
    }

    /// What was asked about something here and is open, to stand below an answer about it.
    pub(super) async fn open_about(
        &self,
        desk: &Desk,
        handbook: &Handbook,
        about: &Subject,
    ) -> Result<Option<CreateEmbed>, Failure> {
        let open = desk.asked_about(self.team.guild, self.changes, about).await?;
        Ok(open_requests(handbook, &open))
    }

    /// Routes a text with the topics of its own that the team has settled.
    pub(super) fn route(&self, desk: &Desk, locale: &str, text: &str) -> TeamRoute {
        desk.route_for(locale, text, (self.team.id, self.changes.decisions), || self.topics())
    }

    fn topics(&self) -> Vec<TeamTopic> {
        let topic = |decision: &Decision| match &decision.subject {
            Subject::Topic(topic) => Some(TeamTopic {
                id: TopicId::new(decision.id.to_string()),
                title: topic.to_string(),
                phrases: Vec::new(),
            }),
            Subject::Duty(_) => None,
        };
        self.decisions.iter().filter_map(topic).collect()
    }

    /// The decision about a topic that was routed.
    pub(super) fn of_topic(&self, id: &TopicId) -> Option<&Decision> {
        self.decisions.iter().find(|decision| decision.id.to_string() == id.as_str())
    }
}
