//! `/poll create`.

use super::{
    given::{self, checked, is_yes_no},
    names::named,
    ownership,
    place::{Full, refused},
    preview::preview,
    show::live,
};
use crate::{
    clock::Timestamp,
    commands::{
        self, Asker, Call, Command, Desk, Failure, OptionKind, OptionSpec, Outcome, Sentence, Who,
        decision::{subject, suggest_subjects},
        messenger::Messenger,
        place::{suggest_teams, zone},
    },
    polls::{
        life::{CLOSE, DRAFT, DRAFT_KEPT_FOR, State},
        options::Options,
        poll::{Followed, Poll, question},
        pseudonym::PollKey,
        repeat::{NEXT, REMIND},
        settings::{Force, Settings},
    },
    replies::{
        NotPolled, Visibility, Wording,
        poll::{poll_message, poll_started, yes_and_no},
    },
    store::{Deadline, StoreError, Work},
    workspace::{
        ids::{MessageId, PollId, TeamId},
        subject::Subject,
    },
};

const REASONS: &[(&str, Sentence)] = &[
    ("off", Wording::poll_reason_off),
    ("optional", Wording::poll_reason_optional),
    ("required", Wording::poll_reason_required),
];

const FORCES: &[(&str, Sentence)] = &[
    ("sense-check", Wording::poll_force_sense),
    ("advice", Wording::poll_force_advice),
    ("binding", Wording::poll_force_binding),
];

const REPEATS: &[(&str, Sentence)] = &[
    ("weekly", Wording::poll_repeat_weekly),
    ("fortnightly", Wording::poll_repeat_fortnightly),
    ("monthly", Wording::poll_repeat_monthly),
];

const TYPES: &[(&str, Sentence)] = &[
    ("one", Wording::poll_type_one),
    ("yes-no", Wording::poll_type_yes_no),
    ("several", Wording::poll_type_several),
    ("proposal", Wording::poll_type_proposal),
    ("ranked", Wording::poll_type_ranked),
    ("fist-of-five", Wording::poll_type_five),
    ("delegation", Wording::poll_type_delegation),
    ("one-to-ten", Wording::poll_type_ten),
    ("pulse", Wording::poll_type_pulse),
];

const fn option(name: &'static str, description: Sentence, kind: OptionKind) -> OptionSpec {
    OptionSpec { name, description, kind, required: false }
}

const fn required(spec: OptionSpec) -> OptionSpec {
    OptionSpec { required: true, ..spec }
}

pub(in crate::commands) const CREATE: Command = Command {
    kind: commands::Kind::Slash {
        name: "poll create",
        options: &[
            required(option("question", Wording::option_poll_question, OptionKind::Text(None))),
            option("options", Wording::option_poll_options, OptionKind::Text(None)),
            option("type", Wording::option_poll_type, OptionKind::Choice(TYPES)),
            option("limit", Wording::option_poll_limit, OptionKind::Count),
            option("closes", Wording::option_poll_closes, OptionKind::Text(None)),
            option("anonymous", Wording::option_poll_anonymous, OptionKind::Flag),
            option("hidden", Wording::option_poll_hidden, OptionKind::Flag),
            option("voters", Wording::option_poll_voters, OptionKind::Text(Some(suggest_teams))),
            option("quorum", Wording::option_poll_quorum, OptionKind::Text(None)),
            option("reason", Wording::option_poll_reason, OptionKind::Choice(REASONS)),
            option("force", Wording::option_poll_force, OptionKind::Choice(FORCES)),
            option("decider", Wording::option_poll_decider, OptionKind::Member),
            option("remind", Wording::option_poll_remind, OptionKind::Flag),
            option("repeats", Wording::option_poll_repeats, OptionKind::Choice(REPEATS)),
            option("about", Wording::option_poll_about, OptionKind::Text(Some(suggest_subjects))),
        ],
    },
    description: Wording::command_poll_create,
    example: Some(Wording::example_poll_create),
    who: Who::Members,
    visibility: Visibility::OnlyAsker,
    run: |call| Box::pin(create(call)),
};

async fn create(call: &Call<'_>) -> Result<Outcome, Failure> {
    let poll = draft(call).await?;
    if !poll.settings.are_plain() || poll.about.is_some() {
        return Ok(preview(call.desk, call.handbook(), poll).await?.into());
    }
    let message = start(call.desk, call.messenger, poll.clone()).await?;
    Ok(poll_started(call.handbook(), &poll, message).into())
}

/// A poll in the making.
#[derive(Clone, Debug)]
pub(super) struct Drafting {
    pub(super) question: String,
    pub(super) options: Options,
    pub(super) settings: Settings,
    pub(super) team: Option<TeamId>,
    pub(super) about: Option<Subject>,
    pub(super) deadline: Option<Timestamp>,
}

impl Drafting {
    /// The poll, as this person starts it here and now.
    pub(super) fn poll(self, desk: &Desk, asker: &Asker) -> Result<Poll, Failure> {
        let now = desk.clock.now();
        let key = if self.settings.anonymous { Some(PollKey::made(&desk.random)?) } else { None };
        Ok(Poll {
            id: PollId::made(now, desk.random.number()?),
            guild: asker.server()?,
            channel: asker.channel,
            message: None,
            result: None,
            team: self.team,
            about: self.about,
            creator: Some(asker.user),
            created_at: now,
            question: self.question,
            options: self.options,
            settings: self.settings,
            key,
            state: State::Open { deadline: self.deadline },
            turnout: None,
            followed: Followed::default(),
            amendments: Vec::new(),
            changed: 0,
        })
    }
}

/// The poll that the options describe.
async fn draft(call: &Call<'_>) -> Result<Poll, Failure> {
    let (desk, guild, handbook) = (call.desk, call.asker.server()?, call.handbook());
    // Through the bot nobody writes where they may not write themselves.
    if !call.asker.may_write {
        return Err(refused(NotPolled::MayNotPost));
    }
    let asked = named(call.messenger, guild, call.options.text("question")).await?;
    let question = question(&asked).map_err(|bad| refused(NotPolled::BadQuestion(bad)))?;
    let (typed, about) = (call.options.text("options"), call.options.text("about").trim());
    let texts = named(call.messenger, guild, typed).await?;
    let about = if about.is_empty() { None } else { Some(subject(handbook, about)?) };
    let kind = given::kind(&call.options);
    let options = match &about {
        _ if !kind.has_options() => Options::stored(Vec::new(), 0),
        Some(about) => ownership::options(desk, handbook, about, (typed, &texts))?,
        None if typed.trim().is_empty() && is_yes_no(&call.options) => {
            Options::new(yes_and_no(handbook).iter().map(String::as_str))
                .map_err(|bad| refused(NotPolled::BadOptions(bad)))?
        }
        None => Options::of_line(&texts).map_err(|bad| refused(NotPolled::BadOptions(bad)))?,
    };
    let (mut settings, team) = given::settings(call, kind, options.count()).await?;
    if about.is_some() && settings.force == Force::Binding {
        let team = team.as_ref().ok_or(refused(NotPolled::NeedsTeam))?;
        settings = ownership::settings(desk, settings, team, call.asker.manages(team, desk));
    }
    checked(&settings, options.count(), team.as_ref(), call.options.text("quorum"))?;
    let deadline = given::closes(call).await?;
    settings.repeat = given::repetition(desk, guild, given::repeats(&call.options), deadline).await?;
    Drafting { question, options, settings, team: team.map(|team| team.id), about, deadline }.poll(desk, &call.asker)
}

/// Keeps a poll that has not started, for a day. It closes by itself only once it has.
pub(super) async fn keep(desk: &Desk, poll: &Poll) -> Result<(), Failure> {
    let mut work = desk.store.work().await?;
    keep_in(&mut work, desk, poll).await?;
    Ok(work.commit().await?)
}

/// The same within a unit of work.
pub(super) async fn keep_in(work: &mut Work, desk: &Desk, poll: &Poll) -> Result<(), StoreError> {
    let until = desk.clock.now().plus(DRAFT_KEPT_FOR);
    work.add_poll(poll).await?;
    work.clear_deadline(CLOSE, poll.id.get()).await?;
    work.set_deadline(&Deadline::about(DRAFT, poll.id.get(), poll.guild, until)).await
}

/// Takes a poll away that has not started.
pub(super) async fn forget(desk: &Desk, poll: &Poll) -> Result<(), Failure> {
    let mut work = desk.store.work().await?;
    work.clear_deadline(DRAFT, poll.id.get()).await?;
    work.remove_poll(poll.guild, poll.id).await?;
    Ok(work.commit().await?)
}

/// Keeps a poll and posts the message that shows it. Where that is not possible, there is no poll.
pub(super) async fn start(desk: &Desk, messenger: &dyn Messenger, poll: Poll) -> Result<MessageId, Failure> {
    keep(desk, &poll).await?;
    started_or_forgotten(desk, messenger, &poll).await
}

/// Posts the message that shows a poll that is kept. Where that is not possible, there is no poll.
pub(super) async fn started_or_forgotten(
    desk: &Desk,
    messenger: &dyn Messenger,
    poll: &Poll,
) -> Result<MessageId, Failure> {
    match publish(desk, messenger, poll).await {
        Ok(message) => Ok(message),
        Err(error) => {
            forget(desk, poll).await?;
            Err(error)
        }
    }
}

/// Posts the message that shows a poll that is kept: it starts. Done twice, it posts one message.
pub(super) async fn publish(desk: &Desk, messenger: &dyn Messenger, poll: &Poll) -> Result<MessageId, Failure> {
    let full = Full::of(&mut desk.store.reading().await?, poll.clone()).await?;
    let shown = poll_message(desk.library().fallback(), full.shown());
    let message = messenger.post(poll.channel, &format!("p{}", poll.id), &shown).await?;
    let zone = zone(desk, poll.guild).await?;
    let next = poll.settings.repeat.and_then(|repeat| repeat.every.next(poll.created_at, desk.clock.now(), &zone));
    let mut work = desk.store.work().await?;
    if let Some(mut poll) = work.hold_poll(poll.guild, poll.id).await? {
        poll.message = Some(message);
        work.clear_deadline(DRAFT, poll.id.get()).await?;
        for (kind, at) in [(REMIND, poll.reminds_at()), (NEXT, next)] {
            if let Some(at) = at {
                work.set_deadline(&Deadline::about(kind, poll.id.get(), poll.guild, at)).await?;
            }
        }
        work.keep_poll(&poll).await?;
        work.commit().await?;
        // Somebody may have been very fast.
        desk.live.stir(live(&poll));
    }
    Ok(message)
}
