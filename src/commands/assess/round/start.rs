//! `/assess round`: who takes what, until when.

use std::{collections::BTreeMap, time::Duration};

use super::{place::Full, show::live};
use crate::{
    assessments::gathering::{Fewest, LONGEST_MATTER, Round, State},
    clock::Timestamp,
    commands::{
        Asker, Call, Command, Desk, Failure, Kind, OptionKind, OptionSpec, Outcome, Sentence, Who,
        assess::place::{find, refused, suggested},
        messenger::Messenger,
        place::suggest_teams,
        poll::{deadline, electorate, named},
    },
    handbook::{
        Duty, DutyId, Handbook,
        assessments::{Assessment, FEWEST_DUTIES, Form, MOST_DUTIES, WhoDecides},
    },
    polls::settings::Electorate,
    replies::{
        NotAssessed, Reply, Visibility, Wording,
        assess::{round_message, round_started},
    },
    store::{Filter, InForce, Work},
    workspace::{
        ids::{MessageId, RoundId},
        subject::Subject,
        team::{Team, Which, which},
        texts,
    },
};

/// How long a round is open where nobody says.
pub(super) const OPEN_FOR: Duration = Duration::from_secs(7 * 24 * 60 * 60);

/// How long before the close people are reminded; half of the time where the round is short.
const REMINDED_BEFORE: Duration = Duration::from_secs(24 * 60 * 60);

/// Of how many parts between commas a title consists at most.
const MOST_PARTS: usize = 4;

const fn option(name: &'static str, description: Sentence, kind: OptionKind) -> OptionSpec {
    OptionSpec { name, description, kind, required: false }
}

/// A round is started.
pub(in crate::commands) const ROUND: Command = Command {
    kind: Kind::Slash {
        name: "assess round",
        options: &[
            OptionSpec {
                name: "assessment",
                description: Wording::option_assess_assessment,
                kind: OptionKind::Text(Some(|typing| Box::pin(async move { Ok(suggested(typing, is_for_teams)) }))),
                required: true,
            },
            option("who", Wording::option_round_who, OptionKind::Text(Some(suggest_teams))),
            option("closes", Wording::option_round_closes, OptionKind::Text(None)),
            option("about", Wording::option_round_about, OptionKind::Text(None)),
            option("duties", Wording::option_round_duties, OptionKind::Text(None)),
            option("should", Wording::option_round_should, OptionKind::Flag),
            option("fewest", Wording::option_round_fewest, OptionKind::Count),
            option("remind", Wording::option_round_remind, OptionKind::Flag),
        ],
    },
    description: Wording::command_assess_round,
    example: Some(Wording::example_assess_round),
    who: Who::Members,
    visibility: Visibility::OnlyAsker,
    run: |call| Box::pin(round(call)),
};

fn is_for_teams(assessment: &Assessment) -> bool {
    assessment.taken.is_for_teams()
}

async fn round(call: &Call<'_>) -> Result<Outcome, Failure> {
    let (desk, asker, handbook) = (call.desk, &call.asker, call.handbook());
    let (guild, given) = (asker.server()?, &call.options);
    // Through the bot nobody writes where they may not write themselves.
    if !asker.may_write {
        return Err(refused(NotAssessed::MayNotPost));
    }
    let assessment = find(handbook, given.text("assessment"), is_for_teams)?;
    if !is_for_teams(assessment) {
        return Err(refused(NotAssessed::ForOne(assessment.title.clone())));
    }
    let teams = desk.store.reading().await?.teams(guild).await?;
    let (participants, named_team) = electorate(given.text("who"), &teams)?;
    let here = match which(&teams, None, &asker.places()) {
        Which::One(team) => Some(team),
        Which::None | Which::OneOf(_) | Which::Unknown => None,
    };
    let team = named_team.or(here);
    let fewest = match given.count("fewest") {
        Some(fewest) => Fewest::new(fewest).map_err(|_| refused(NotAssessed::FewestTooLow))?,
        None => Fewest::default(),
    };
    enough(&participants, team, fewest)?;
    let about = named(call.messenger, guild, given.text("about")).await?;
    let matter = match (texts::text(&about, LONGEST_MATTER), &assessment.form) {
        (Ok(matter), _) => Some(matter.split_whitespace().collect::<Vec<_>>().join(" ")),
        (Err(_), Form::Levels(_)) => return Err(refused(NotAssessed::NeedsMatter(LONGEST_MATTER))),
        (Err(_), _) if !about.trim().is_empty() => return Err(refused(NotAssessed::NeedsMatter(LONGEST_MATTER))),
        (Err(_), _) => None,
    };
    let duties = match &assessment.form {
        Form::WhoDecides(who) => duties(desk, handbook, who, team, given.text("duties")).await?,
        Form::Scaled(_) | Form::Topics(_) | Form::Levels(_) => Vec::new(),
    };
    let now = desk.clock.now();
    let closes = deadline(desk, guild, given.text("closes"), now).await?.unwrap_or_else(|| now.plus(OPEN_FOR));
    let round = Round {
        team: team.map(|team| team.id),
        assessment: assessment.id.clone(),
        matter,
        duties,
        should: given.flag("should").unwrap_or(false),
        participants,
        fewest,
        remind_at: given.flag("remind").unwrap_or(false).then(|| reminded_at(now, closes)),
        ..begun(desk, asker, now, closes)?
    };
    Ok(started(desk, call.messenger, handbook, round).await?.into())
}

/// Whether so many are invited that something can be shown, as far as that is known.
pub(super) fn enough(participants: &Electorate, team: Option<&Team>, fewest: Fewest) -> Result<(), Failure> {
    match participants.people(team).map(|people| people.len()) {
        Some(people) if people < fewest.people() => Err(refused(NotAssessed::TooFewInvited(people, fewest.get()))),
        Some(_) | None => Ok(()),
    }
}

/// A round in the making, as this person starts it here and now.
pub(super) fn begun(desk: &Desk, asker: &Asker, now: Timestamp, closes: Timestamp) -> Result<Round, Failure> {
    Ok(Round {
        id: RoundId::made(now, desk.random.number()?),
        guild: asker.server()?,
        channel: asker.channel,
        message: None,
        thread: None,
        result: None,
        team: None,
        assessment: crate::handbook::AssessmentId::new(""),
        matter: None,
        duties: Vec::new(),
        should: false,
        participants: Electorate::Everyone,
        fewest: Fewest::default(),
        creator: Some(asker.user),
        created_at: now,
        remind_at: None,
        state: State::Open { deadline: closes },
        turnout: None,
        alphas: BTreeMap::new(),
        changed: 0,
    })
}

/// A day before the close, or halfway.
pub(super) fn reminded_at(now: Timestamp, closes: Timestamp) -> Timestamp {
    let open = now.until(closes);
    now.plus(open.saturating_sub(REMINDED_BEFORE).max(open / 2))
}

/// Keeps a round and posts the message that invites. Where that is not possible, there is no round.
pub(super) async fn started(
    desk: &Desk,
    messenger: &dyn Messenger,
    handbook: &Handbook,
    round: Round,
) -> Result<Reply, Failure> {
    let work = desk.store.work().await?;
    started_in(work, desk, messenger, handbook, round).await
}

/// The same within a unit of work, which ends before anything is posted.
pub(super) async fn started_in(
    mut work: Work,
    desk: &Desk,
    messenger: &dyn Messenger,
    handbook: &Handbook,
    round: Round,
) -> Result<Reply, Failure> {
    work.add_round(&round).await?;
    let full = Full::of(&mut work, desk.library().fallback(), round).await?;
    work.commit().await?;
    let (guild, id) = (full.round.guild, full.round.id);
    let shown = round_message(desk.library().fallback(), full.shown());
    let posted = messenger.post(full.round.channel, &format!("r{id}"), &shown).await;
    let mut work = desk.store.work().await?;
    let message: MessageId = match posted {
        Ok(message) => message,
        Err(error) => {
            work.remove_round(guild, id).await?;
            work.commit().await?;
            return Err(error.into());
        }
    };
    if let Some(mut round) = work.hold_round(guild, id).await? {
        round.message = Some(message);
        work.keep_round(&round).await?;
        work.commit().await?;
        // Somebody may have been very fast.
        desk.live.stir(live(&round));
    }
    Ok(round_started(handbook, &full.round, message))
}

/// The duties that a round asks about: those that are named; otherwise those that the team has settled, filled up from the assessment's.
async fn duties(
    desk: &Desk,
    handbook: &Handbook,
    who: &WhoDecides,
    team: Option<&Team>,
    typed: &str,
) -> Result<Vec<DutyId>, Failure> {
    let typed = typed.trim();
    if !typed.is_empty() {
        let duties = named_duties(handbook, typed)?;
        return match duties.len() {
            FEWEST_DUTIES..=MOST_DUTIES => Ok(duties),
            is => Err(refused(NotAssessed::NotSoManyDuties { is, least: FEWEST_DUTIES, most: MOST_DUTIES })),
        };
    }
    let mut duties: Vec<DutyId> = Vec::new();
    if let Some(team) = team {
        let most = u32::try_from(MOST_DUTIES).unwrap_or(u32::MAX);
        let filter = Filter { in_force: InForce::Yes, words: "", duties: &[], most, skip: 0 };
        let settled = desk.store.reading().await?.decisions(team.guild, team.id, filter).await?.rows;
        duties.extend(settled.into_iter().filter_map(|decision| match decision.subject {
            Subject::Duty(duty) => handbook.duty(duty.as_str()).map(|duty| duty.id.clone()),
            Subject::Topic(_) => None,
        }));
    }
    for duty in &who.duties {
        if !duties.contains(duty) && duties.len() < MOST_DUTIES {
            duties.push(duty.clone());
        }
    }
    Ok(duties)
}

/// The duties that are named, by title or id, with commas between them. Some titles hold commas: the longest that fits is meant.
fn named_duties(handbook: &Handbook, typed: &str) -> Result<Vec<DutyId>, Failure> {
    let parts: Vec<&str> = typed.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let (mut duties, mut at) = (Vec::new(), 0);
    while at < parts.len() {
        let lengths = (1..=MOST_PARTS.min(parts.len() - at)).rev();
        let mut found = lengths.filter_map(|length| {
            let name = parts[at..at + length].join(", ").to_lowercase();
            let is_it = |duty: &&Duty| duty.id.as_str() == name || duty.title.to_lowercase() == name;
            handbook.duties().find(is_it).map(|duty| (duty, length))
        });
        let Some((duty, length)) = found.next() else {
            return Err(refused(NotAssessed::UnknownDuty(parts[at].to_owned())));
        };
        if !duties.contains(&duty.id) {
            duties.push(duty.id.clone());
        }
        at += length;
    }
    Ok(duties)
}
