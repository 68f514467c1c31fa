//! Polls that settle who owns something: their question, and their candidates in words.

use super::standing::role_name;
use crate::{
    handbook::{Handbook, RoleId},
    polls::{options::LONGEST, poll::LONGEST_QUESTION},
    replies::{ComponentName, Shown, Wording, subject_plain},
    workspace::{decision::Decides, subject::Subject, team::Team, texts::shortened},
};

/// Put a disputed answer to a vote: the duty, and the team that the answer was for.
pub const POLL_DISPUTE: ComponentName = ComponentName("poll-dispute");

/// Put to a vote whose a question is that somebody was asked, and that is not theirs: the request.
pub const POLL_REQUEST: ComponentName = ComponentName("poll-request");

/// The question of a poll that settles who owns something, as if a person had typed it.
#[must_use]
pub fn ownership_question(handbook: &Handbook, about: &Subject, team: &Team) -> String {
    let team = Shown::typed_plain(team.name.as_str());
    shortened(&Wording::of(handbook).poll_who_owns(subject_plain(handbook, about), team), LONGEST_QUESTION)
}

/// Candidates as options: roles by their names.
#[must_use]
pub fn candidate_texts(handbook: &Handbook, candidates: &[Vec<RoleId>]) -> Vec<(String, Decides)> {
    let say = Wording::of(handbook);
    let name = |id: &RoleId| handbook.role(id.as_str()).map_or_else(|| id.to_string(), |role| role.name.clone());
    let text = |roles: &Vec<RoleId>| match &roles[..] {
        [role] => name(role),
        [] => String::new(),
        [first, rest @ ..] => {
            let names: Vec<Shown> = std::iter::once(Shown::ours(name(first)))
                .chain(rest.iter().map(|role| role_name(handbook, role)))
                .collect();
            Shown::list(&names, |first, last| say.and(first, last)).into()
        }
    };
    candidates.iter().map(|roles| (shortened(&text(roles), LONGEST), Decides::Roles(roles.clone()))).collect()
}

/// A candidate with the name of the one who holds the seat, as if a person had typed it.
#[must_use]
pub fn seated(handbook: &Handbook, role: &str, person: &str) -> String {
    Wording::of(handbook).poll_candidate_seated(Shown::ours(role), Shown::typed_plain(person))
}
