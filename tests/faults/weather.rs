//! Discord's trouble, one kind after the other and all of them together: everybody gets an answer or an honest word, and what they were told
//! is kept.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use discord_sandbox::{CallFault, CallHarm, EventFault, EventHarm, Latency, Weather, ids::UserId};
use lanekeeper::random::Random;
use tokio::task::JoinSet;

use crate::{
    ledger::{Came, Ledger, OPTIONS, Vote3, came},
    rig::Rig,
    say, size,
};

/// How many people come at once.
const PEOPLE: usize = 16;

/// How many interactions there are in all where nothing else is said.
const INTERACTIONS: usize = 600;

/// How likely a fault strikes.
const CHANCE: f64 = 0.1;

/// How likely the connection is lost with an event.
const LOST: f64 = 0.005;

/// The trouble, by name.
type Trouble = (&'static str, fn(&Weather));

const ALL: &str = "all of it";

static TROUBLES: &[Trouble] = &[
    ("nothing wrong", |_| {}),
    ("429 of a bucket", |weather| calls(weather, CallHarm::RateLimit { retry_after_ms: 50 })),
    ("429 for everything", |weather| calls(weather, CallHarm::GlobalRateLimit { retry_after_ms: 50 })),
    ("500", |weather| calls(weather, CallHarm::ServerError { status: 500 })),
    ("502", |weather| calls(weather, CallHarm::ServerError { status: 502 })),
    ("reset, nothing done", |weather| calls(weather, CallHarm::ResetBefore)),
    ("reset, all done", |weather| calls(weather, CallHarm::ResetAfter)),
    ("slow calls", |weather| weather.call_latency(slow())),
    ("slow events", |weather| weather.event_latency(slow())),
    ("events late", |weather| events(weather, EventHarm::Delay { by_ms: 300 })),
    ("events twice", |weather| events(weather, EventHarm::Duplicate)),
    ("events out of order", |weather| events(weather, EventHarm::Reorder)),
    ("connection lost", |weather| weather.on_events(EventFault::new(EventHarm::Drop).chance(LOST))),
    (ALL, |weather| {
        let others = TROUBLES.iter().take_while(|(name, _)| *name != ALL);
        others.for_each(|(_, begin)| begin(weather));
    }),
];

const fn slow() -> Latency {
    Latency::fixed(Duration::from_millis(5)).and_up_to(Duration::from_millis(200))
}

fn calls(weather: &Weather, harm: CallHarm) {
    weather.on_calls(CallFault::new(harm).chance(CHANCE));
}

fn events(weather: &Weather, harm: EventHarm) {
    weather.on_events(EventFault::new(harm).of("INTERACTION_CREATE").chance(CHANCE));
}

/// What came of the interactions under a trouble.
#[derive(Default)]
struct Told {
    answered: AtomicUsize,
    incidents: AtomicUsize,
    nothing: AtomicUsize,
}

impl Told {
    fn counts(&self, came: &Came) {
        let counter = match came {
            Came::Message(title) if title == "Something went wrong on my side" => &self.incidents,
            Came::Message(_) => &self.answered,
            Came::Nothing => &self.nothing,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    /// How many were answered, told of an incident, and told by Discord that nothing came.
    fn all(&self) -> [usize; 3] {
        [&self.answered, &self.incidents, &self.nothing].map(|counter| counter.load(Ordering::Relaxed))
    }
}

/// Where it happens.
struct Scene {
    rig: Rig,
    ledger: Ledger,
    poll: Vote3,
    random: Random,
}

impl Scene {
    fn draws(&self, below: usize) -> usize {
        self.random.number().expect("a sequence never ends") as usize % below
    }

    /// Somebody does one of the things that people do.
    async fn does_something(&self, person: UserId) -> Came {
        let commands = ["/who-owns task: who picks the database?", "/decision list", "/team show", "/poll status"];
        match self.draws(commands.len() + 2) {
            which if which < commands.len() => {
                let begun = self.rig.sandbox.people().run(person, self.rig.channel, commands[which]);
                came(&self.rig, person, begun.unwrap_or_else(|error| panic!("{error}"))).await
            }
            _ => self.ledger.votes(&self.rig, person, &self.poll, self.draws(OPTIONS.len())).await,
        }
    }
}

/// Lets so many things be done under a trouble, several at a time; what came of them.
async fn under(scene: &Arc<Scene>, crowd: &[UserId], begin: fn(&Weather), many: usize) -> [usize; 3] {
    let weather = scene.rig.sandbox.weather();
    weather.clear();
    begin(weather);
    let (told, left) = (Arc::new(Told::default()), Arc::new(AtomicUsize::new(many)));
    let mut people = JoinSet::new();
    for person in crowd.iter().copied() {
        let (scene, told, left) = (Arc::clone(scene), Arc::clone(&told), Arc::clone(&left));
        people.spawn(async move {
            while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok() {
                told.counts(&scene.does_something(person).await);
            }
        });
    }
    while let Some(ended) = people.join_next().await {
        ended.unwrap_or_else(|panicked| panic!("{panicked}"));
    }
    weather.clear();
    // Nobody is left with an answer that never comes.
    tokio::time::timeout(crate::rig::PATIENCE, scene.rig.sandbox.people().idle()).await.expect("all is settled");
    told.all()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_gets_an_answer_or_an_honest_word_whatever_goes_wrong() {
    let each = size("FAULTS_INTERACTIONS", INTERACTIONS).div_ceil(TROUBLES.len());
    let rig = Rig::set().await;
    let crowd = rig.crowd(PEOPLE);
    rig.program_starts();
    rig.program_is_ready().await;
    let poll = Vote3::started(&rig, rig.person("Priya Nair"), "Indent?", "").await.expect("nothing is wrong yet");
    let random = Random::sequence(size("FAULTS_SEED", 2) as u64);
    let scene = Arc::new(Scene { rig, ledger: Ledger::default(), poll, random });
    let mut all = [0; 3];
    say("trouble                answered   incidents   nothing came   resident MB");
    for (name, begin) in TROUBLES {
        let told = under(&scene, &crowd, *begin, each).await;
        let [answered, incidents, nothing] = told;
        let memory = scene.rig.memory() / 1024;
        say(&format!("{name:<22} {answered:>8}   {incidents:>9}   {nothing:>12}   {memory:>11}"));
        all = std::array::from_fn(|at| all[at] + told[at]);
        assert_eq!(told.iter().sum::<usize>(), each, "everybody was told something");
        if *name == "nothing wrong" {
            assert_eq!(answered, each, "nothing was wrong");
        }
    }
    // When all is well again, all is well.
    let [answered, ..] = under(&scene, &crowd, |_| {}, each).await;
    assert_eq!(answered, each, "what was wrong is over");
    say(&format!("all is well again      {answered:>8}   {:>9}   {:>12}   {:>11}", 0, 0, scene.rig.memory() / 1024));
    scene.rig.program_is_killed().await;
    let store = scene.rig.store().await;
    scene.ledger.is_kept(&store, scene.rig.guild(), &scene.poll).await;
    store.close().await;
    say(&format!(
        "{} interactions, {} ballots kept as people were told",
        all.iter().sum::<usize>() + each,
        scene.ledger.told()
    ));
}
