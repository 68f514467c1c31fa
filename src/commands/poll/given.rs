//! What a person gives with `/poll create`, as the settings of a poll.

use std::time::Duration;

use super::place::refused;
use crate::{
    clock::Timestamp,
    commands::{Call, Desk, Failure, Options, place::zone},
    handbook::{Handbook, RoleId},
    polls::{
        electorate::people_of,
        repeat::{Repeat, Repetition},
        settings::{BadSettings, Electorate, Force, Kind, MOST_NAMED, Quorum, Reasons, Settings},
    },
    replies::{
        NotPolled,
        poll::{BadQuorum, BadVoters},
    },
    workspace::{
        dates::{BadDate, WholeDay, moment},
        ids::GuildId,
        names::TeamName,
        team::{Team, Which, which},
    },
};

/// The template of a weekly pulse: anonymous, hidden until the close, for two days in each week, unless something else is said.
const PULSE: &str = "pulse";

/// How long a pulse takes votes.
const PULSE_LASTS: Duration = Duration::from_secs(2 * 24 * 60 * 60);

fn is_pulse(options: &Options) -> bool {
    options.text("type") == PULSE
}

/// The template of a question with the answers yes and no.
pub(super) fn is_yes_no(options: &Options) -> bool {
    options.text("type") == "yes-no"
}

/// What is asked for. A limit alone says that several can be chosen.
pub(super) fn kind(options: &Options) -> Kind {
    let most = options.count("limit").map(|limit| u8::try_from(limit).unwrap_or(u8::MAX));
    match (options.text("type"), most) {
        ("several", most) => Kind::Several { most: most.unwrap_or(0) },
        ("proposal", _) => Kind::Proposal,
        ("ranked", _) => Kind::Ranked,
        ("fist-of-five", _) => Kind::Scale { from: 0, to: 5 },
        ("delegation", _) => Kind::Scale { from: 1, to: 7 },
        ("one-to-ten", _) => Kind::Scale { from: 1, to: 10 },
        (PULSE, _) => Kind::Scale { from: 1, to: 5 },
        ("", Some(most)) => Kind::Several { most },
        _ => Kind::One,
    }
}

/// The settings that a command's options name, and the team that the poll is about.
pub(super) async fn settings(call: &Call<'_>, kind: Kind, options: usize) -> Result<(Settings, Option<Team>), Failure> {
    let kind = match kind {
        // "Several" without a number is as many as one likes.
        Kind::Several { most: 0 } => Kind::Several { most: u8::try_from(options).unwrap_or(u8::MAX) },
        kind => kind,
    };
    let teams = call.desk.store.reading().await?.teams(call.asker.server()?).await?;
    let (electorate, named) = electorate(call.options.text("voters"), &teams)?;
    let here = match which(&teams, None, &call.asker.places()) {
        Which::One(team) => Some(team),
        Which::None | Which::OneOf(_) | Which::Unknown => None,
    };
    let team = named.or(here);
    let given = &call.options;
    let settings = Settings {
        kind,
        anonymous: given.flag("anonymous").unwrap_or(is_pulse(given)),
        hidden_until_close: given.flag("hidden").unwrap_or(is_pulse(given)),
        electorate,
        quorum: quorum(call.handbook(), given.text("quorum"), team)?,
        reasons: reasons(given),
        force: force(given)?,
        remind: given.flag("remind").unwrap_or(false),
        repeat: None,
    };
    Ok((settings, team.cloned()))
}

/// Checks that the settings can be met.
pub(super) fn checked(settings: &Settings, options: usize, team: Option<&Team>, typed: &str) -> Result<(), Failure> {
    let eligible = settings.electorate.people(team).map(|people| u32::try_from(people.len()).unwrap_or(u32::MAX));
    settings.check(options, eligible).map_err(|bad| {
        refused(match bad {
            BadSettings::Named => NotPolled::BadVoters(BadVoters::TooMany),
            BadSettings::Unreachable => NotPolled::BadQuorum(typed.to_owned(), BadQuorum::Unreachable),
            BadSettings::ShareOfUnknown => NotPolled::BadQuorum(typed.to_owned(), BadQuorum::ShareOfUnknown),
            BadSettings::ChooseMost { .. } | BadSettings::Scale => NotPolled::BadLimit(options),
        })
    })
}

/// When a poll closes; nothing for an empty text. A day means its end.
pub(in crate::commands) async fn deadline(
    desk: &Desk,
    guild: GuildId,
    typed: &str,
    now: Timestamp,
) -> Result<Option<Timestamp>, Failure> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let zone = zone(desk, guild).await?;
    moment(typed, &zone, now, WholeDay::End).map(Some).map_err(|why| {
        let readings = match why {
            BadDate::Ambiguous(readings) => readings.iter().map(|reading| zone.written(*reading)).collect(),
            BadDate::Unknown | BadDate::NoSuchDay | BadDate::Past | BadDate::TooFar => Vec::new(),
        };
        refused(NotPolled::BadDate(typed.to_owned(), why, readings))
    })
}

/// When the poll of a command closes.
pub(super) async fn closes(call: &Call<'_>) -> Result<Option<Timestamp>, Failure> {
    let (desk, typed) = (call.desk, call.options.text("closes"));
    if typed.trim().is_empty() && is_pulse(&call.options) {
        return Ok(Some(desk.clock.now().plus(PULSE_LASTS)));
    }
    deadline(desk, call.asker.server()?, typed, desk.clock.now()).await
}

/// How often a poll is held, where it is held again.
pub(super) fn repeats(options: &Options) -> Option<Repeat> {
    Repeat::named(options.text("repeats")).or(is_pulse(options).then_some(Repeat::Weekly))
}

/// How a poll that starts now and closes then is held again. One has to be over before the next one starts.
pub(super) async fn repetition(
    desk: &Desk,
    guild: GuildId,
    every: Option<Repeat>,
    deadline: Option<Timestamp>,
) -> Result<Option<Repetition>, Failure> {
    let Some(every) = every else {
        return Ok(None);
    };
    let (zone, now) = (zone(desk, guild).await?, desk.clock.now());
    match (deadline, every.next(now, now, &zone)) {
        (Some(deadline), Some(next)) if deadline <= next => Ok(Some(Repetition { every, lasts: now.until(deadline) })),
        _ => Err(refused(NotPolled::RepeatsWithoutEnd)),
    }
}

fn reasons(options: &Options) -> Reasons {
    match options.text("reason") {
        "optional" => Reasons::Optional,
        "required" => Reasons::Required,
        _ => Reasons::Off,
    }
}

/// What follows from the result. Naming somebody who decides makes it advice; naming what is to be owned makes it binding.
fn force(options: &Options) -> Result<Force, Failure> {
    let decider = options.member("decider");
    match (options.text("force"), decider) {
        ("binding", _) => Ok(Force::Binding),
        ("", None) if !options.text("about").trim().is_empty() => Ok(Force::Binding),
        ("advice", Some(_)) | ("", Some(_)) => match decider.filter(|user| !options.bots.contains(user)) {
            Some(decider) => Ok(Force::Advice { decider: Some(decider) }),
            None => Err(refused(NotPolled::NoDecider)),
        },
        ("advice", None) => Err(refused(NotPolled::NoDecider)),
        _ => Ok(Force::SenseCheck),
    }
}

/// Who may vote: a team by its name, one role of the server, or people; everybody where nobody is named.
pub(in crate::commands) fn electorate<'a>(
    typed: &str,
    teams: &'a [Team],
) -> Result<(Electorate, Option<&'a Team>), Failure> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok((Electorate::Everyone, None));
    }
    if let Some(team) = TeamName::new(typed).ok().and_then(|name| teams.iter().find(|team| team.name == name)) {
        return Ok((Electorate::Team(team.id), Some(team)));
    }
    let (mut people, mut roles) = (Vec::new(), Vec::new());
    for part in typed.split([' ', ',', ';']).filter(|part| !part.is_empty()) {
        let unknown = || refused(NotPolled::BadVoters(BadVoters::Unknown(part.to_owned())));
        let inside = part.strip_prefix("<@").and_then(|part| part.strip_suffix('>')).ok_or_else(unknown)?;
        match inside.strip_prefix('&') {
            Some(role) => roles.push(role.parse().map_err(|_| unknown())?),
            None => {
                let person = inside.strip_prefix('!').unwrap_or(inside).parse().map_err(|_| unknown())?;
                if !people.contains(&person) {
                    people.push(person);
                }
            }
        }
    }
    match (people.len(), &roles[..]) {
        (0, [role]) => Ok((Electorate::ServerRole(*role), None)),
        (1..=MOST_NAMED, []) => Ok((Electorate::Members(people), None)),
        (_, []) => Err(refused(NotPolled::BadVoters(BadVoters::TooMany))),
        _ => Err(refused(NotPolled::BadVoters(BadVoters::Mixed))),
    }
}

/// How many must vote, part by part with commas between: `5`, `50%`, `1 tech lead`.
fn quorum(handbook: &Handbook, typed: &str, team: Option<&Team>) -> Result<Quorum, Failure> {
    let mut quorum = Quorum::default();
    for part in typed.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let bad = |why| refused(NotPolled::BadQuorum(part.to_owned(), why));
        if let Some(share) = part.strip_suffix('%') {
            quorum.percent = Some(share.trim().parse().map_err(|_| bad(BadQuorum::Unknown))?);
        } else if let Ok(count) = part.parse() {
            quorum.count = Some(count);
        } else {
            let (role, count) = of_role(handbook, part).ok_or_else(|| bad(BadQuorum::Unknown))?;
            let holders = team.map_or_else(Vec::new, |team| people_of(team, &role));
            if holders.is_empty() {
                return Err(bad(BadQuorum::Vacant));
            }
            if count == 0 || usize::try_from(count).is_ok_and(|count| count > holders.len()) {
                return Err(bad(BadQuorum::Unreachable));
            }
            quorum.per_role.push((role, count));
        }
    }
    Ok(quorum)
}

/// A role of the handbook with a number before it, or one where there is none.
fn of_role(handbook: &Handbook, part: &str) -> Option<(RoleId, u32)> {
    let (count, name) = match part.split_once(' ') {
        Some((count, name)) if count.chars().all(|c| c.is_ascii_digit()) => (count.parse().ok()?, name),
        _ => (1, part),
    };
    handbook.role_named(name.trim()).map(|role| (role.id.clone(), count))
}
