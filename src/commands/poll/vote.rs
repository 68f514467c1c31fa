//! Votes: cast, changed, taken back. Each is on disk before the voter is told.

use std::collections::BTreeSet;

use super::{
    close::closes_now,
    place::{not_now, refused, team_of},
    show::live,
};
use crate::{
    commands::{Component, Failure, Outcome, Press, Who},
    polls::{
        ballot::{BadBallot, Ballot, Vote},
        life::Closing,
        options::OptionId,
        poll::{Poll, Voter},
        settings::Kind,
    },
    replies::{
        NotPolled, Refusal, Reply, Visibility,
        poll::{
            POLL_CHANGE, POLL_PICK, POLL_REASON, POLL_REASON_GIVEN, POLL_VOTE, POLL_WHY, POLL_WITHDRAW, PollReceipt,
            Receipt, poll_reason_form, receipt, vote_anew, vote_carried,
        },
    },
    store::Work,
    workspace::team::Team,
};

/// An option's button is pressed.
pub(in crate::commands) const VOTES: Component = Component {
    name: POLL_VOTE,
    arguments: 2,
    who: Who::Members,
    run: |press| Box::pin(async move { cast(press, carried(press)?, None).await }),
};

/// An option is chosen in a select.
pub(in crate::commands) const CHOOSES: Component = Component {
    name: POLL_PICK,
    arguments: 1,
    who: Who::Members,
    run: |press| {
        Box::pin(async move {
            let chosen = press.values.iter().map(|id| id.parse().map(OptionId::new));
            let chosen = chosen.collect::<Result<BTreeSet<_>, _>>().map_err(|_| Refusal::StaleButton)?;
            let poll = open_poll(press).await?;
            match (poll.settings.kind, chosen.first()) {
                (Kind::Several { .. }, _) => cast(press, Vote::Several(chosen), None).await,
                (_, Some(id)) => cast(press, Vote::One(*id), None).await,
                (_, None) => Err(Refusal::StaleButton.into()),
            }
        })
    },
};

/// One wants to vote anew: the options are shown.
pub(in crate::commands) const CHANGES: Component = Component {
    name: POLL_CHANGE,
    arguments: 1,
    who: Who::Members,
    run: |press| {
        Box::pin(async move {
            let poll = open_poll(press).await?;
            Ok(answered(press, vote_anew(press.handbook(), &poll)))
        })
    },
};

/// One's vote is taken back.
pub(in crate::commands) const WITHDRAWS: Component =
    Component { name: POLL_WITHDRAW, arguments: 1, who: Who::Members, run: |press| Box::pin(withdraw(press)) };

/// A reason is to be given for one's vote: the form opens.
pub(in crate::commands) const WRITES_REASON: Component =
    Component { name: POLL_REASON, arguments: 1, who: Who::Members, run: |press| Box::pin(writes_reason(press)) };

/// The form with the reason was sent.
pub(in crate::commands) const GIVES_REASON: Component = Component {
    name: POLL_REASON_GIVEN,
    arguments: 2,
    who: Who::Members,
    run: |press| Box::pin(async move { cast(press, carried(press)?, Some(press.field(POLL_WHY).to_owned())).await }),
};

/// The vote that a custom id carries.
pub(super) fn carried(press: &Press<'_>) -> Result<Vote, Failure> {
    Ok(vote_carried(&press.id.argument::<String>(1)?).ok_or(Refusal::StaleButton)?)
}

/// A poll that takes votes, held for somebody who may vote in it.
struct Polling {
    work: Work,
    poll: Poll,
    team: Option<Team>,
    voter: Voter,
}

impl Polling {
    async fn of(press: &Press<'_>) -> Result<Self, Failure> {
        let mut work = press.desk.store.work().await?;
        let poll = work.hold_poll(press.asker.server()?, press.id.argument(0)?).await?;
        let poll = poll.ok_or(refused(NotPolled::Gone))?;
        poll.state.takes_votes(press.desk.clock.now()).map_err(not_now)?;
        let team = team_of(&mut work, &poll).await?;
        if !poll.settings.electorate.has(press.asker.person(), team.as_ref()) {
            return Err(refused(NotPolled::NotYours));
        }
        let voter = poll.voter(press.asker.user).map_err(not_now)?;
        Ok(Self { work, poll, team, voter })
    }

    /// Closes the poll if everybody who may vote has voted, and keeps all of it; the poll as it is then.
    async fn done(self, press: &Press<'_>) -> Result<Poll, Failure> {
        let Self { mut work, mut poll, team, .. } = self;
        if poll.settings.electorate.people(team.as_ref()).is_some() {
            let cast = work.ballots(poll.id).await?;
            if poll.has_everybody(team.as_ref(), &cast).unwrap_or(false) {
                let closed = poll.clone().closed(press.desk.clock.now(), Closing::AllVoted, team.as_ref(), &cast);
                if let Ok(closed) = closed {
                    closes_now(&mut work, &closed, press.desk.clock.now()).await?;
                    poll = closed;
                }
            }
        }
        work.commit().await?;
        press.desk.live.stir(live(&poll));
        Ok(poll)
    }
}

async fn cast(press: &Press<'_>, vote: Vote, reason: Option<String>) -> Result<Outcome, Failure> {
    let mut polling = Polling::of(press).await?;
    let ballot = Ballot { vote: vote.clone(), reason }.checked(&polling.poll.settings, &polling.poll.options);
    let ballot = match ballot {
        Err(BadBallot::NeedsReason) if press.field(POLL_WHY).is_empty() => {
            return Ok(Outcome::Opens(poll_reason_form(press.handbook(), &polling.poll, &vote, None)));
        }
        ballot => ballot.map_err(|bad| refused(NotPolled::BadVote(bad)))?,
    };
    let before = polling.work.cast_ballot(polling.poll.id, polling.voter, &ballot).await?;
    let poll = polling.done(press).await?;
    let told = Receipt::Taken { ballot: &ballot, before: before.as_ref() };
    Ok(answered(press, receipt(press.handbook(), &PollReceipt { poll: &poll, receipt: told })))
}

async fn withdraw(press: &Press<'_>) -> Result<Outcome, Failure> {
    let mut polling = Polling::of(press).await?;
    let before = polling.work.withdraw_ballot(polling.poll.id, polling.voter).await?;
    let poll = polling.done(press).await?;
    let told = Receipt::Withdrawn(before.as_ref());
    Ok(answered(press, receipt(press.handbook(), &PollReceipt { poll: &poll, receipt: told })))
}

async fn writes_reason(press: &Press<'_>) -> Result<Outcome, Failure> {
    let poll = open_poll(press).await?;
    let voter = poll.voter(press.asker.user).map_err(not_now)?;
    let cast = press.desk.store.reading().await?.ballot(poll.id, voter).await?;
    let told = PollReceipt { poll: &poll, receipt: Receipt::None };
    Ok(match cast {
        Some(cast) => {
            Outcome::Opens(poll_reason_form(press.handbook(), &poll, &cast.ballot.vote, cast.ballot.reason.as_deref()))
        }
        None => answered(press, receipt(press.handbook(), &told)),
    })
}

/// A poll that takes votes.
pub(super) async fn open_poll(press: &Press<'_>) -> Result<Poll, Failure> {
    let poll = press.desk.store.reading().await?.poll(press.asker.server()?, press.id.argument(0)?).await?;
    let poll = poll.ok_or(refused(NotPolled::Gone))?;
    poll.state.takes_votes(press.desk.clock.now()).map_err(not_now)?;
    Ok(poll)
}

/// What a voter is told: a receipt of theirs becomes it, and below the poll it is a new message to them alone.
pub(super) fn answered(press: &Press<'_>, reply: Reply) -> Outcome {
    match press.message.map(|_| press.visibility()) {
        Some(Visibility::OnlyAsker) => Outcome::Becomes(reply),
        Some(Visibility::Everyone) | None => Outcome::Says(reply),
    }
}
