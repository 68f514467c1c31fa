//! Discord's trouble, one kind after the other and all of them together: everybody gets an answer or an honest word, and what they were told
//! is kept.

use std::{sync::Arc, time::Duration};

use discord_sandbox::{CallFault, CallHarm, EventFault, EventHarm, Latency, Weather, ids::UserId};

use crate::{
    crowd::{Scene, Until},
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

/// Lets so many things be done under a trouble, several at a time; what came of them.
async fn under(scene: &Arc<Scene>, crowd: &[UserId], begin: fn(&Weather), many: usize) -> [usize; 3] {
    let weather = scene.rig.sandbox.weather();
    weather.clear();
    begin(weather);
    let told = scene.comes(crowd, Until::Done(many)).await;
    weather.clear();
    scene.settles().await;
    told
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_gets_an_answer_or_an_honest_word_whatever_goes_wrong() {
    let each = size("FAULTS_INTERACTIONS", INTERACTIONS).div_ceil(TROUBLES.len());
    let rig = Rig::set().await;
    let crowd = rig.crowd(PEOPLE);
    rig.program_starts();
    rig.program_is_ready().await;
    let scene = Scene::begun(rig).await;
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
    scene.is_kept().await;
    say(&format!(
        "{} interactions, {} ballots kept as people were told",
        all.iter().sum::<usize>() + each,
        scene.ledger.told()
    ));
}
