//! Moments as nobody would write them: whatever is typed is refused, or is a moment to come within the limit, the same in any case and
//! with any space around, and what the bot prints of it is read as the same. Every text is read in two zones of the database; one in 256
//! in all of them.

use std::{sync::LazyLock, time::Duration};

use lanekeeper::{
    clock::Timestamp,
    workspace::dates::{BadDate, FURTHEST, LONGEST_DATE, WholeDay, Zone, moment},
};

use crate::machine::{Effort, Mill, Random, corpus};

/// What means something to whoever reads moments.
static SIGNS: &[&str] = &[
    "in ",
    "at ",
    "on ",
    "the ",
    "until ",
    "from now",
    "today",
    "tomorrow",
    "day after ",
    "tonight",
    "noon",
    "eod",
    "eow",
    "eom",
    "eoq",
    "eoy",
    "end of ",
    "next ",
    "this ",
    "coming ",
    "monday",
    "fri",
    "sun.",
    "sept",
    "february",
    "29 ",
    "30 ",
    "31 ",
    "1st",
    "15th",
    "31st",
    "99999 ",
    "2 ",
    "a ",
    "twelve ",
    "more ",
    "min",
    "hours",
    "days",
    "w",
    "week",
    "fortnights",
    "months",
    "quarter",
    "years",
    "00:00",
    "02:30",
    "03:00",
    "23:59",
    "24:00",
    "5pm",
    "12am",
    "a.m.",
    ":",
    "-",
    "/",
    ".",
    ",",
    "T",
    "Z",
    "+14:00",
    "[Europe/Warsaw]",
    "2026-",
    "2028-02-29",
    "9999-12-31",
    "3/4",
    "29.2.",
    "<t:",
    ">",
    ":R>",
    "253402300799",
    "-62135596800",
    "\u{2212}",
    "\u{660}",
    "\u{130}",
    "ſ",
    "\u{200b}",
    "\t",
];

/// An hour and a day, in seconds.
const HOUR: u64 = 60 * 60;
const DAY: u64 = 24 * HOUR;

static ZONES: LazyLock<Vec<Zone>> = LazyLock::new(|| {
    let named = |name: &String| Zone::named(name).expect("it is in the database");
    Zone::suggestions("", usize::MAX).iter().map(named).collect()
});

/// How far a zone's clock is ahead, in milliseconds, to the minute.
fn ahead(zone: &Zone, at: Timestamp) -> i64 {
    let shown = |zone: &Zone| Zone::utc().read(&zone.written(at)).map_or(0, Timestamp::millis);
    shown(zone) - shown(&Zone::utc())
}

/// A moment of this century at which something is said; half of them are about a change of the clocks there, if there is one within
/// 200 days.
fn now(zone: &Zone, random: &mut Random) -> Timestamp {
    let any = Timestamp::from_millis(946_684_800_000).plus(Duration::from_millis(random.next() % 3_155_760_000_000));
    let later = |seconds: u64| any.plus(Duration::from_secs(seconds));
    let (mut before, mut after) = (0, 200 * DAY);
    if random.below(2) == 0 || ahead(zone, later(before)) == ahead(zone, later(after)) {
        return any;
    }
    while after - before > 1 {
        let middle = before.midpoint(after);
        let is_before = ahead(zone, later(before)) == ahead(zone, later(middle));
        *(if is_before { &mut before } else { &mut after }) = middle;
    }
    later((before + random.next() % (4 * HOUR)).saturating_sub(2 * HOUR))
}

/// Reads a text in a zone at a moment, and says what is wrong with what came of it, or in which way it was read.
fn judged(text: &str, zone: &Zone, now: Timestamp, whole: WholeDay) -> Result<String, String> {
    let read = moment(text, zone, now, whole);
    let about = || format!("{zone}, {}, {now:?}, {whole:?}: {read:?}", zone.written(now));
    let holds = |is_so: bool, what: &str| if is_so { Ok(()) } else { Err(format!("{what}: {}", about())) };
    holds(moment(text, zone, now, whole) == read, "read twice it is another")?;
    holds(moment(&format!(" {text}\n"), zone, now, whole) == read || is_too_long(text, 2), "space around changes it")?;
    let loud = text.to_ascii_uppercase();
    holds(text.contains('<') || moment(&loud, zone, now, whole) == read, "capitals change it")?;
    holds(!is_too_long(text, 0) || read == Err(BadDate::Unknown), "it is too long and read")?;
    let furthest = zone.later(now, 12 * i32::from(FURTHEST), 0).ok_or("no calendar goes so far")?;
    // What the clock shows at the furthest moment it may show twice.
    let furthest = furthest.plus(Duration::from_secs(DAY));
    let moments = match read {
        Ok(at) => vec![at],
        Err(BadDate::Ambiguous(both)) => both.to_vec(),
        Err(why) => return Ok(format!("{why:?}")),
    };
    holds(moments.is_sorted_by(|one, other| one < other), "the earlier reading comes first")?;
    for at in &moments {
        holds(*at > now, "it is past")?;
        holds(*at <= furthest, "it is too far ahead")?;
        printed(*at, zone, now).map_err(|wrong| format!("{wrong}: {}", about()))?;
    }
    let distance = (now.until(moments[0]).as_secs() / 60 + 1).ilog2();
    let shows = zone.written(moments[0]);
    let time = shows.get(11..).map_or("day", |time| if time == "23:59" { time } else { "time" });
    let words = text.split_whitespace().count().min(5);
    Ok(format!("{} {distance} {time} {words} {}", moments.len(), text.contains(char::is_alphabetic)))
}

fn is_too_long(text: &str, beyond: usize) -> bool {
    text.chars().count() + beyond > LONGEST_DATE
}

/// What the bot prints of a moment is read as that moment; where the clock shows it twice, as one of both.
fn printed(at: Timestamp, zone: &Zone, now: Timestamp) -> Result<(), String> {
    let reads = |text: &str| match moment(text, zone, now, WholeDay::Start) {
        Ok(read) => read == at,
        Err(BadDate::Ambiguous(both)) => both.contains(&at),
        Err(_) => false,
    };
    if at.millis() % 1_000 == 0 {
        let mark = format!("<t:{}:F>", at.seconds());
        if !reads(&mark) {
            return Err(format!("Discord's {mark} is read as {:?}", moment(&mark, zone, now, WholeDay::Start)));
        }
    }
    let written = zone.written(at);
    // Seconds are not written.
    if at.millis() % 60_000 == 0 && !reads(&written) {
        return Err(format!("{written} is read as {:?}", moment(&written, zone, now, WholeDay::Start)));
    }
    Ok(())
}

#[test]
fn moments_that_nobody_would_write_are_refused_or_to_come() {
    let mill = Mill { signs: SIGNS, longest: LONGEST_DATE + 8 };
    let zones = &*ZONES;
    assert!(zones.len() > 400, "the database has more");
    Effort::asked(1_480).spend(
        "times",
        corpus("tests/fuzz/corpus/times"),
        |corpus, random| mill.made_from(corpus, random),
        |text: &String, at| {
            let mut random = Random::new(at as u64);
            let whole = *random.of(&[WholeDay::Start, WholeDay::End]);
            if at % 256 == 0 {
                for zone in zones {
                    judged(text, zone, now(zone, &mut random), whole)?;
                }
            }
            judged(text, random.of(zones), Timestamp::from_millis(1_796_144_400_123), whole)?;
            let zone = random.of(zones);
            judged(text, zone, now(zone, &mut random), whole)
        },
    );
}
