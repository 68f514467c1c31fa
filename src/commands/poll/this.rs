//! **Poll this** in a message's menu: the message becomes a question, in a form.

use super::{
    create::{Drafting, start},
    given::deadline,
    names::named,
    place::refused,
};
use crate::{
    commands::{Call, Command, Component, Failure, Kind, Outcome, Press, Who},
    polls::{
        options::Options,
        poll::question,
        settings::{self, Settings},
    },
    replies::{
        NotPolled, Visibility, Wording,
        poll::{POLL_CLOSES, POLL_OPTIONS, POLL_QUESTION, POLL_THIS, poll_form, poll_started},
    },
    workspace::team::{Which, which},
};

pub(in crate::commands) const THIS: Command = Command {
    kind: Kind::Message { name: Wording::command_poll_this },
    description: Wording::command_poll_this_does,
    example: None,
    who: Who::Members,
    visibility: Visibility::OnlyAsker,
    run: |call| Box::pin(opens(call)),
};

/// The form was sent.
pub(in crate::commands) const STARTS: Component =
    Component { name: POLL_THIS, arguments: 0, who: Who::Members, run: |press| Box::pin(starts(press)) };

async fn opens(call: &Call<'_>) -> Result<Outcome, Failure> {
    if !call.asker.may_write {
        return Err(refused(NotPolled::MayNotPost));
    }
    let text = call.target.map_or("", |message| message.content.as_str());
    let text = named(call.messenger, call.asker.server()?, text).await?;
    Ok(Outcome::Opens(poll_form(call.handbook(), &text)))
}

async fn starts(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (desk, asker, guild) = (press.desk, &press.asker, press.asker.server()?);
    if !asker.may_write {
        return Err(refused(NotPolled::MayNotPost));
    }
    let asked = named(press.messenger, guild, press.field(POLL_QUESTION)).await?;
    let question = question(&asked).map_err(|bad| refused(NotPolled::BadQuestion(bad)))?;
    let typed = named(press.messenger, guild, press.field(POLL_OPTIONS)).await?;
    let options = Options::of_lines(&typed).map_err(|bad| refused(NotPolled::BadOptions(bad)))?;
    let deadline = deadline(desk, guild, press.field(POLL_CLOSES), desk.clock.now()).await?;
    let teams = desk.store.reading().await?.teams(guild).await?;
    let team = match which(&teams, None, &asker.places()) {
        Which::One(team) => Some(team.id),
        Which::None | Which::OneOf(_) | Which::Unknown => None,
    };
    let settings = Settings::plain(settings::Kind::One);
    let poll = Drafting { question, options, settings, team, about: None, deadline }.poll(desk, asker)?;
    let message = start(desk, press.messenger, poll.clone()).await?;
    Ok(poll_started(press.handbook(), &poll, message).into())
}
