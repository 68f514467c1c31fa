//! What ballots cost: to keep them, alone and together, on both databases; to count a hundred thousand rankings; and to draw a result.
//!
//! `cargo bench --bench polls`. SQLite waits for the disk at each commit, as it does in use. PostgreSQL is started for it where it is
//! installed, on this machine, as for the tests: it does not wait for the disk, so that its figures are of the statements alone.

#[path = "../tests/storage/postgres.rs"]
mod postgres;

use std::{hint::black_box, time::Duration};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use lanekeeper::{
    charts::{Bar, BarChart},
    clock::Timestamp,
    polls::{
        ballot::{Ballot, Vote},
        life::State,
        options::{OptionId, Options},
        outcome::Count,
        poll::{Followed, Poll, Voter},
        settings::{Kind, Settings},
    },
    store::{DatabaseUrl, Store},
    workspace::ids::{ChannelId, GuildId, PollId, UserId},
};
use tokio::runtime::Runtime;

/// How many ballots are in one unit of work.
const TOGETHER: [u64; 3] = [1, 16, 256];

/// How many rankings are counted, and of how many options.
const RANKINGS: u32 = 100_000;
const OPTIONS: u8 = 10;

fn poll() -> Poll {
    Poll {
        id: PollId::new(1).expect("sound"),
        guild: GuildId::new(1).expect("sound"),
        channel: ChannelId::new(2).expect("sound"),
        message: None,
        result: None,
        team: None,
        about: None,
        creator: None,
        created_at: Timestamp::from_millis(0),
        question: "Tabs or spaces?".into(),
        options: Options::of_line("tabs|spaces|both").expect("three"),
        settings: Settings::plain(Kind::One),
        key: None,
        state: State::Open { deadline: None },
        turnout: None,
        followed: Followed::default(),
        amendments: Vec::new(),
        changed: 0,
    }
}

async fn store(url: &DatabaseUrl) -> Store {
    let store = Store::open(url).await.expect("it can be opened");
    let mut work = store.work().await.expect("open");
    work.add_poll(&poll()).await.expect("written");
    work.commit().await.expect("kept");
    store
}

/// Casts so many ballots of people who have not voted before, in one unit of work.
async fn cast(store: &Store, first: u64, many: u64) {
    let poll = poll();
    let mut work = store.work().await.expect("open");
    work.hold_poll(poll.guild, poll.id).await.expect("readable").expect("there");
    for person in first..first + many {
        let voter = Voter::Named(UserId::new(person + 1).expect("above 0"));
        let vote = Vote::One(OptionId::new(u8::try_from(person % 3).expect("small")));
        work.cast_ballot(poll.id, voter, &Ballot { vote, reason: None }).await.expect("written");
    }
    work.commit().await.expect("on disk");
}

fn ballots(criterion: &mut Criterion) {
    let runtime = Runtime::new().expect("threads can be started");
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut databases = vec![("SQLite", DatabaseUrl::file(folder.path().join("bench.db")))];
    let server = postgres::server();
    match &server {
        Ok(server) => {
            let address = runtime.block_on(server.new_database());
            databases.push(("PostgreSQL", DatabaseUrl::parse(&address).expect("an address")));
        }
        Err(why) => eprintln!("without PostgreSQL: {why}"),
    }
    for (engine, url) in databases {
        let store = runtime.block_on(store(&url));
        let mut next = 0;
        let mut group = criterion.benchmark_group(format!("ballots kept on {engine}"));
        for many in TOGETHER {
            group.throughput(Throughput::Elements(many));
            group.bench_function(BenchmarkId::from_parameter(many), |bencher| {
                bencher.iter_custom(|times| {
                    let begun = std::time::Instant::now();
                    runtime.block_on(async {
                        for _ in 0..times {
                            cast(&store, next, many).await;
                            next += many;
                        }
                    });
                    begun.elapsed()
                });
            });
        }
        group.finish();
        runtime.block_on(store.close());
    }
}

/// Rankings that look chosen at random and are the same each time; of each, the last options are left out.
fn rankings() -> Vec<Vote> {
    let mut state = 7_u64;
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((state >> 33) % below).expect("small")
    };
    let ranking = |_| {
        let mut order: Vec<OptionId> = (0..OPTIONS).map(OptionId::new).collect();
        for at in (1..order.len()).rev() {
            order.swap(at, draw(at as u64 + 1));
        }
        order.truncate(1 + draw(u64::from(OPTIONS)));
        Vote::Ranking(order)
    };
    (0..RANKINGS).map(ranking).collect()
}

fn tallies(criterion: &mut Criterion) {
    let (options, votes) = ((0..OPTIONS).map(OptionId::new).collect::<Vec<_>>(), rankings());
    let mut group = criterion.benchmark_group("rankings counted in rounds and pair by pair");
    group.throughput(Throughput::Elements(u64::from(RANKINGS)));
    group.bench_function(BenchmarkId::from_parameter(RANKINGS), |bencher| {
        bencher.iter(|| Count::of(Kind::Ranked, black_box(&options), black_box(&votes)));
    });
    group.finish();
}

/// The picture of a result, as the channel gets it.
fn pictures(criterion: &mut Criterion) {
    let bar = |number: u32| Bar {
        label: format!("Option {number}: what speaks for it, in a few words"),
        value: f64::from(number * 37 % 101),
        note: format!("{} (10 %)", number * 37 % 101),
        marked: number == 1,
    };
    let chart = BarChart {
        title: "Which day for the retrospective?".into(),
        bars: (1..=u32::from(OPTIONS)).map(bar).collect(),
        full: None,
        foot: Some("100,000 people have voted.".into()),
    };
    criterion.bench_function("a result's picture, ten bars", |bencher| bencher.iter(|| black_box(&chart).png()));
}

criterion_group! {
    name = polls;
    config = Criterion::default().sample_size(10).measurement_time(Duration::from_secs(3));
    targets = ballots, tallies, pictures
}
criterion_main!(polls);
