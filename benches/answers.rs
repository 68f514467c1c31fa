//! What a whole answer costs without Discord: `/who-owns` from its options to the reply, with the database in between.
//!
//! `cargo bench --bench answers` compares, within one run, a server without teams with one team of 50 decisions, and with 200 teams of 50
//! decisions each (eight servers of 25 teams), asked one after the other. The database is SQLite in a file, as it is by default.

mod filling;

use std::{hint::black_box, sync::Arc};

use criterion::{Criterion, criterion_group, criterion_main};
use lanekeeper::{
    clock::Clock,
    commands::{
        Asker, COMMANDS, Call, Command, Desk, GivenFile, Kind, Knowledge, Options, Threads,
        messenger::{Doing, Messenger, NewThread, NotDone},
    },
    random::Random,
    replies::{Reply, Shown},
    store::{DatabaseUrl, Store},
    workspace::{
        ids::{ChannelId, GuildId, MessageId, ServerRoleId, UserId},
        team::MOST,
    },
};
use tokio::runtime::Runtime;

use self::filling::{DECISIONS, Place};

/// How many teams there are in the largest case.
const TEAMS: usize = 200;

/// Texts of the usual kinds.
const USUAL: &[&str] = &[
    "who picks the database?",
    "Who approves two weeks off in August?",
    "The nightly import has been failing since Tuesday and nobody feels responsible for it.",
    "who owns the bakedifo dashboard?",
];

/// Answering needs no Discord: nothing of this is asked of it.
#[derive(Debug)]
struct Nobody;

fn not_here<'a, T: Send + 'a>() -> Doing<'a, T> {
    Box::pin(async { Err(NotDone::Failed("there is no Discord here".into())) })
}

impl Messenger for Nobody {
    fn post<'a>(&'a self, _: ChannelId, _: &'a str, _: &'a Reply) -> Doing<'a, MessageId> {
        not_here()
    }
    fn edit<'a>(&'a self, _: ChannelId, _: MessageId, _: &'a Reply) -> Doing<'a, ()> {
        not_here()
    }
    fn is_there(&self, _: ChannelId, _: MessageId) -> Doing<'_, bool> {
        not_here()
    }
    fn find_posted<'a>(&'a self, _: ChannelId, _: &'a Reply) -> Doing<'a, Option<MessageId>> {
        not_here()
    }
    fn remove(&self, _: ChannelId, _: MessageId) -> Doing<'_, ()> {
        not_here()
    }
    fn write_to<'a>(&'a self, _: UserId, _: &'a str, _: &'a Reply) -> Doing<'a, MessageId> {
        not_here()
    }
    fn open_thread<'a>(&'a self, _: ChannelId, _: &'a NewThread) -> Doing<'a, ChannelId> {
        not_here()
    }
    fn add_to_thread(&self, _: ChannelId, _: UserId) -> Doing<'_, ()> {
        not_here()
    }
    fn archive_thread(&self, _: ChannelId, _: bool) -> Doing<'_, ()> {
        not_here()
    }
    fn reopen_thread(&self, _: ChannelId) -> Doing<'_, ()> {
        not_here()
    }
    fn member(&self, _: GuildId, _: UserId) -> Doing<'_, Option<Vec<ServerRoleId>>> {
        not_here()
    }
    fn name_of(&self, _: GuildId, _: UserId) -> Doing<'_, Option<String>> {
        not_here()
    }
    fn read_file<'a>(&'a self, _: &'a GivenFile, _: usize) -> Doing<'a, Vec<u8>> {
        not_here()
    }
    fn server_channels(&self, _: GuildId) -> Doing<'_, Vec<ChannelId>> {
        not_here()
    }
    fn is_mentionable(&self, _: GuildId, _: ServerRoleId) -> Doing<'_, Option<bool>> {
        not_here()
    }
    fn server_roles(&self, _: GuildId) -> Doing<'_, Vec<(ServerRoleId, String)>> {
        not_here()
    }
}

/// A bot whose database holds so many teams.
struct Bot {
    desk: Desk,
    teams: usize,
    command: &'static Command,
    _file: tempfile::TempDir,
}

impl Bot {
    async fn with(knowledge: Arc<Knowledge>, teams: usize) -> Self {
        let file = tempfile::tempdir().expect("a folder can be made");
        let store = Store::open(&DatabaseUrl::file(file.path().join("bench.db"))).await.expect("the file can be made");
        let (library, random) = (filling::shipped(), Random::sequence(7));
        for number in 0..teams {
            let place = Place { guild: guild(number), channel: channel(number), leads: [user(0), user(1)] };
            filling::fill(&store, &library, &random, &place, number).await;
        }
        let desk = Desk::new(knowledge, store, Clock::system(), random);
        let is_it = |command: &&Command| matches!(command.kind, Kind::Slash { name: "who-owns", .. });
        Self { desk, teams, command: COMMANDS.iter().find(is_it).expect("it is in the table"), _file: file }
    }

    /// Answers each text once, in the place of one team.
    async fn answer_all(&self, turn: usize) {
        let team = turn % self.teams.max(1);
        for text in USUAL {
            let call = Call {
                desk: &self.desk,
                commands: COMMANDS,
                command: self.command,
                locale: "en-US",
                bot: Shown::ours("<@1>"),
                asker: Asker {
                    user: user(1),
                    guild: Some(guild(team)),
                    channel: channel(team),
                    parent: None,
                    server_roles: Vec::new(),
                    may_write: true,
                    may_write_around: true,
                    threads: Threads::None,
                    manages_server: false,
                },
                messenger: &Nobody,
                options: Options::of_texts(&[("task", text)]),
                target: None,
            };
            black_box((self.command.run)(&call).await.expect("it is answered"));
        }
    }
}

fn guild(team: usize) -> GuildId {
    GuildId::new(1_000 + (team / MOST) as u64).expect("above 0")
}

fn channel(team: usize) -> ChannelId {
    ChannelId::new(1_000_000 + team as u64).expect("above 0")
}

fn user(number: u64) -> UserId {
    UserId::new(2_000_000 + number).expect("above 0")
}

fn answers(criterion: &mut Criterion) {
    let runtime = Runtime::new().expect("threads can be started");
    let knowledge = Arc::new(Knowledge::new(filling::shipped()));
    let mut group = criterion.benchmark_group(format!("{} answers", USUAL.len()));
    for teams in [0, 1, TEAMS] {
        let bot = runtime.block_on(Bot::with(Arc::clone(&knowledge), teams));
        let mut turn = 0;
        group.bench_function(format!("{teams} teams of {DECISIONS} decisions"), |bencher| {
            bencher.iter(|| {
                turn += 1;
                runtime.block_on(bot.answer_all(turn));
            });
        });
    }
    group.finish();
}

criterion_group!(benches, answers);
criterion_main!(benches);
