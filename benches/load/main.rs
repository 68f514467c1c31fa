//! Lanekeeper beside the least that a bot can be, in one run: what an interaction costs, and how much memory it all takes.
//!
//!     cargo bench --bench load
//!
//! Every bot is a process of its own that is connected to an offline Discord in this one: Lanekeeper, which answers `/who-owns` in a team that
//! has settled fifty things, on SQLite and on PostgreSQL (where that is installed), and which takes the votes of 3,000 people; a bare serenity
//! bot that answers `/ping` with one word, or with the message that Lanekeeper has just answered with, which tells what the message itself
//! costs; and discord.js and discord.py bots that answer with one word, where `tests/clients/install` has installed them. People come
//! through the Rust API and know when their interaction was acknowledged and answered. Discord's rate limits are on.
//!
//! The machine's other work falls on all alike, so what counts are the ratios. `LOAD_COUNT` is how many interactions are measured at
//! each level, 4,000 unless it is set; of Lanekeeper on SQLite ten times as many follow, to see what memory is left to them. Words after
//! `--` choose the rows: `cargo bench --bench load -- serenity SQLite` measures those whose names hold one of them, and `servers` what
//! memory 1,000 and 10,000 servers take.

mod bots;
mod errand;
#[path = "../filling.rs"]
mod filling;
mod measures;
mod pong;
#[path = "../../tests/storage/postgres.rs"]
mod postgres;
mod servers;

use std::{env, error::Error, sync::Arc};

use discord_sandbox::{Options, RateLimits, Sandbox};

use self::{
    bots::{Bot, Kind},
    errand::Errand,
    measures::{Acknowledged, Row},
};

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// How many interactions are under way at once.
const LEVELS: [usize; 3] = [1, 64, 512];

/// How many come before anything is measured, and how many are measured at each level unless `LOAD_COUNT` says otherwise.
const WARM_UP: usize = 500;
const COUNT: usize = 4_000;

/// How many times as many interactions show what memory load leaves behind.
const LONGER: usize = 10;

fn main() -> Outcome {
    if let Some((address, token)) = pong::asked_for() {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        return runtime.block_on(pong::run(&address, &token));
    }
    tokio::runtime::Runtime::new()?.block_on(compare())
}

async fn compare() -> Outcome {
    let count = env::var("LOAD_COUNT").map_or(Ok(COUNT), |count| count.parse())?;
    let chosen: Vec<String> = env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let is_chosen = |name: &str| chosen.is_empty() || chosen.iter().any(|word| name.contains(word));
    println!("{}", Row::HEADING);
    let (mut bare, mut says) = (Vec::new(), None);
    for kind in Kind::ALL.into_iter().filter(|kind| is_chosen(&kind.to_string())) {
        match measured(kind, count, &bare, says.as_deref()).await {
            Ok((rows, _)) if kind == Kind::Serenity => bare = rows,
            Ok((_, said)) if kind == Kind::OnSqlite => says = Some(said),
            Ok(_) => {}
            Err(why) => println!("{kind:<22} not measured: {why}"),
        }
    }
    if is_chosen("servers") {
        for kind in [Kind::Serenity, Kind::OnSqlite] {
            if let Err(why) = servers::measured(kind).await {
                println!("{kind:<22} not measured in more servers: {why}");
            }
        }
    }
    Ok(())
}

/// Measures a bot at every level; its rows, and the last that was said. `bare` are the rows that it is compared with, if they are known, and
/// `says` is what a bot says that always says the same.
async fn measured(kind: Kind, count: usize, bare: &[Row], says: Option<&str>) -> Outcome<(Vec<Row>, String)> {
    let acknowledged = Arc::new(Acknowledged::default());
    let observer = Some(Arc::clone(&acknowledged) as _);
    let options =
        Options { application: "Lanekeeper".into(), observer, rate_limits: RateLimits::On, ..Options::default() };
    let sandbox = Arc::new(Sandbox::start(options).await?);
    let bot = Bot::start(kind, &sandbox, says).await?;
    let idle = bot.memory()?;
    let errand = Arc::new(Errand::of(kind, &sandbox).await?);
    measures::many(&sandbox, &errand, &acknowledged, 16, WARM_UP).await?;
    sandbox.clear_rest_log();
    let mut rows = Vec::new();
    for in_flight in LEVELS {
        let before = bot.cpu_time()?;
        let taken = measures::many(&sandbox, &errand, &acknowledged, in_flight, count).await?;
        let row = Row::of(kind, in_flight, &taken, bot.cpu_time()? - before);
        println!("{}", row.beside(bare.get(rows.len())));
        rows.push(row);
    }
    println!(
        "{kind:<22} ready after {:.0?}, resident {idle} MB idle, {} MB after this",
        bot.ready_after,
        bot.memory()?
    );
    if let Some(told) = errand.told(&sandbox).await? {
        println!("{kind:<22} {told}");
    }
    if kind == Kind::OnSqlite {
        let more = count * LONGER;
        measures::many(&sandbox, &errand, &acknowledged, LEVELS[1], more).await?;
        println!("{kind:<22} {} MB after {more} more", bot.memory()?);
    }
    Ok((rows, errand.said(&sandbox)?))
}
