//! The database is slow, does not answer, or is gone, for a while: people are told, the rest goes on, and with the database back all is
//! well.

use std::{sync::Arc, time::Duration};

use discord_sandbox::ids::UserId;
use lanekeeper::{
    clock::{Clock, Stopwatch},
    polls::{life::State as Life, poll::Poll},
    store::Store,
};

use crate::{
    crowd::{Scene, Until},
    ledger::{Came, Vote3, came},
    postgres,
    rig::{PATIENCE, Rig},
    say, size,
    way::{State, Way},
};

/// How many people come at once.
const PEOPLE: usize = 8;

/// How many things are done while all is well, and how many seconds each trouble lasts where nothing else is said.
const WELL: usize = 100;
const SECONDS: usize = 6;

/// How much longer whatever goes to the database takes while it is slow, and as much on the way back.
const SLOWER: Duration = Duration::from_millis(100);

/// Holds against each other what people were told, and says it.
fn told(trouble: &str, [answered, incidents, nothing]: [usize; 3]) -> [usize; 3] {
    say(&format!("{trouble:<42} {answered:>8}   {incidents:>9}   {nothing:>12}"));
    [answered, incidents, nothing]
}

async fn all_is_well(scene: &Arc<Scene>, crowd: &[UserId], when: &str) {
    let came = told(when, scene.comes(crowd, Until::Done(WELL)).await);
    assert_eq!(came, [WELL, 0, 0], "{when}");
    assert!(scene.rig.is_ready(), "{when}");
}

/// Waits until the program says that it is ready, or that it is not.
async fn says_that_it_is_ready(rig: &Rig, ready: bool) {
    let waiting = Stopwatch::start();
    while rig.is_ready() != ready {
        assert!(waiting.elapsed() < PATIENCE, "it never said so");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// What needs no database is answered without one.
async fn knows_the_handbook(rig: &Rig, person: UserId) {
    let begun = rig.sandbox.people().run(person, rig.channel, "/role show role: tech lead");
    let came = came(rig, person, begun.expect("it can be asked")).await;
    let Came::Message(title) = came else { panic!("nothing came") };
    assert_eq!(title, "Tech lead (TL)", "the handbook needs no database");
}

/// Lets a poll end so soon.
async fn ends(store: &Store, rig: &Rig, poll: &Vote3, soon: Duration) {
    let mut work = store.work().await.expect("open");
    let kept = work.poll(rig.guild(), poll.id).await.expect("readable").expect("it was started");
    let deadline = Some(Clock::system().now().plus(soon));
    work.keep_poll(&Poll { state: Life::Open { deadline }, ..kept }).await.expect("written");
    work.commit().await.expect("kept");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_its_database_it_says_so_and_goes_on_when_it_is_back() {
    let server = match postgres::server() {
        Ok(server) => server,
        Err(why) => {
            assert!(std::env::var_os("CI").is_none(), "this must be tried on PostgreSQL: {why}");
            return say(&format!("not tried on PostgreSQL: {why}"));
        }
    };
    let seconds = Duration::from_secs(size("FAULTS_SECONDS", SECONDS) as u64);
    let address = server.new_database().await;
    let way = Way::to(&address).await;
    let rig = Rig::set_on(way.address.clone()).await;
    let (crowd, leo) = (rig.crowd(PEOPLE), rig.person("Leo Brandt"));
    rig.program_starts();
    rig.program_is_ready().await;
    let scene = Scene::begun(rig).await;
    let rig = &scene.rig;
    let ending = Vote3::started(rig, leo, "Meanwhile?", "").await.expect("nothing is wrong yet");
    say("the way to the database                    answered   incidents   nothing came");
    all_is_well(&scene, &crowd, "open").await;

    way.becomes(State::Slow(SLOWER));
    let [answered, incidents, nothing] = told("slow", scene.comes(&crowd, Until::Over(seconds)).await);
    assert!(answered > 0 && incidents + nothing == 0, "slow is not gone");

    // A result that is due while nothing can be read or written comes afterwards.
    let direct =
        Store::open(&lanekeeper::store::DatabaseUrl::parse(&address).expect("sound")).await.expect("it is there");
    ends(&direct, rig, &ending, Duration::from_secs(1)).await;
    for (trouble, state) in [("cut", State::Cut), ("blocked", State::Blocked)] {
        way.becomes(state);
        let [answered, incidents, nothing] = told(trouble, scene.comes(&crowd, Until::Over(seconds)).await);
        assert!(incidents > 0, "{trouble}: nobody was told: {answered} answered, {nothing} without an answer");
        assert_eq!(nothing, 0, "{trouble}: somebody was told nothing");
        says_that_it_is_ready(rig, false).await;
        knows_the_handbook(rig, leo).await;
        way.becomes(State::Open);
        says_that_it_is_ready(rig, true).await;
        all_is_well(&scene, &crowd, &format!("open again after it was {trouble}")).await;
    }
    // Whoever sets out while the connections that there were are dead finds out, and the next one gets another connection.
    way.loses_all();
    let [.., nothing] = told("lost, and open for who sets out anew", scene.comes(&crowd, Until::Over(seconds)).await);
    assert_eq!(nothing, 0, "somebody was told nothing");
    all_is_well(&scene, &crowd, "open again after all was lost").await;
    let result = |title: &str| title == "Result: Meanwhile?";
    let waiting = Stopwatch::start();
    while !rig.titles().iter().any(|(_, title)| result(title)) {
        assert!(waiting.elapsed() < PATIENCE, "the result never came");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert_eq!(rig.titles().iter().filter(|(_, title)| result(title)).count(), 1, "once");
    scene.settles().await;
    rig.program_is_killed().await;
    direct.close().await;
    scene.is_kept().await;
    say(&format!("{} ballots kept as people were told", scene.ledger.told()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_another_process_holds_the_file_people_wait_or_are_told() {
    let seconds = Duration::from_secs(size("FAULTS_SECONDS", SECONDS) as u64);
    let rig = Rig::set().await;
    let (crowd, leo) = (rig.crowd(PEOPLE), rig.person("Leo Brandt"));
    rig.program_starts();
    rig.program_is_ready().await;
    let scene = Scene::begun(rig).await;
    say("the file                                   answered   incidents   nothing came");
    all_is_well(&scene, &crowd, "free").await;
    let other = scene.rig.store().await;
    let held = other.work().await.expect("it is free");
    let [answered, incidents, nothing] =
        told("held by another process", scene.comes(&crowd, Until::Over(seconds)).await);
    assert!(answered > 0, "what only reads waits for nobody");
    assert!(incidents > 0, "nobody was told that their vote could not be written");
    assert_eq!(nothing, 0, "somebody was told nothing");
    knows_the_handbook(&scene.rig, leo).await;
    drop(held);
    other.close().await;
    says_that_it_is_ready(&scene.rig, true).await;
    all_is_well(&scene, &crowd, "free again").await;
    scene.settles().await;
    scene.rig.program_is_killed().await;
    scene.is_kept().await;
}
