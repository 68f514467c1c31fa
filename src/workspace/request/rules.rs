//! Who may do what with a request, and to whom it goes when nobody reacts.

use super::{Event, LONGEST_QUESTION, MOST_A_DAY, MOST_OPEN, MOST_WAITING, Question, Request, State, What};
use crate::{
    clock::Timestamp,
    handbook::RoleId,
    workspace::{
        acting::is_there,
        ids::UserId,
        team::{Holder, Person, Seat, Team},
        texts::shortened,
    },
};

/// Somebody to whom a request could go, as Discord knows them now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub holder: Holder,
    /// Whether it is a bot.
    pub is_bot: bool,
    /// Whether they are in the server; a role of it always is.
    pub is_member: bool,
}

/// How many requests a person has made in a server, and how many wait there for whom they would ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// How many of them are open.
    pub open: u64,
    /// How many were made within the last day.
    pub last_day: u64,
    /// How many, whoever made them, wait for the one who would be asked.
    pub waiting: u64,
}

/// Why somebody may not ask somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MayNotAsk {
    /// It would be themselves.
    #[error("it is the asker")]
    Themselves,
    /// They have [`MOST_OPEN`] open.
    #[error("{MOST_OPEN} are open already")]
    TooManyOpen,
    /// They have made [`MOST_A_DAY`] within a day.
    #[error("{MOST_A_DAY} were made within a day")]
    TooManyToday,
    /// [`MOST_WAITING`] wait for the one who would be asked.
    #[error("{MOST_WAITING} wait for them")]
    TooManyWaiting,
}

/// Why somebody may not do something with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MayNot {
    /// It is over.
    #[error("it is over")]
    Over,
    /// Somebody else has it; none for somebody whose data was erased.
    #[error("somebody else has it")]
    Taken(Option<UserId>),
    /// They have it already.
    #[error("it is theirs already")]
    Theirs,
    /// They are not the one who is asked.
    #[error("somebody else is asked")]
    NotAsked,
    /// They neither asked nor accepted it.
    #[error("they neither asked nor accepted it")]
    NotTheirs,
    /// It cannot go to a bot.
    #[error("a bot cannot be asked")]
    ToBot,
    /// It cannot go to somebody who is not in the server.
    #[error("they are not in the server")]
    ToOutsider,
    /// It cannot go to the one who hands it on.
    #[error("it is the same person")]
    ToSelf,
    /// They have said that it is not theirs.
    #[error("they have said that it is not theirs")]
    SaidNotTheirs,
}

impl Quota {
    /// Whether a person with this many may ask once more.
    ///
    /// # Errors
    /// Which limit is reached.
    pub const fn allows_another(self) -> Result<(), MayNotAsk> {
        if self.open >= MOST_OPEN {
            Err(MayNotAsk::TooManyOpen)
        } else if self.last_day >= MOST_A_DAY {
            Err(MayNotAsk::TooManyToday)
        } else if self.waiting >= MOST_WAITING {
            Err(MayNotAsk::TooManyWaiting)
        } else {
            Ok(())
        }
    }
}

impl Request {
    /// Asks somebody: the first event.
    ///
    /// # Errors
    /// [`MayNotAsk`].
    pub fn ask(question: Question, by: UserId, to: Holder, quota: Quota, at: Timestamp) -> Result<Self, MayNotAsk> {
        if to == Holder::Member(by) {
            return Err(MayNotAsk::Themselves);
        }
        quota.allows_another()?;
        let text = shortened(&question.text, LONGEST_QUESTION);
        let asked = Event { at, what: What::Asked { by: Some(by), to: Some(to) } };
        Ok(Self { question: Question { text, ..question }, message: None, trail: vec![asked] })
    }

    /// Somebody says that it is theirs: the one who is asked, one who was asked before, or one who would be asked if nobody reacted. Where
    /// nobody is asked any more, it may be anybody with a seat or cover in the team.
    ///
    /// # Errors
    /// [`MayNot`].
    pub fn accept(&self, by: Person<'_>, team: &Team, leads: &[&RoleId], at: Timestamp) -> Result<Self, MayNot> {
        let may = match self.state() {
            State::Over(_) => return Err(MayNot::Over),
            State::Accepted(who) if who == Some(by.user) => return Err(MayNot::Theirs),
            State::Accepted(who) => return Err(MayNot::Taken(who)),
            State::Waiting(Some(_)) => self.others_to_ask(team, leads, at).iter().any(|other| other.is(by)),
            State::Waiting(None) => sits_in(team, by),
        };
        if may || self.was_asked(by) {
            Ok(self.then(at, What::Accepted { by: Some(by.user) }))
        } else {
            Err(MayNot::NotAsked)
        }
    }

    /// Whether somebody may say that it is not theirs: the one who is asked, or who has accepted it.
    ///
    /// # Errors
    /// [`MayNot`].
    pub fn may_decline(&self, by: Person<'_>) -> Result<(), MayNot> {
        match self.state() {
            State::Over(_) => Err(MayNot::Over),
            State::Accepted(who) if who == Some(by.user) => Ok(()),
            State::Accepted(who) => Err(MayNot::Taken(who)),
            State::Waiting(Some(on)) if on.is(by) => Ok(()),
            State::Waiting(_) => Err(MayNot::NotAsked),
        }
    }

    /// Somebody says that it is not theirs, and whose it is.
    ///
    /// # Errors
    /// [`MayNot`].
    pub fn hand_on(&self, by: Person<'_>, to: Candidate, at: Timestamp) -> Result<Self, MayNot> {
        self.may_decline(by)?;
        if to.holder == Holder::Member(by.user) {
            return Err(MayNot::ToSelf);
        }
        if to.is_bot {
            return Err(MayNot::ToBot);
        }
        if !to.is_member {
            return Err(MayNot::ToOutsider);
        }
        if matches!(to.holder, Holder::Member(user) if self.has_declined(user)) {
            return Err(MayNot::SaidNotTheirs);
        }
        Ok(self.then(at, What::HandedOn { by: Some(by.user), to: Some(to.holder) }))
    }

    /// Somebody says that it is not theirs, and does not know whose it is.
    ///
    /// # Errors
    /// [`MayNot`].
    pub fn decline(&self, by: Person<'_>, at: Timestamp) -> Result<Self, MayNot> {
        self.may_decline(by)?;
        Ok(self.then(at, What::Declined { by: Some(by.user) }))
    }

    /// It was answered, says whoever accepted it or asked.
    ///
    /// # Errors
    /// [`MayNot`].
    pub fn answer(&self, by: Person<'_>, at: Timestamp) -> Result<Self, MayNot> {
        let theirs = Some(by.user);
        match self.state() {
            State::Over(_) => Err(MayNot::Over),
            State::Accepted(who) if who == theirs => Ok(self.then(at, What::Answered { by: theirs })),
            _ if self.asker() == theirs => Ok(self.then(at, What::Answered { by: theirs })),
            _ => Err(MayNot::NotTheirs),
        }
    }

    /// The asker takes it back.
    ///
    /// # Errors
    /// [`MayNot`].
    pub fn withdraw(&self, by: Person<'_>, at: Timestamp) -> Result<Self, MayNot> {
        match self.state() {
            State::Over(_) => Err(MayNot::Over),
            _ if self.asker() == Some(by.user) => Ok(self.then(at, What::Withdrawn { by: Some(by.user) })),
            _ => Err(MayNot::NotTheirs),
        }
    }

    /// Who can be asked when the one who is asked does not react, the best first: of the seat of that one, then of the role in which the
    /// first was asked, its holder, its cover, and, for a lead, the other leads. Nobody who was asked before, who has declined, who is away
    /// or who asks.
    #[must_use]
    pub fn others_to_ask(&self, team: &Team, leads: &[&RoleId], now: Timestamp) -> Vec<Holder> {
        let State::Waiting(on) = self.state() else {
            return Vec::new();
        };
        let seats = team.seats.iter().filter(|seat| on == Some(seat.holder));
        let mut others = Vec::new();
        for seat in seats.chain(self.question.role.as_ref().and_then(|role| team.seat(role))) {
            for holder in [Some(seat.holder), seat.cover].into_iter().flatten().chain(other_leads(team, seat, leads)) {
                if !others.contains(&holder) && is_there(team, holder, now) && self.may_be_asked(holder) {
                    others.push(holder);
                }
            }
        }
        others
    }

    /// Nobody reacted in time: this one is asked instead, or, where nobody is left, the same one is still waited for.
    ///
    /// # Errors
    /// [`MayNot::Over`] or [`MayNot::Taken`] where nobody is waited for.
    pub fn time_out(&self, to: Option<Holder>, at: Timestamp) -> Result<Self, MayNot> {
        match self.state() {
            State::Over(_) => Err(MayNot::Over),
            State::Accepted(who) => Err(MayNot::Taken(who)),
            State::Waiting(_) => Ok(self.then(at, What::TimedOut { to })),
        }
    }

    /// Nothing happened for long.
    ///
    /// # Errors
    /// [`MayNot::Over`].
    pub fn lapse(&self, at: Timestamp) -> Result<Self, MayNot> {
        if self.is_open() { Ok(self.then(at, What::Lapsed)) } else { Err(MayNot::Over) }
    }

    /// Its message or channel is gone.
    ///
    /// # Errors
    /// [`MayNot::Over`].
    pub fn lose(&self, at: Timestamp) -> Result<Self, MayNot> {
        if self.is_open() { Ok(self.then(at, What::Lost)) } else { Err(MayNot::Over) }
    }

    fn was_asked(&self, person: Person<'_>) -> bool {
        self.trail.iter().filter_map(|event| event.what.to()).any(|holder| holder.is(person))
    }

    fn has_declined(&self, user: UserId) -> bool {
        let declines = |event: &Event| matches!(event.what, What::HandedOn { .. } | What::Declined { .. });
        self.trail.iter().any(|event| declines(event) && event.what.by() == Some(user))
    }

    fn may_be_asked(&self, holder: Holder) -> bool {
        let was_asked = self.trail.iter().any(|event| event.what.to() == Some(holder));
        let steps_back = match holder {
            Holder::Member(user) => self.has_declined(user) || self.asker() == Some(user),
            Holder::ServerRole(_) => false,
        };
        !was_asked && !steps_back
    }
}

fn sits_in(team: &Team, person: Person<'_>) -> bool {
    team.seats.iter().any(|seat| seat.holder.is(person) || seat.cover.is_some_and(|cover| cover.is(person)))
}

fn other_leads<'a>(team: &'a Team, of: &'a Seat, leads: &'a [&RoleId]) -> impl Iterator<Item = Holder> + 'a {
    let is_lead = leads.contains(&&of.role);
    let others = leads.iter().filter(move |role| is_lead && ***role != of.role);
    others.filter_map(|role| team.seat(role)).map(|seat| seat.holder)
}
