//! The ballot box: votes in one poll that come at the same time are written together. To write is to wait for the disk, which takes as
//! long for a hundred ballots as for one; so whoever comes to write takes along all that have come meanwhile, and a voter is told when
//! theirs is on disk. Each poll has a box of its own: what is wrong with one keeps no voter of another from voting.

use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::oneshot;

use super::{
    held::Held,
    place::{not_now, refused},
    show::live,
};
use crate::{
    commands::{Asker, Desk, Failure, InternalError},
    polls::{
        ballot::{BadBallot, Ballot, Vote},
        options::OptionId,
        poll::Poll,
    },
    replies::{NotPolled, Refusal},
    store::{StoreError, Work},
    workspace::ids::{GuildId, PollId},
};

/// The most that are written together.
const MOST: usize = 256;

/// What a voter wants.
#[derive(Clone, Debug)]
pub(super) enum Wish {
    /// Cast this vote, with a reason, in the place of an earlier one.
    Vote(Vote, Option<String>),
    /// Vote for these options.
    Choose(BTreeSet<OptionId>),
    /// Take the ballot back.
    Withdraw,
}

/// What came of it. The poll is as it is now.
#[derive(Debug)]
pub(super) enum Done {
    /// A ballot was cast, as it is kept; the one before it.
    Cast(Poll, Ballot, Option<Ballot>),
    /// The ballot was taken back, if there was one.
    Withdrawn(Poll, Option<Ballot>),
    /// Nothing yet: the vote needs a reason.
    NeedsReason(Poll, Vote),
}

/// A wish that waits to be written.
struct Waiting {
    asker: Asker,
    wish: Wish,
    told: oneshot::Sender<Result<Done, Failure>>,
}

/// Votes in one poll that wait to be written.
#[derive(Default)]
struct BallotBox {
    waiting: Mutex<VecDeque<Waiting>>,
    turn: tokio::sync::Mutex<()>,
}

/// The ballot boxes of the polls in which somebody votes right now.
#[derive(Default)]
pub(in crate::commands) struct BallotBoxes {
    boxes: Mutex<HashMap<(GuildId, PollId), Arc<BallotBox>>>,
}

impl fmt::Debug for BallotBoxes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BallotBoxes").finish_non_exhaustive()
    }
}

impl BallotBoxes {
    fn boxes(&self) -> MutexGuard<'_, HashMap<(GuildId, PollId), Arc<BallotBox>>> {
        self.boxes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a wish into the box of a poll.
    fn put(&self, place: (GuildId, PollId), waiting: Waiting) -> Arc<BallotBox> {
        let mut boxes = self.boxes();
        let found = boxes.entry(place).or_default();
        found.waiting().push_back(waiting);
        Arc::clone(found)
    }

    /// Takes a box away that nobody waits at.
    fn tidy(&self, place: (GuildId, PollId)) {
        let mut boxes = self.boxes();
        if boxes.get(&place).is_some_and(|found| found.waiting().is_empty()) {
            boxes.remove(&place);
        }
    }
}

impl BallotBox {
    fn waiting(&self) -> MutexGuard<'_, VecDeque<Waiting>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Vec<Waiting> {
        let mut waiting = self.waiting();
        let many = waiting.len().min(MOST);
        waiting.drain(..many).collect()
    }
}

/// Writes what a voter wants; when this returns, it is on disk.
pub(super) async fn put(desk: &Desk, asker: &Asker, poll: PollId, wish: Wish) -> Result<Done, Failure> {
    let place = (asker.server()?, poll);
    let (told, mut hears) = oneshot::channel();
    let found = desk.ballots.put(place, Waiting { asker: asker.clone(), wish, told });
    loop {
        let _turn = found.turn.lock().await;
        match hears.try_recv() {
            Ok(done) => return done,
            Err(oneshot::error::TryRecvError::Closed) => return Err(Failure::Internal(InternalError::NotWritten)),
            Err(oneshot::error::TryRecvError::Empty) => {
                empty(desk, place, found.next()).await;
                desk.ballots.tidy(place);
            }
        }
    }
}

/// Writes these in one unit of work, and tells each what came of it. What the database refuses spoils all of it: one of them is told
/// why, and the others that it was not written.
async fn empty(desk: &Desk, place: (GuildId, PollId), waiting: Vec<Waiting>) {
    let (wishes, mut voters): (Vec<_>, Vec<_>) =
        waiting.into_iter().map(|Waiting { asker, wish, told }| ((asker, wish), told)).unzip();
    match write(desk, place, wishes).await {
        Ok(done) => {
            for (told, done) in voters.into_iter().zip(done) {
                // Who does not wait any more cannot be told.
                drop(told.send(done));
            }
        }
        Err(error) => {
            if let Some(told) = voters.pop() {
                drop(told.send(Err(error)));
            }
        }
    }
}

async fn write(
    desk: &Desk,
    (guild, poll): (GuildId, PollId),
    wishes: Vec<(Asker, Wish)>,
) -> Result<Vec<Result<Done, Failure>>, Failure> {
    let mut work = desk.store.work().await?;
    let mut held = Held::of(&mut work, guild, poll).await?;
    let mut done = Vec::with_capacity(wishes.len());
    for (asker, wish) in wishes {
        match fulfil(desk, &mut work, held.as_mut(), &asker, wish).await {
            Err(Failure::Internal(error)) => return Err(Failure::Internal(error)),
            result => done.push(result),
        }
    }
    if let Some(held) = held.filter(|_| done.iter().any(changes)) {
        work.commit().await?;
        desk.live.stir(live(&held.poll));
    }
    Ok(done)
}

const fn changes(done: &Result<Done, Failure>) -> bool {
    matches!(done, Ok(Done::Cast(..) | Done::Withdrawn(..)))
}

/// What comes of one wish. What is refused has written nothing.
async fn fulfil(
    desk: &Desk,
    work: &mut Work,
    held: Option<&mut Held>,
    asker: &Asker,
    wish: Wish,
) -> Result<Done, Failure> {
    let (held, now) = (held.ok_or(refused(NotPolled::Gone))?, desk.clock.now());
    held.poll.state.takes_votes(now).map_err(not_now)?;
    if !held.poll.settings.electorate.has(asker.person(), held.team.as_ref()) {
        return Err(refused(NotPolled::NotYours));
    }
    let voter = held.poll.voter(asker.user).map_err(not_now)?;
    let (vote, reason) = match wish {
        Wish::Vote(vote, reason) => (vote, reason),
        Wish::Choose(chosen) => (Vote::of_chosen(held.poll.settings.kind, chosen).ok_or(Refusal::StaleButton)?, None),
        Wish::Withdraw => {
            let before = work.withdraw_ballot(held.poll.id, voter).await?;
            after(work, held, before.as_ref().is_some_and(Ballot::objects)).await?;
            return Ok(Done::Withdrawn(held.poll.clone(), before));
        }
    };
    let is_first_try = reason.is_none();
    let ballot = match (Ballot { vote: vote.clone(), reason }).checked(&held.poll.settings, &held.poll.options) {
        Err(BadBallot::NeedsReason) if is_first_try => return Ok(Done::NeedsReason(held.poll.clone(), vote)),
        ballot => ballot.map_err(|bad| refused(NotPolled::BadVote(bad)))?,
    };
    let before = work.cast_ballot(held.poll.id, voter, &ballot).await?;
    after(work, held, [Some(&ballot), before.as_ref()].into_iter().flatten().any(Ballot::objects)).await?;
    held.close_if_all_voted(work, now).await?;
    Ok(Done::Cast(held.poll.clone(), ballot, before))
}

/// Where an objection came or went, the poll is held up now, or no longer.
async fn after(work: &mut Work, held: &mut Held, is_about_objection: bool) -> Result<(), StoreError> {
    if is_about_objection && let Some(poll) = work.poll(held.poll.guild, held.poll.id).await? {
        held.poll = poll;
    }
    Ok(())
}
