//! Who may do what: every command and every component, used by everybody who could think of it. The table is what happened, row by row; one
//! that is new has a row that stands in no snapshot, and one that lets somebody else in is seen.
//!
//! `+` is let in, whatever came of it; `-` is turned away, by word of who may, or because what is asked for is not there for them.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use lanekeeper::{
    commands::{COMMANDS, Command, Kind, OptionKind},
    replies::Wording,
};

use crate::{
    Stage,
    everybody::{Kept, PEOPLE, everything},
    other_server::{SAMPLES, SECRET},
    person::Person,
    play,
    polling::standing_clock,
    stage::{PATIENCE, library},
    strangers::{kept_there, tries, value},
};

/// A file to import.
const LEDGER: &str = "[[decision]]\ntopic = \"lunch\"\nrule = \"at noon\"\n";

/// How people are told that something is for others.
const TURNED_AWAY: &[&str] = &[
    "# You can't change this here",
    "# This is not yours",
    "# You can't close this",
    "# You can't open this poll again",
    "# You can't change this poll",
    "# You can't vote in this poll",
    "# Who is missing is not yours to see",
    "# Somebody else is asked",
    "# That is for others to say",
    "# This is somebody else's",
    "# I no longer know this poll",
];

/// What became of something that somebody did.
fn mark(told: &str) -> char {
    assert!(!told.contains("Incident"), "{told}");
    let away =
        TURNED_AWAY.iter().any(|words| told.contains(words) || told.contains(&words.replace("# ", "\"title\":\"")));
    if away { '-' } else { '+' }
}

/// Whoever is elsewhere is turned away from everything of this server: it shows nothing and changes nothing.
async fn mark_elsewhere(stage: &Stage, told: &str, before: &[String]) -> char {
    assert!(!told.contains("Incident"), "{told}");
    if told.contains(SECRET) || kept_there(stage).await != before { '+' } else { '-' }
}

/// The table: a row for each name, a column for each of the people.
fn table(rows: &[(String, BTreeMap<&str, char>)]) -> String {
    let mut lines = vec![format!("{:21}{}", "", PEOPLE.map(|(who, ..)| format!(" {who}")).concat())];
    for (name, marks) in rows {
        let marks = PEOPLE.map(|(who, ..)| format!(" {:^width$}", marks[who], width = who.len()));
        lines.push(format!("{name:21}{}", marks.concat()).trim_end().to_owned());
    }
    lines.join("\n")
}

/// Uses a command as this person can: its name, and what became of it; nothing where Discord's client does not send it.
async fn uses_command(person: &Person<'_>, command: &Command, with: &[(&str, String)]) -> (String, Option<String>) {
    let (stage, people) = (person.stage, person.stage.sandbox().people());
    let (name, begun) = match command.kind {
        Kind::Slash { name, options } => {
            let mut given = Vec::new();
            for option in options.iter().filter(|option| option.required || ["team", "poll"].contains(&option.name)) {
                given.extend(match option.kind {
                    OptionKind::File => {
                        let file = people.upload(person.user, person.channel, "ours.toml", None, LEDGER);
                        let file = file.expect("it is small")["id"].as_str().map(|id| format!("{}: {id}", option.name));
                        Some(file.expect("a file has an id"))
                    }
                    // Those that are closed are opened again and exported, those that are open changed and closed.
                    OptionKind::Text(_) if option.name == "poll" => {
                        let which =
                            if ["poll reopen", "poll export"].contains(&name) { "{advice}" } else { "{ranked}" };
                        with.iter().find(|(of, _)| *of == which).map(|(_, id)| format!("poll: {id}"))
                    }
                    _ => value(stage, option),
                });
            }
            let line = format!("/{name} {}", given.join(" "));
            (name.to_owned(), people.run(person.user, person.channel, line.trim()))
        }
        Kind::Message { name } => {
            let name = name(&Wording::of(library().fallback()));
            let message = person.posts("who picks the database?");
            let begun = people.use_on_message(person.user, message, name.as_str());
            (name, begun)
        }
    };
    let Ok(begun) = begun else {
        return (name, None);
    };
    let settled = people.wait_settled(person.user, begun.id, PATIENCE).await;
    let settled = settled.unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    let told = match settled.message_id {
        Some(answer) => person.sees_now(answer).text(),
        None => serde_json::to_value(&settled).map(|told| told.to_string()).unwrap_or_default(),
    };
    (name, Some(told))
}

#[tokio::test]
async fn every_component_lets_in_whom_it_should() {
    play(async |stage| {
        stage.expects_refused_calls();
        stage.has_checkout().await;
        standing_clock(stage).await;
        let with = everything(stage).await;
        let folder = tempfile::tempdir().expect("temporary folders can be made");
        let mut kept = Kept::of(stage, folder.path()).await;
        let before = kept_there(stage).await;
        kept.restores().await;
        assert_eq!(kept_there(stage).await, before);
        let mut rows: Vec<_> = SAMPLES.iter().map(|sample| (sample.0.to_owned(), BTreeMap::new())).collect();
        // Whoever is elsewhere comes first, before anybody has changed anything.
        for (who, name, place) in PEOPLE.into_iter().rev() {
            let person = stage.person(name).in_channel(place);
            for (sample, (_, marks)) in SAMPLES.iter().zip(&mut rows) {
                let (_, told) = tries(stage, &person, place, sample, &with).await;
                marks.insert(
                    who,
                    match who {
                        "elsewhere" => mark_elsewhere(stage, &told, &before).await,
                        _ => mark(&told),
                    },
                );
                kept.restores().await;
            }
        }
        assert_snapshot!(table(&rows), @r"
                              outsider member tech lead eng. manager manager creator elsewhere
        pick                     +       +        +          +          +       +        -
        for-team                 +       +        +          +          +       +        -
        look                     +       +        +          +          +       +        -
        share                    +       +        +          +          +       +        -
        why                      +       +        +          +          +       +        -
        wrong                    +       +        +          +          +       +        -
        none                     +       +        +          +          +       +        -
        choose                   +       +        +          +          +       +        -
        keep                     +       +        +          +          +       +        -
        roles                    +       +        +          +          +       +        -
        choose-role              +       +        +          +          +       +        -
        choose-page              +       +        +          +          +       +        -
        search                   +       +        +          +          +       +        -
        found                    +       +        +          +          +       +        -
        ask                      +       +        +          +          +       +        -
        ask-aloud                +       +        +          +          +       +        -
        ask-written              +       +        +          +          +       +        -
        not-mine                 -       -        -          -          -       +        -
        hand-on                  -       -        -          -          -       +        -
        hand-to-seat             -       -        -          -          -       +        -
        mine                     -       -        -          -          -       +        -
        decline                  -       -        -          -          -       +        -
        answered                 -       -        -          -          -       +        -
        take-back                -       -        -          -          -       +        -
        page                     +       +        +          +          +       +        -
        duties                   +       +        +          +          +       +        -
        decision-record          -       -        +          +          +       -        -
        decision-record-for      -       -        +          +          +       -        -
        decision-recorded        -       -        +          +          +       -        -
        decision-duty            -       -        +          +          +       -        -
        decision-revise          -       -        +          +          +       -        -
        decision-revised         -       -        +          +          +       -        -
        decision-keep            -       -        +          +          +       -        -
        decision-kept            -       -        +          +          +       -        -
        decision-retire          -       -        +          +          +       -        -
        decision-retired         -       -        +          +          +       -        -
        decision-list            +       +        +          +          +       +        -
        decision-history         +       +        +          +          +       +        -
        suggest                  +       +        +          +          +       +        -
        proposals                -       -        +          +          +       -        -
        proposal-accept          -       -        +          +          +       -        -
        proposal-dismiss         -       -        +          +          +       -        -
        decision-import          -       -        +          +          +       -        -
        poll-start               -       -        -          -          -       +        -
        poll-edit                -       -        -          -          -       +        -
        poll-changed             -       -        -          -          -       +        -
        poll-stop                -       -        +          +          +       +        -
        poll-cancel              -       -        -          -          -       +        -
        poll-missing             -       -        -          -          -       +        -
        poll-vote                +       +        +          +          +       +        -
        poll-pick                +       +        +          +          +       +        -
        poll-mine                +       +        +          +          +       +        -
        poll-change              +       +        +          +          +       +        -
        poll-reason              +       +        +          +          +       +        -
        poll-reasoned            +       +        +          +          +       +        -
        poll-voters              +       +        +          +          +       +        -
        poll-withdraw            +       +        +          +          +       +        -
        poll-rank                +       +        +          +          +       +        -
        poll-ranked              +       +        +          +          +       +        -
        poll-objections          -       -        -          -          -       +        -
        poll-settle              -       -        -          -          -       +        -
        poll-decide              -       -        -          -          -       +        -
        poll-decided             +       +        +          +          +       +        -
        poll-list                +       +        +          +          +       +        -
        poll-this                +       +        +          +          +       +        -
        poll-dispute             +       +        +          +          +       +        -
        poll-request             -       -        -          -          -       +        -
        poll-close               -       -        +          +          +       +        -
        poll-close-now           -       -        +          +          +       +        -
        team-open                -       -        +          +          +       -        -
        team-whole               -       -        +          +          +       -        -
        team-created             -       -        -          -          +       -        -
        team-seat                -       -        +          +          +       -        -
        team-cover               -       -        +          +          +       -        -
        team-channels            -       -        +          +          +       -        -
        team-more                -       -        +          +          +       -        -
        team-undo                -       -        +          +          +       -        -
        team-done                -       -        +          +          +       -        -
        team-fill                -       -        +          +          +       -        -
        team-preview             -       -        +          +          +       -        -
        erase                    -       -        -          -          -       +        -
        assess-begin             +       +        +          +          +       +        -
        sit-on                   -       -        -          -          -       +        -
        sit-write                -       -        -          -          -       +        -
        sit-back                 -       -        -          -          -       +        -
        sit                      -       -        -          -          -       +        -
        sit-role                 -       -        -          -          -       +        -
        sit-written              -       -        -          -          -       +        -
        sit-pause                -       -        -          -          -       +        -
        sit-stop                 -       -        -          -          -       +        -
        sit-done                 -       -        -          -          -       +        -
        sit-result               -       -        -          -          -       +        -
        sit-look                 -       -        -          -          -       +        -
        sit-share                -       -        -          -          -       +        -
        sit-post                 -       -        -          -          -       +        -
        sit-keep                 -       -        -          -          -       +        -
        sit-mine                 -       -        -          -          -       +        -
        sit-delete               -       -        -          -          -       +        -
        sit-delete-now           -       -        -          -          -       +        -
        round-join               +       +        +          +          +       +        -
        round-close              -       -        +          +          +       +        -
        round-close-now          -       -        +          +          +       +        -
        round-show               +       +        +          +          +       +        -
        round-page               +       +        +          +          +       +        -
        round-vote               +       +        +          +          +       +        -
        round-action             -       -        +          +          +       -        -
        round-owner              -       -        +          +          +       -        -
        round-acted              -       -        +          +          +       -        -
        round-ask                +       +        +          +          +       +        -
        round-asked              +       +        +          +          +       +        -
        round-handed             +       +        +          +          +       +        -
        round-next               +       +        +          +          +       +        -
        team-delete              -       -        -          -          +       -        -
        ");
        stage.bot_stops().await;
        stage.looks_at_everything();
    })
    .await;
}

#[tokio::test]
async fn every_command_lets_in_whom_it_should() {
    play(async |stage| {
        stage.expects_refused_calls();
        stage.has_checkout().await;
        standing_clock(stage).await;
        let with = everything(stage).await;
        let folder = tempfile::tempdir().expect("temporary folders can be made");
        let mut kept = Kept::of(stage, folder.path()).await;
        let before = kept_there(stage).await;
        kept.restores().await;
        assert_eq!(kept_there(stage).await, before);
        let mut rows: Vec<_> = COMMANDS.iter().map(|_| (String::new(), BTreeMap::new())).collect();
        for (who, name, place) in PEOPLE.into_iter().rev() {
            let person = stage.person(name).in_channel(place);
            for (command, (called, marks)) in COMMANDS.iter().zip(&mut rows) {
                let (command, told) = uses_command(&person, command, &with).await;
                marks.insert(
                    who,
                    match (told, who) {
                        // Discord's client does not send a channel of another server.
                        (None, "elsewhere") => '-',
                        (None, _) => panic!("/{command} was not sent for {who}"),
                        (Some(told), "elsewhere") => mark_elsewhere(stage, &told, &before).await,
                        (Some(told), _) => mark(&told),
                    },
                );
                *called = command;
                kept.restores().await;
            }
        }
        assert_snapshot!(table(&rows), @r"
                              outsider member tech lead eng. manager manager creator elsewhere
        who-owns                 +       +        +          +          +       +        -
        Who owns this?           +       +        +          +          +       +        -
        role show                +       +        +          +          +       +        -
        role compare             +       +        +          +          +       +        -
        role duties              +       +        +          +          +       +        -
        decision record          -       -        +          +          +       -        -
        decision list            +       +        +          +          +       +        -
        decision show            +       +        +          +          +       +        -
        decision history         +       +        +          +          +       +        -
        decision revise          -       -        +          +          +       -        -
        decision retire          -       -        +          +          +       -        -
        decision proposals       -       -        +          +          +       -        -
        decision export          +       +        +          +          +       +        -
        decision import          -       -        +          +          +       -        -
        team setup               -       -        +          +          +       -        -
        team show                +       +        +          +          +       +        -
        team seat                -       -        +          +          +       -        -
        team cover               -       -        +          +          +       -        -
        team away                +       +        +          +          +       +        -
        team back                +       +        +          +          +       +        -
        team channel             -       -        +          +          +       -        -
        team create              -       -        -          -          +       -        -
        team rename              -       -        +          +          +       -        -
        team delete              -       -        -          -          +       -        -
        team time-zone           -       -        -          -          +       -        -
        poll create              +       +        +          +          +       +        -
        Poll this                +       +        +          +          +       +        -
        poll status              +       +        +          +          +       +        -
        poll edit                -       -        +          +          +       +        -
        poll close               -       -        +          +          +       +        -
        poll reopen              -       -        -          -          -       +        -
        poll export              +       +        +          +          +       +        -
        assess start             +       +        +          +          +       +        -
        assess mine              +       +        +          +          +       +        -
        assess round             +       +        +          +          +       +        -
        assess results           +       +        +          +          +       +        -
        gaps                     -       -        +          +          +       -        -
        privacy show             +       +        +          +          +       +        -
        privacy export           +       +        +          +          +       +        -
        privacy erase            +       +        +          +          +       +        -
        help                     +       +        +          +          +       +        -
        about                    +       +        +          +          +       +        -
        ");
        stage.bot_stops().await;
        stage.looks_at_everything();
    })
    .await;
}
