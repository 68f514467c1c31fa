//! Who owns something is put to a vote: from an answer that is disputed, a request that was turned away, or a round in which people named
//! different roles. Candidates, voters and quorum are filled in.

use std::time::Duration;

use super::{
    create::{Drafting, keep_in, started_or_forgotten},
    ownership::likely,
    place::refused,
};
use crate::{
    clock::Timestamp,
    commands::{
        Component, Failure, Outcome, Press, Who,
        correcting::kept,
        place::{team_by_id, team_of as team_here},
        request,
    },
    handbook::RoleId,
    polls::{
        electorate::people_of,
        options::{LONGEST, Options},
        ownership::with_leads,
        settings::{Electorate, Force, Kind, MOST_NAMED, Quorum, Settings},
    },
    replies::{
        Given, NotPolled, Reply,
        poll::{POLL_DISPUTE, POLL_REQUEST, candidate_texts, ownership_question, poll_already, poll_started, seated},
    },
    workspace::{
        decision::Decides,
        ids::{PollId, UserId},
        subject::Subject,
        team::{Holder, Team},
        texts::shortened,
    },
};

/// How long it is voted on.
const OPEN_FOR: Duration = Duration::from_secs(2 * 24 * 60 * 60);

/// How long the message of a new poll may take, in milliseconds: for so long nobody else starts a poll about the same.
const POSTED_WITHIN: i64 = 60 * 1_000;

/// Fewer people are not asked alone: everybody in the channel is.
const SMALLEST_ELECTORATE: usize = 3;

/// How many must vote where it is not known how many may.
const FEWEST_OF_ALL: u32 = 3;

/// A disputed answer is put to a vote.
pub(in crate::commands) const DISPUTES: Component =
    Component { name: POLL_DISPUTE, arguments: 2, who: Who::Members, run: |press| Box::pin(disputes(press)) };

/// Whose a question is that somebody was asked is put to a vote.
pub(in crate::commands) const PUTS_TO_VOTE: Component =
    Component { name: POLL_REQUEST, arguments: 1, who: Who::Members, run: |press| Box::pin(puts_to_vote(press)) };

async fn disputes(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (desk, asker) = (press.desk, &press.asker);
    let given = Given::read(&press.id)?;
    let duty = press.known_duty(&given.duty)?;
    let team = match given.team {
        Some(id) => team_by_id(desk, asker, id).await?,
        None => team_here(desk, asker, "").await?,
    };
    let started = put_to_vote(press, Subject::Duty(duty.id.clone()), &team).await?;
    if press.is_theirs() {
        return Ok(Outcome::BecomesAndSays(kept(press, &given).await?, started));
    }
    Ok(started.into())
}

/// Whoever was asked says that it is not theirs, and has the team settle whose it is.
async fn puts_to_vote(press: &Press<'_>) -> Result<Outcome, Failure> {
    let (request, team) = request::turned_away(press).await?;
    let started = put_to_vote(press, request.question.subject, &team).await?;
    request::declines_for_vote(press).await?;
    Ok(Outcome::Becomes(started))
}

/// Starts a poll on who owns something in a team, where the press was. What is told of it to whoever started it.
async fn put_to_vote(press: &Press<'_>, about: Subject, team: &Team) -> Result<Reply, Failure> {
    let handbook = press.desk.library().fallback();
    let options = candidate_texts(handbook, &likely(press.desk, handbook, &about, &[]));
    // A team that is not known by name is not asked alone.
    let voters = match Electorate::Team(team.id).people(Some(team)) {
        Some(_) => Electorate::Team(team.id),
        None => Electorate::Everyone,
    };
    vote_on(press, about, team, options, voters).await
}

/// The same where people have named roles, the most often named first, and are the ones to vote: whoever is named stands for election, with
/// the name of the one who holds the seat.
pub(in crate::commands) async fn put_to_vote_among(
    press: &Press<'_>,
    about: Subject,
    team: &Team,
    (named, voters): (&[RoleId], &Electorate),
) -> Result<Reply, Failure> {
    let handbook = press.desk.library().fallback();
    let known: Vec<RoleId> = named.iter().filter(|role| handbook.role(role.as_str()).is_some()).cloned().collect();
    let mut options = candidate_texts(handbook, &likely(press.desk, handbook, &about, &known));
    for (text, decides) in &mut options {
        if let Decides::Roles(roles) = decides
            && let [role] = &roles[..]
            && let Some(Holder::Member(person)) = team.seat(role).map(|seat| seat.holder)
            // Not worth a failure.
            && let Ok(Some(name)) = press.messenger.name_of(team.guild, person).await
        {
            *text = shortened(&seated(handbook, text, &name), LONGEST);
        }
    }
    let voters = with_leads_among(press, team, voters).await?;
    vote_on(press, about, team, options, voters).await
}

/// The people who are to vote, and whoever leads the team with them: nothing is settled without those, so they must be able to vote.
async fn with_leads_among(press: &Press<'_>, team: &Team, voters: &Electorate) -> Result<Electorate, Failure> {
    let leads: Vec<Vec<UserId>> = press.desk.leads().iter().map(|lead| people_of(team, lead)).collect();
    let leads = leads.into_iter().filter(|people| !people.is_empty());
    match voters {
        Electorate::Everyone | Electorate::Team(_) => Ok(voters.clone()),
        Electorate::Members(people) => {
            let mut all = people.clone();
            for lead in leads {
                if !lead.iter().any(|person| all.contains(person)) {
                    all.extend(lead);
                }
            }
            all.sort_unstable();
            Ok(if all.len() > MOST_NAMED { Electorate::Everyone } else { Electorate::Members(all) })
        }
        Electorate::ServerRole(role) => {
            for lead in leads {
                let mut has_it = false;
                for person in lead {
                    let roles = press.messenger.member(team.guild, person).await?;
                    has_it |= roles.is_some_and(|roles| roles.contains(role));
                }
                if !has_it {
                    return Ok(Electorate::Everyone);
                }
            }
            Ok(voters.clone())
        }
    }
}

/// Starts the poll, unless the same is voted on already.
async fn vote_on(
    press: &Press<'_>,
    about: Subject,
    team: &Team,
    options: Vec<(String, Decides)>,
    voters: Electorate,
) -> Result<Reply, Failure> {
    let (desk, asker, now) = (press.desk, &press.asker, press.desk.clock.now());
    if !asker.may_write {
        return Err(refused(NotPolled::MayNotPost));
    }
    let known = voters.people(Some(team)).map(|people| people.len());
    let (electorate, quorum) = match known {
        Some(SMALLEST_ELECTORATE..) => (voters, Quorum { percent: Some(50), ..Quorum::default() }),
        Some(_) => (Electorate::Everyone, Quorum { count: Some(FEWEST_OF_ALL), ..Quorum::default() }),
        None => (voters, Quorum { count: Some(FEWEST_OF_ALL), ..Quorum::default() }),
    };
    let quorum = with_leads(quorum, team, &desk.leads());
    let drafting = Drafting {
        question: ownership_question(desk.library().fallback(), &about, team),
        options: Options::settling(options).map_err(|bad| refused(NotPolled::BadOptions(bad)))?,
        settings: Settings { electorate, quorum, force: Force::Binding, ..Settings::plain(Kind::One) },
        team: Some(team.id),
        about: Some(about.clone()),
        deadline: Some(now.plus(OPEN_FOR)),
    };
    let poll = drafting.poll(desk, asker)?;
    let since = Timestamp::from_millis(now.millis() - POSTED_WITHIN);
    let mut gone: Option<PollId> = None;
    if let Some(open) = desk.store.reading().await?.open_poll_about(team.guild, team.id, &about, since).await?
        && let Some(message) = open.message
    {
        if press.messenger.is_there(open.channel, message).await? {
            return Ok(poll_already(press.handbook(), &open));
        }
        gone = Some(open.id);
    }
    let mut work = desk.store.work().await?;
    // Of two who press at once, the second sees the poll of the first.
    work.change_team(team.guild, team.id).await?;
    let open = work.open_poll_about(team.guild, team.id, &about, since).await?;
    if let Some(open) = open.filter(|open| Some(open.id) != gone) {
        return Ok(poll_already(press.handbook(), &open));
    }
    keep_in(&mut work, desk, &poll).await?;
    work.commit().await?;
    let message = started_or_forgotten(desk, press.messenger, &poll).await?;
    Ok(poll_started(press.handbook(), &poll, message))
}
