//! What a whole answer costs without Discord: `/who-owns` from its options to the reply, with the database in between.
//!
//! `cargo bench --bench answers` compares, within one run, a server without teams with one team of 50 decisions, and with 200 teams of 50
//! decisions each (eight servers of 25 teams), asked one after the other. The database is SQLite in a file, as it is by default.

use std::{hint::black_box, sync::Arc};

use criterion::{Criterion, criterion_group, criterion_main};
use lanekeeper::{
    clock::Clock,
    commands::{
        Asker, COMMANDS, Call, Command, Desk, GivenFile, Kind, Knowledge, Options, Threads,
        messenger::{Doing, Messenger, NewThread, NotDone},
    },
    handbook::{Library, RoleId, files},
    random::Random,
    replies::{DECLARED, Reply, Shown},
    store::{DatabaseUrl, Recorded, Store},
    workspace::{
        decision::{Decides, Decision, Draft, Recording},
        ids::{ChannelId, DecisionId, GuildId, MessageId, ServerRoleId, TeamId, UserId},
        names::{TeamName, Topic},
        subject::Subject,
        team::{Holder, MOST, Seat},
    },
};
use tokio::runtime::Runtime;

/// How many teams there are in the largest case, and how many decisions each has in force.
const TEAMS: usize = 200;
const DECISIONS: usize = 50;

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
        let desk = Desk::new(knowledge, store, Clock::system(), Random::sequence(7));
        for number in 0..teams {
            fill(&desk, number).await;
        }
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

/// A word that nobody uses.
fn invented(number: usize) -> String {
    let syllable = |number: usize| ["ba", "ke", "di", "fo", "gu", "la", "me", "ni", "po", "ru"][number % 10];
    [number, number / 10, number / 100, number / 1_000].map(syllable).concat()
}

/// One team with its channel, its leads and what it has settled: each fifth decision about a duty, the others about topics of its own.
async fn fill(desk: &Desk, number: usize) {
    let (now, guild) = (desk.clock.now(), guild(number));
    let random = || desk.random.number().expect("a sequence never fails");
    let team = TeamId::made(now, random());
    let mut work = desk.store.work().await.expect("the database is there");
    let name = TeamName::new(&format!("Team {number}")).expect("a name");
    work.add_team(guild, team, &name).await.expect("it is kept");
    work.bind_channel(guild, team, channel(number)).await.expect("it is kept");
    for (at, role) in ["tech-lead", "engineering-manager"].into_iter().enumerate() {
        let seat = Seat::taken(RoleId::new(role), Holder::Member(user(at as u64)));
        work.set_seat(guild, team, &seat).await.expect("it is kept");
    }
    let duties: Vec<_> = desk.handbook("en-US").duties().map(|duty| duty.id.clone()).collect();
    for at in 0..DECISIONS {
        let what = ["release", "import", "dashboard", "newsletter", "migration"][at % 5];
        let topic = || Topic::new(&format!("The {} {what}", invented(number * DECISIONS + at))).expect("a topic");
        let subject = if at % 5 == 0 { Subject::Duty(duties[at].clone()) } else { Subject::Topic(topic()) };
        let draft = Draft {
            decides: Decides::People(vec![Holder::Member(user(at as u64))]),
            rule: Some("As was settled.".into()),
            consulted: Vec::new(),
            reason: None,
            source: None,
            review_at: None,
        };
        let recording =
            Recording { id: DecisionId::made(now, random()), author: user(0), at: now, channel: Some(channel(number)) };
        let decision = Decision::record(guild, team, subject, draft, recording).expect("it says something");
        assert_eq!(work.record_decision(&decision).await.expect("it is kept"), Recorded::Done);
    }
    work.commit().await.expect("it is kept");
}

fn answers(criterion: &mut Criterion) {
    let runtime = Runtime::new().expect("threads can be started");
    let library = Library::load(&files::packed(), DECLARED).expect("the shipped handbook is sound");
    let knowledge = Arc::new(Knowledge::new(library));
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
