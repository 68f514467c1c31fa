//! People who come at once, and what they were told.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use discord_sandbox::ids::UserId;
use lanekeeper::{clock::Stopwatch, random::Random};
use tokio::task::JoinSet;

use crate::{
    ledger::{Came, Ledger, OPTIONS, Vote3, came},
    rig::{PATIENCE, Rig},
    size,
};

/// What people come for, beside voting.
const COMMANDS: [&str; 4] = ["/who-owns task: who picks the database?", "/decision list", "/team show", "/poll status"];

/// What somebody is told whose request could not be answered.
const INCIDENT: &str = "Something went wrong on my side";

/// Where people come, and a poll in which they vote.
pub(crate) struct Scene {
    pub(crate) rig: Rig,
    pub(crate) ledger: Ledger,
    pub(crate) poll: Vote3,
    random: Random,
}

/// For how long they come.
#[derive(Clone, Copy)]
pub(crate) enum Until {
    /// Until so many things are done.
    Done(usize),
    /// For so long.
    Over(Duration),
}

/// What came of interactions.
#[derive(Default)]
struct Told {
    answered: AtomicUsize,
    incidents: AtomicUsize,
    nothing: AtomicUsize,
}

impl Told {
    fn counts(&self, came: &Came) {
        let counter = match came {
            Came::Message(title) if title == INCIDENT => &self.incidents,
            Came::Message(_) => &self.answered,
            Came::Nothing => &self.nothing,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    fn all(&self) -> [usize; 3] {
        [&self.answered, &self.incidents, &self.nothing].map(|counter| counter.load(Ordering::Relaxed))
    }
}

impl Scene {
    /// The program runs, and a poll in it.
    pub(crate) async fn begun(rig: Rig) -> Arc<Self> {
        let poll = Vote3::started(&rig, rig.person("Priya Nair"), "Indent?", "").await.expect("nothing is wrong yet");
        let random = Random::sequence(size("FAULTS_SEED", 2) as u64);
        Arc::new(Self { rig, ledger: Ledger::default(), poll, random })
    }

    fn draws(&self, below: usize) -> usize {
        self.random.number().expect("a sequence never ends") as usize % below
    }

    /// Somebody does one of the things that people do.
    async fn does_something(&self, person: UserId) -> Came {
        match self.draws(COMMANDS.len() + 2) {
            which if which < COMMANDS.len() => {
                let begun = self.rig.sandbox.people().run(person, self.rig.channel, COMMANDS[which]);
                came(&self.rig, person, begun.unwrap_or_else(|error| panic!("{error}"))).await
            }
            _ => self.ledger.votes(&self.rig, person, &self.poll, self.draws(OPTIONS.len())).await,
        }
    }

    /// People come, all at once; how many were answered, told of an incident, and told by Discord that nothing came.
    pub(crate) async fn comes(self: &Arc<Self>, crowd: &[UserId], until: Until) -> [usize; 3] {
        let (told, begun, since) = (Arc::new(Told::default()), Arc::new(AtomicUsize::new(0)), Stopwatch::start());
        let mut people = JoinSet::new();
        for person in crowd.iter().copied() {
            let (scene, told, begun) = (Arc::clone(self), Arc::clone(&told), Arc::clone(&begun));
            people.spawn(async move {
                while match until {
                    Until::Done(many) => begun.fetch_add(1, Ordering::Relaxed) < many,
                    Until::Over(time) => since.elapsed() < time,
                } {
                    told.counts(&scene.does_something(person).await);
                }
            });
        }
        while let Some(ended) = people.join_next().await {
            ended.unwrap_or_else(|panicked| panic!("{panicked}"));
        }
        told.all()
    }

    /// Nobody is left with an answer that never comes.
    pub(crate) async fn settles(&self) {
        tokio::time::timeout(PATIENCE, self.rig.sandbox.people().idle()).await.expect("all is settled");
    }

    /// Holds what people were told against what is kept. The program does not run any more.
    pub(crate) async fn is_kept(&self) {
        let store = self.rig.store().await;
        self.ledger.is_kept(&store, self.rig.guild(), &self.poll).await;
        store.close().await;
    }
}
