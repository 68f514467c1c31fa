//! `/poll create`.

use super::{
    given::{self, checked, deadline},
    names::named,
    ownership,
    place::{Full, refused},
    show::live,
};
use crate::{
    clock::Timestamp,
    commands::{
        self, Asker, Call, Command, Desk, Failure, OptionKind, OptionSpec, Outcome, Sentence, Who,
        decision::{subject, suggest_subjects},
        messenger::Messenger,
        place::suggest_teams,
    },
    polls::{
        life::State,
        options::Options,
        poll::{Followed, Poll, question},
        pseudonym::PollKey,
        settings::{Force, Kind, Settings},
    },
    replies::{
        NotPolled, Visibility, Wording,
        poll::{poll_message, poll_started},
    },
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

const TYPES: &[(&str, Sentence)] = &[
    ("one", Wording::poll_type_one),
    ("several", Wording::poll_type_several),
    ("proposal", Wording::poll_type_proposal),
    ("ranked", Wording::poll_type_ranked),
    ("fist-of-five", Wording::poll_type_five),
    ("delegation", Wording::poll_type_delegation),
    ("one-to-ten", Wording::poll_type_ten),
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
        _ if matches!(kind, Kind::Proposal | Kind::Scale { .. }) => Options::stored(Vec::new(), 0),
        Some(about) => ownership::options(desk, handbook, about, (typed, &texts))?,
        None => Options::of_line(&texts).map_err(|bad| refused(NotPolled::BadOptions(bad)))?,
    };
    let (mut settings, team) = given::settings(call, kind, options.count()).await?;
    if about.is_some() && settings.force == Force::Binding {
        let team = team.as_ref().ok_or(refused(NotPolled::NeedsTeam))?;
        settings = ownership::settings(desk, settings, team, call.asker.manages(team, desk));
    }
    checked(&settings, options.count(), team.as_ref(), call.options.text("quorum"))?;
    let deadline = deadline(desk, guild, call.options.text("closes"), desk.clock.now()).await?;
    Drafting { question, options, settings, team: team.map(|team| team.id), about, deadline }.poll(desk, &call.asker)
}

/// Keeps a poll and posts the message that shows it. Where that is not possible, there is no poll.
pub(super) async fn start(desk: &Desk, messenger: &dyn Messenger, poll: Poll) -> Result<MessageId, Failure> {
    let mut work = desk.store.work().await?;
    work.add_poll(&poll).await?;
    let full = Full::of(&mut work, poll).await?;
    work.commit().await?;
    let (guild, id) = (full.poll.guild, full.poll.id);
    let shown = poll_message(desk.library().fallback(), full.shown());
    let posted = messenger.post(full.poll.channel, &format!("p{id}"), &shown).await;
    let mut work = desk.store.work().await?;
    let message = match posted {
        Ok(message) => message,
        Err(error) => {
            work.remove_poll(guild, id).await?;
            work.commit().await?;
            return Err(error.into());
        }
    };
    if let Some(mut poll) = work.hold_poll(guild, id).await? {
        poll.message = Some(message);
        work.keep_poll(&poll).await?;
        work.commit().await?;
        // Somebody may have been very fast.
        desk.live.stir(live(&poll));
    }
    Ok(message)
}
