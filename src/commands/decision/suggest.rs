//! What is suggested while a decision's options are typed.

use crate::{
    commands::{Failure, Suggesting, Typing, role::roles_like},
    replies::{Shown, Wording, limits, subject_plain},
    store::{Filter, InForce},
    workspace::{
        decision::Decision,
        names::Topic,
        subject::Subject,
        team::{Team, Which, which},
    },
};

type Choices = Vec<(String, String)>;

/// Roles of the handbook.
pub(super) fn roles<'a>(typing: &'a Typing<'a>) -> Suggesting<'a> {
    Box::pin(async move { Ok(roles_like(typing.handbook(), typing.typed)) })
}

/// Duties of the handbook, topics that the team has settled, and what was typed as a topic of its own.
pub(in crate::commands) fn anything<'a>(typing: &'a Typing<'a>) -> Suggesting<'a> {
    Box::pin(async move {
        let typed = typing.typed.trim().to_lowercase();
        let handbook = typing.handbook();
        let duties = handbook.duties().filter(|duty| duty.title.to_lowercase().contains(&typed));
        let mut choices: Choices = duties.map(|duty| (duty.title.clone(), duty.id.to_string())).collect();
        choices.sort_by_key(|(title, _)| !title.to_lowercase().starts_with(&typed));
        let topics = known(typing, InForce::Yes).await?.into_iter().filter(|(shown, value)| shown == value);
        choices.extend(topics);
        choices.truncate(limits::CHOICES - 1);
        let is_known = choices.iter().any(|(title, _)| title.to_lowercase() == typed);
        if let (Ok(topic), false) = (Topic::new(typing.typed), is_known) {
            let say = Wording::of(handbook);
            let shown =
                Shown::ours(say.decision_own_topic(Shown::typed_plain(topic.as_str()))).at_most(limits::OPTION_TEXT);
            choices.push((shown.into(), topic.to_string()));
        }
        Ok(choices)
    })
}

/// What the team has in force.
pub(super) fn in_force<'a>(typing: &'a Typing<'a>) -> Suggesting<'a> {
    Box::pin(known(typing, InForce::Yes))
}

/// What the team has settled, also what holds no longer.
pub(super) fn ever_settled<'a>(typing: &'a Typing<'a>) -> Suggesting<'a> {
    Box::pin(known(typing, InForce::Either))
}

/// The subjects of the team's decisions that hold what was typed, each once.
async fn known(typing: &Typing<'_>, in_force: InForce) -> Result<Choices, Failure> {
    let teams = all_teams(typing).await?;
    let named = Some(typing.options.text("team")).filter(|name| !name.is_empty());
    let Which::One(team) = which(&teams, named, &typing.asker.places()) else {
        return Ok(Choices::new());
    };
    let mut choices = Choices::new();
    for decision in decisions(typing, team, in_force).await? {
        let choice = (subject_plain(typing.handbook(), &decision.subject).into(), value(&decision.subject));
        if !choices.contains(&choice) && choices.len() < limits::CHOICES {
            choices.push(choice);
        }
    }
    Ok(choices)
}

async fn decisions(typing: &Typing<'_>, team: &Team, in_force: InForce) -> Result<Vec<Decision>, Failure> {
    let typed = typing.typed.trim().to_lowercase();
    let duties = typing.handbook().duties().filter(|duty| duty.title.to_lowercase().contains(&typed));
    let duties: Vec<_> = duties.map(|duty| duty.id.clone()).collect();
    let most = u32::try_from(limits::CHOICES * 4).unwrap_or(u32::MAX);
    let filter = Filter { in_force, words: typing.typed, duties: &duties, most, skip: 0 };
    Ok(typing.desk.store.reading().await?.decisions(team.guild, team.id, filter).await?.rows)
}

async fn all_teams(typing: &Typing<'_>) -> Result<Vec<Team>, Failure> {
    let guild = typing.asker.server()?;
    Ok(typing.desk.store.reading().await?.teams(guild).await?)
}

fn value(subject: &Subject) -> String {
    subject.text().to_owned()
}
