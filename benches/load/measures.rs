//! How long interactions take, and what is told of it.

use std::{
    collections::HashMap,
    fmt,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use discord_sandbox::{Observer, Progress, RestCall, Sandbox};

use crate::{Outcome, bots::Kind, errand::Errand};

/// How long an answer may take before the bench gives up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// When interactions were acknowledged, by their ids.
#[derive(Debug, Default)]
pub(crate) struct Acknowledged(Mutex<HashMap<String, Instant>>);

impl Acknowledged {
    fn take(&self, id: &str) -> Option<Instant> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(id)
    }
}

impl Observer for Acknowledged {
    fn called(&self, call: &RestCall) {
        let mut parts = call.path.trim_start_matches('/').split('/');
        if let (Some("interactions"), Some(id), Some(_), Some("callback")) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id.to_owned(), Instant::now());
        }
    }

    fn told(&self, _: &str) {}

    fn delivered(&self, _: &str) {}
}

/// How long some interactions took.
#[derive(Default)]
pub(crate) struct Taken {
    to_acknowledgement: Vec<Duration>,
    to_answer: Vec<Duration>,
    all: Duration,
}

/// Takes `count` interactions from the beginning to the end, `in_flight` at a time.
pub(crate) async fn many(
    sandbox: &Arc<Sandbox>,
    errand: &Arc<Errand>,
    acknowledged: &Arc<Acknowledged>,
    in_flight: usize,
    count: usize,
) -> Outcome<Taken> {
    let (left, started) = (Arc::new(AtomicUsize::new(count)), Instant::now());
    let one_after_the_other = || {
        let (sandbox, errand, acknowledged) = (Arc::clone(sandbox), Arc::clone(errand), Arc::clone(acknowledged));
        let left = Arc::clone(&left);
        tokio::spawn(async move {
            let mut taken = Taken::default();
            while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok() {
                let begun_at = Instant::now();
                let (user, begun) = errand.begin(&sandbox)?;
                let settled = sandbox.people().wait_settled(user, begun.id, PATIENCE).await?;
                if settled.state != Progress::Answered {
                    return Err(format!("not answered: {settled:?}").into());
                }
                taken.to_answer.push(begun_at.elapsed());
                let at = acknowledged.take(&begun.id.to_string()).ok_or("answered without acknowledgement")?;
                taken.to_acknowledgement.push(at - begun_at);
            }
            Outcome::Ok(taken)
        })
    };
    let workers: Vec<_> = (0..in_flight).map(|_| one_after_the_other()).collect();
    let mut taken = Taken::default();
    for worker in workers {
        let some = worker.await??;
        taken.to_acknowledgement.extend(some.to_acknowledgement);
        taken.to_answer.extend(some.to_answer);
    }
    taken.all = started.elapsed();
    taken.to_acknowledgement.sort_unstable();
    taken.to_answer.sort_unstable();
    Ok(taken)
}

/// What is told of a bot at a level.
pub(crate) struct Row {
    kind: Kind,
    in_flight: usize,
    /// At the median, where 99 in 100 are done, and the last one.
    to_acknowledgement: [Duration; 3],
    /// At the median and where 99 in 100 are done.
    to_answer: [Duration; 2],
    each_second: f64,
    cpu_each: Duration,
}

impl Row {
    pub(crate) const HEADING: &str = "bot                    in flight   acknowledged p50   p99 ms   max ms   answered p50   p99 ms   each second   CPU µs   p50 and rate beside serenity";

    pub(crate) fn of(kind: Kind, in_flight: usize, taken: &Taken, cpu: Duration) -> Self {
        let count = taken.to_answer.len();
        let at = |sorted: &[Duration], share: usize| sorted[(count * share / 100).min(count - 1)];
        Self {
            kind,
            in_flight,
            to_acknowledgement: [50, 99, 100].map(|share| at(&taken.to_acknowledgement, share)),
            to_answer: [50, 99].map(|share| at(&taken.to_answer, share)),
            each_second: count as f64 / taken.all.as_secs_f64(),
            cpu_each: cpu / u32::try_from(count).unwrap_or(u32::MAX),
        }
    }

    /// The row, with its ratios to another.
    pub(crate) fn beside(&self, bare: Option<&Self>) -> String {
        let ratios = bare.map(|bare| {
            let slower = self.to_answer[0].as_secs_f64() / bare.to_answer[0].as_secs_f64();
            format!("   {slower:.2} ×, {:.2} ×", self.each_second / bare.each_second)
        });
        format!("{self}{}", ratios.unwrap_or_default())
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let [acknowledged, slow, slowest] = self.to_acknowledgement.map(ms);
        let [answered, slowly] = self.to_answer.map(ms);
        let cpu = self.cpu_each.as_secs_f64() * 1e6;
        write!(
            f,
            "{:<22} {:>9}   {acknowledged:>16.2}   {slow:>6.2}   {slowest:>6.2}   {answered:>12.2}   {slowly:>6.2}   {:>11.0}   {cpu:>6.0}",
            self.kind.to_string(),
            self.in_flight,
            self.each_second
        )
    }
}
