//! `/poll edit`: an option is added, reworded or taken out while people vote.

use super::{
    close::{may_close, open_here, suggest_open},
    held::Held,
    names::named,
    ownership::stands_for,
    place::{not_now, refused},
    show::live,
};
use crate::{
    commands::{Call, Command, Failure, Kind, OptionKind, OptionSpec, Outcome, Sentence, Suggesting, Typing, Who},
    polls::{
        amendment::{Change, NotAmended},
        options::OptionId,
        poll::{Cast, Poll},
    },
    replies::{
        NotPolled, Shown, Visibility, Wording, limits,
        poll::{poll_amended, poll_option_gone},
    },
};

const fn option(name: &'static str, description: Sentence, kind: OptionKind) -> OptionSpec {
    OptionSpec { name, description, kind, required: false }
}

pub(in crate::commands) const EDIT: Command = Command {
    kind: Kind::Slash {
        name: "poll edit",
        options: &[
            OptionSpec {
                required: true,
                ..option("poll", Wording::option_poll_known, OptionKind::Text(Some(suggest_open)))
            },
            option("add", Wording::option_poll_add, OptionKind::Text(None)),
            option("fix", Wording::option_poll_fix, OptionKind::Text(Some(suggest_options))),
            option("reads", Wording::option_poll_reads, OptionKind::Text(None)),
            option("remove", Wording::option_poll_remove, OptionKind::Text(Some(suggest_options))),
        ],
    },
    description: Wording::command_poll_edit,
    example: Some(Wording::example_poll_edit),
    who: Who::Members,
    visibility: Visibility::OnlyAsker,
    run: |call| Box::pin(edit(call)),
};

async fn edit(call: &Call<'_>) -> Result<Outcome, Failure> {
    let (desk, guild, now) = (call.desk, call.asker.server()?, call.desk.clock.now());
    let open = open_here(desk, &call.asker).await?;
    let known = meant(&open, call.options.text("poll")).ok_or(refused(NotPolled::NoneOpen))?;
    let given = |name| call.options.text(name).trim();
    let (add, reads) =
        (named(call.messenger, guild, given("add")).await?, named(call.messenger, guild, given("reads")).await?);
    let mut work = desk.store.work().await?;
    let mut held = Held::of(&mut work, guild, known.id).await?.ok_or(refused(NotPolled::Gone))?;
    may_close(desk, &call.asker, &held.poll, held.team.as_ref()).map_err(|_| refused(NotPolled::NotYoursToChange))?;
    let mut changes = Vec::new();
    if !add.is_empty() {
        let settles = match held.poll.about {
            Some(_) => Some(stands_for(call.handbook(), given("add"))?),
            None => None,
        };
        changes.push(Change::Add(add, settles));
    }
    match (given("fix"), reads.is_empty()) {
        ("", true) => {}
        (fix, false) if !fix.is_empty() => changes.push(Change::Reword(of_text(&held.poll, fix)?, reads)),
        _ => return Err(refused(NotPolled::NoChange)),
    }
    if !given("remove").is_empty() {
        changes.push(Change::Remove(of_text(&held.poll, given("remove"))?));
    }
    if changes.is_empty() {
        return Err(refused(NotPolled::NoChange));
    }
    let mut lost: Vec<Cast> = Vec::new();
    for change in changes {
        let gone = if let Change::Remove(id) = change { Some(id) } else { None };
        held.poll = held.poll.amend(change, now).map_err(not_amended)?;
        if let Some(id) = gone {
            lost = work.strike_option(held.poll.id, id).await?;
        }
    }
    work.keep_poll(&held.poll).await?;
    let poll = held.poll;
    let changed = poll.changed;
    work.commit().await?;
    desk.live.stir(live(&poll));
    if !lost.is_empty() {
        // Who had voted for it must hear that they have no vote now.
        let told = poll_option_gone(desk.library().fallback(), &poll, &lost);
        call.messenger.post(poll.channel, &format!("g{}{changed:x}", poll.id), &told).await?;
    }
    Ok(poll_amended(call.handbook(), &poll, lost.len()).into())
}

fn not_amended(why: NotAmended) -> Failure {
    match why {
        NotAmended::NotNow(why) => not_now(why),
        NotAmended::NoOptions => refused(NotPolled::NoOptions),
        NotAmended::Options(bad) => refused(NotPolled::BadOptions(bad)),
    }
}

/// The poll that is named: by its id, as it was suggested, or by its question.
fn meant<'a>(known: &'a [Poll], typed: &str) -> Option<&'a Poll> {
    let typed = typed.trim();
    known.iter().find(|poll| poll.id.to_string() == typed || poll.question.to_lowercase() == typed.to_lowercase())
}

/// The option with this text.
fn of_text(poll: &Poll, typed: &str) -> Result<OptionId, Failure> {
    let found = poll.options.iter().find(|option| option.text.to_lowercase() == typed.to_lowercase());
    Ok(found.ok_or_else(|| refused(NotPolled::NoSuchOption(typed.to_owned())))?.id)
}

/// The options of the poll that is named.
fn suggest_options<'a>(typing: &'a Typing<'a>) -> Suggesting<'a> {
    Box::pin(async move {
        let typed = typing.typed.trim().to_lowercase();
        let open = open_here(typing.desk, &typing.asker).await?;
        let options = meant(&open, typing.options.text("poll")).into_iter().flat_map(|poll| poll.options.iter());
        let options = options.filter(|option| option.text.to_lowercase().contains(&typed));
        let shown = |text: &str| Shown::typed_plain(text).at_most(limits::OPTION_TEXT);
        Ok(options.map(|option| (shown(&option.text).into(), option.text.clone())).collect())
    })
}
