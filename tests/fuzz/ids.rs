//! Custom ids that nobody would write: what is read of one is all of it, what the bot writes it reads, and every press, choice and form is
//! answered, the bot's own and foreign ones. The bot's own are learned from what it sends while they are tried: of teams, polls and decisions
//! that are there.

use lanekeeper::{
    clock::Timestamp,
    commands::COMPONENTS,
    replies::{ComponentName, CustomId, Read, Refusal, limits, refusal},
    workspace::ids::{PollId, TeamId, UserId},
};
use serde_json::{Value, json};

use crate::{
    answers::{is_within_limits, title, way},
    filling,
    machine::{Effort, Mill, Random, corpus},
    rig::Rig,
    seeds,
};

/// What means something to whoever reads custom ids.
static SIGNS: &[&str] = &[
    ":",
    "1:",
    "0:",
    "2:",
    "here",
    "-1",
    "0",
    "1",
    "9",
    "18446744073709551616",
    "9223372036854775808",
    "zzzzzzzzzzzzz",
    "tech-lead",
    "engineering-manager",
    "technology-choice",
    "role-clarity",
    "which-path",
    "$",
    "%00",
    "\u{200b}",
    "é",
    " ",
];

/// What is written into forms: every field that there is, since each reads its own.
static FIELDS: &[(&str, &str)] = &[
    ("question", "Who owns the build?"),
    ("options", "Ines\nTomasz"),
    ("closes", "friday 17:00"),
    ("why", "Because."),
    ("call", "Ines it is."),
    ("name", "Payments"),
    ("words", "database"),
    ("subject", "The nightly build"),
    ("decides", "tech lead"),
    ("rule", "Whoever breaks it mends it."),
    ("reason", "As was settled."),
    ("source", "https://discord.com/channels/1/2/3"),
    ("review", "in 2 weeks"),
];

/// Something is done with a component of this id, of whatever kind.
fn done(custom_id: &str, random: &mut Random) -> Value {
    let who = *random.of(&["$lead", "$manager", "$member", "$stranger"]);
    match random.below(10) {
        0..5 => seeds::press(custom_id, who, random.below(2) == 0),
        5 => seeds::choice(custom_id, 3, &[*random.of(seeds::TEXTS)], who),
        6 => seeds::choice(custom_id, *random.of(&[5, 7]), &["$lead", "$bot"], who),
        7 => seeds::choice(custom_id, *random.of(&[6, 8]), &["$role", "$channel"], who),
        8 => seeds::form(custom_id, FIELDS, who),
        _ => {
            let text = *random.of(seeds::TEXTS);
            let fields: Vec<_> = FIELDS.iter().map(|(name, _)| (*name, text)).collect();
            seeds::form(custom_id, &fields[..random.below(FIELDS.len())], who)
        }
    }
}

/// What is read of an id is all of it.
fn is_read_whole(custom_id: &str) -> Result<(), String> {
    let Ok(read) = Read::of(custom_id) else {
        let ours = custom_id.starts_with("1:");
        return if ours { Err("one of this version is taken for another's".into()) } else { Ok(()) };
    };
    let arguments = (0..read.count()).map(|at| read.argument::<String>(at).unwrap_or_default());
    let again = ["1".to_owned(), read.name.to_owned()].into_iter().chain(arguments).collect::<Vec<_>>().join(":");
    if again != custom_id {
        return Err(format!("it is read as {again}"));
    }
    for at in 0..read.count() + 1 {
        let text = read.argument::<String>(at).unwrap_or_default();
        if read.argument::<TeamId>(at).is_ok_and(|team| team.to_string() != text) {
            return Err(format!("{text} is read as another team"));
        }
        if read.team(at).is_ok_and(|team| team.is_none() != (text == "here")) {
            return Err(format!("{text} is read as the team of the place"));
        }
    }
    Ok(())
}

/// How many arguments a component has that is in the table.
fn known(custom_id: &str) -> Option<ComponentName> {
    let read = Read::of(custom_id).ok()?;
    let row = COMPONENTS.iter().find(|row| row.name.0 == read.name && row.arguments == read.count())?;
    Read::named(row.name, custom_id).map(|_| row.name)
}

/// An id of each component, with numbers and ids as they are drawn.
fn of_the_table(random: &mut Random) -> Vec<String> {
    let mut ids = Vec::new();
    for row in COMPONENTS {
        {
            let with = |id: CustomId, _| match random.below(7) {
                0 => id.with(TeamId::made(Timestamp::from_millis(1_796_144_400_000), random.next())),
                1 => id.with(PollId::made(Timestamp::from_millis(1_796_144_400_000), random.next())),
                2 => id.with(UserId::new(random.next() | 1).expect("above 0")),
                3 => id.for_team(None),
                4 => id.with(random.of(&["technology-choice", "tech-lead", "role-clarity", "team-health"])),
                _ => id.with(random.below(4)),
            };
            ids.push((0..row.arguments).fold(row.name.id(), with).into());
        }
    }
    ids
}

#[test]
fn custom_ids_that_nobody_would_write_are_answered() {
    let (mill, mut rig) = (Mill { signs: SIGNS, longest: limits::CUSTOM_ID }, Rig::set());
    let library = filling::shipped();
    let stale = json!(refusal(library.fallback(), &Refusal::StaleButton).embeds)[0]["title"].clone();
    // So that there is something to press.
    for mut seed in seeds::commands(library.fallback()) {
        let id = rig.fill_in(&mut seed);
        assert_eq!(rig.posts(seed.to_string().as_bytes()), 202, "{seed}");
        assert!(rig.answer(id).is_some(), "{seed}");
    }
    let mut given: Vec<String> = corpus("tests/fuzz/corpus/ids");
    given.extend(of_the_table(&mut Random::new(5)));
    let seen = std::cell::RefCell::new(rig.custom_ids());
    Effort::asked(60).spend(
        "ids",
        given,
        |corpus, random| {
            let seen = seen.borrow();
            match random.below(4) {
                0 => mill.made_from(corpus, random),
                1 => mill.made_from(&seen, random),
                _ => random.of(&seen).clone(),
            }
        },
        |custom_id: &String, at| {
            is_read_whole(custom_id)?;
            let mut interaction = done(custom_id, &mut Random::new(at as u64));
            let id = rig.fill_in(&mut interaction);
            let status = rig.posts(interaction.to_string().as_bytes());
            if status != 202 {
                return Err(format!("the status is {status}"));
            }
            let answer = rig.answer(id).ok_or("no answer came")?;
            is_within_limits(&answer)?;
            rig.trouble()?;
            let known = known(custom_id);
            if known.is_none() && title(&answer) != stale {
                return Err(format!("it is answered as one of ours: {answer}"));
            }
            if at % 16 == 0 {
                let mut seen = seen.borrow_mut();
                *seen = rig.custom_ids();
                let unknown = seen.iter().find(|id| self::known(id).is_none() && !id.starts_with(char::is_alphabetic));
                if let Some(unknown) = unknown {
                    return Err(format!("the bot writes {unknown}, and no component reads it"));
                }
            }
            Ok(format!("{:?} {}", known.map(|name| name.0), way(&answer)))
        },
    );
    rig.trouble().unwrap_or_else(|trouble| panic!("{trouble}"));
}
