//! One decision as people write it in a file.

use super::{Around, Entry, Says, Wrong, owners};
use crate::{
    clock::Timestamp,
    handbook::{DutyId, Handbook, RoleId},
    workspace::{
        dates::Zone,
        decision::{Decides, Draft},
        names::Topic,
        subject::Subject,
        team::Holder,
        texts::Link,
    },
};

/// A decision, all of it as text; what is not said is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) duty: String,
    pub(super) topic: String,
    pub(super) roles: Vec<String>,
    pub(super) people: Vec<String>,
    pub(super) rule: String,
    pub(super) consulted: Vec<String>,
    pub(super) reason: String,
    pub(super) source: String,
    pub(super) review: String,
}

impl Row {
    /// As it is written to a file.
    pub(super) fn of(subject: &Subject, draft: &Draft) -> Self {
        let (duty, topic) = match subject {
            Subject::Duty(duty) => (duty.to_string(), String::new()),
            Subject::Topic(topic) => (String::new(), topic.to_string()),
        };
        let ids = |roles: &[RoleId]| roles.iter().map(ToString::to_string).collect();
        let (roles, people) = match &draft.decides {
            Decides::Roles(roles) => (ids(roles), Vec::new()),
            Decides::People(people) => (Vec::new(), people.iter().map(|holder| mention(*holder)).collect()),
            Decides::AsTheRuleSays => (Vec::new(), Vec::new()),
        };
        Self {
            duty,
            topic,
            roles,
            people,
            rule: draft.rule.clone().unwrap_or_default(),
            consulted: ids(&draft.consulted),
            reason: draft.reason.clone().unwrap_or_default(),
            source: draft.source.as_ref().map(ToString::to_string).unwrap_or_default(),
            review: draft.review_at.map(written).unwrap_or_default(),
        }
    }

    /// As it is read from a file.
    pub(super) fn entry(self, line: usize, around: Around<'_>) -> Result<Entry, Wrong> {
        let subject = self.subject(around.handbook)?;
        let draft = Draft {
            decides: self.decides(around.handbook)?,
            rule: some(self.rule),
            consulted: roles(around.handbook, &self.consulted)?,
            reason: some(self.reason),
            source: match some(self.source) {
                None => None,
                Some(source) => Some(Link::new(&source).map_err(|_| Wrong::BadLink(source))?),
            },
            review_at: match some(self.review) {
                None => None,
                Some(review) => Some(moment(&review, around.zone).ok_or(Wrong::BadDate(review))?),
            },
        };
        Ok(Entry { line, subject, says: Says::All(draft.checked().map_err(Wrong::BadDraft)?) })
    }

    fn subject(&self, handbook: &Handbook) -> Result<Subject, Wrong> {
        match (self.duty.trim(), self.topic.trim()) {
            ("", "") => Err(Wrong::NotOneSubject),
            (duty, "") if handbook.duty(duty).is_some() => Ok(Subject::Duty(DutyId::new(duty))),
            (duty, "") => Err(Wrong::UnknownDuty(duty.to_owned())),
            ("", topic) => Topic::new(topic).map(Subject::Topic).map_err(Wrong::BadTopic),
            _ => Err(Wrong::NotOneSubject),
        }
    }

    fn decides(&self, handbook: &Handbook) -> Result<Decides, Wrong> {
        let people = self
            .people
            .iter()
            .map(|person| owners::mentioned(person).ok_or_else(|| Wrong::UnknownPerson(person.clone())));
        let (roles, people) = (roles(handbook, &self.roles)?, people.collect::<Result<Vec<_>, _>>()?);
        match (roles.is_empty(), people.is_empty()) {
            (true, true) => Ok(Decides::AsTheRuleSays),
            (false, true) => Ok(Decides::Roles(roles)),
            (true, false) => Ok(Decides::People(people)),
            (false, false) => Err(Wrong::RolesAndPeople),
        }
    }
}

fn roles(handbook: &Handbook, names: &[String]) -> Result<Vec<RoleId>, Wrong> {
    let role = |name: &String| {
        let role = handbook.role_named(name).ok_or_else(|| Wrong::UnknownRole(name.clone()));
        role.map(|role| role.id.clone())
    };
    names.iter().map(role).collect()
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.trim().is_empty())
}

/// A member or a role of the server as Discord writes a mention of it.
fn mention(holder: Holder) -> String {
    match holder {
        Holder::Member(user) => format!("<@{user}>"),
        Holder::ServerRole(role) => format!("<@&{role}>"),
    }
}

/// A moment as RFC 3339 writes it, in coordinated universal time; empty for one that no calendar has.
fn written(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.millis()).map(|at| at.to_string()).unwrap_or_default()
}

/// A moment as RFC 3339 writes it, or a day, with the time of day if it is not midnight, as the clock in the zone shows it.
fn moment(text: &str, zone: &Zone) -> Option<Timestamp> {
    let text = text.trim();
    match text.parse::<jiff::Timestamp>() {
        Ok(at) => Some(Timestamp::from_millis(at.as_millisecond())),
        Err(_) => zone.read(text),
    }
}
