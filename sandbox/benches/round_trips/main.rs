//! What the sandbox itself costs: interactions a second, and CPU for each.
//!
//! A person uses a command through the Rust API, the gateway tells the client, the client answers over HTTP, and the interaction is
//! settled: that is one round trip. The client is a process of its own (this program, started again) that does as little as it can, so that what this
//! process uses is the server's, people's side included.
//!
//!     cargo bench -p discord-sandbox --bench round_trips
//!
//! `ROUND_TRIPS_CONNECTIONS=64` has the client answer on so many connections instead of two: then hardly any answers travel together.

mod client;
mod cpu;

use std::env;
use std::error::Error;
use std::process::{Child, Command};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use discord_sandbox::{Options, Progress, Sandbox};

use self::cpu::CpuTime;

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// How many interactions are under way at once, and how many are measured.
const LEVELS: [(usize, usize); 3] = [(1, 5_000), (64, 40_000), (512, 40_000)];
/// How many come before anything is measured.
const WARM_UP: usize = 5_000;
/// How long an answer may take before the bench gives up.
const PATIENCE: Duration = Duration::from_secs(10);

/// The name under which the client is told where the sandbox is. The bench is the client when it is set.
const ADDRESS: &str = "ROUND_TRIPS_ADDRESS";
/// The name under which the client is given its token.
const TOKEN: &str = "ROUND_TRIPS_TOKEN";
/// The name under which whoever runs the bench says on how many connections the client answers.
const CONNECTIONS: &str = "ROUND_TRIPS_CONNECTIONS";

fn main() -> Outcome {
    if let (Ok(address), Ok(token)) = (env::var(ADDRESS), env::var(TOKEN)) {
        let connections = env::var(CONNECTIONS).map_or(Ok(2), |count| count.parse())?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        return runtime.block_on(client::answer_all(&address, &token, connections));
    }
    tokio::runtime::Runtime::new()?.block_on(measure())
}

async fn measure() -> Outcome {
    let sandbox = Arc::new(Sandbox::start(Options::default()).await?);
    let mut client = Client::start(&sandbox)?;
    tokio::time::timeout(PATIENCE, sandbox.bot_ready()).await?;
    round_trips(&sandbox, 64, WARM_UP).await?;
    println!("in flight   round trips/s   server CPU µs each   client CPU µs each");
    for (in_flight, count) in LEVELS {
        let (started, server, other) = (Instant::now(), CpuTime::of_this_process()?, CpuTime::of(client.0.id())?);
        round_trips(&sandbox, in_flight, count).await?;
        let seconds = started.elapsed().as_secs_f64();
        let each = |now: CpuTime, before: CpuTime| now.since(before).as_secs_f64() * 1e6 / count as f64;
        println!(
            "{in_flight:>9}   {:>13.0}   {:>18.1}   {:>18.1}",
            count as f64 / seconds,
            each(CpuTime::of_this_process()?, server),
            each(CpuTime::of(client.0.id())?, other),
        );
    }
    client.end()?;
    Ok(())
}

/// Takes `count` interactions from the beginning to the end, `in_flight` at a time.
async fn round_trips(sandbox: &Arc<Sandbox>, in_flight: usize, count: usize) -> Outcome {
    let left = Arc::new(AtomicUsize::new(count));
    let people: Vec<_> =
        (0..in_flight).map(|_| tokio::spawn(use_until(Arc::clone(sandbox), Arc::clone(&left)))).collect();
    for person in people {
        person.await??;
    }
    Ok(())
}

/// One person who uses the command again and again, until none is left of all that are to be used.
async fn use_until(sandbox: Arc<Sandbox>, left: Arc<AtomicUsize>) -> Outcome {
    let (world, people) = (sandbox.world(), sandbox.people());
    let user = world.person("Priya Nair").ok_or("nobody of that name")?;
    let channel = world.channel("general").ok_or("no channel of that name")?;
    while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok() {
        let used = people.run(user, channel, "/ping")?;
        let settled = people.wait_settled(user, used.id, PATIENCE).await?;
        if settled.state != Progress::Answered {
            return Err(format!("not answered: {settled:?}").into());
        }
    }
    Ok(())
}

/// The client's process. It is ended when this is dropped.
struct Client(Child);

impl Client {
    fn start(sandbox: &Sandbox) -> Outcome<Self> {
        let address = sandbox.base_url().trim_start_matches("http://").to_owned();
        let mut command = Command::new(env::current_exe()?);
        Ok(Self(command.env(ADDRESS, address).env(TOKEN, sandbox.bot_token()).spawn()?))
    }

    fn end(&mut self) -> Outcome {
        self.0.kill()?;
        self.0.wait()?;
        Ok(())
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.end();
    }
}
