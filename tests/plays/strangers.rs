//! What belongs to one server is neither shown nor changed from another: every command and every component, used in Northwind Parcel with the
//! ids and names of Orchard Books, by somebody who may do everything in the first and is nobody in the second.
//!
//! A component that is new has no sample in `other_server`, and this fails until it has one.

use std::collections::BTreeSet;

use discord_sandbox::ids::MessageId;
use lanekeeper::{
    commands::{COMMANDS, COMPONENTS, Kind, OptionKind, OptionSpec},
    store::transfer::export,
};
use serde_json::{Value, json};

use crate::{
    Stage,
    other_server::{By, SAMPLES, SECRET, TEAM, THERE, TOPIC, other_server},
    person::Person,
    play,
};

/// What is put in for a word in braces, such as a team's id for `{team}`.
type With = [(&'static str, String)];

fn filled(text: &str, with: &With) -> String {
    with.iter().fold(text.to_owned(), |text, (name, value)| text.replace(name, value))
}

/// Everything that is kept of the other server, a row a line, without the deadlines of its own that only moved.
pub(crate) async fn kept_there(stage: &Stage) -> Vec<String> {
    let (store, guild) = (stage.store().await, stage.server(THERE).get().cast_signed());
    let mut file = Vec::new();
    export(&store, &mut file).await.expect("readable");
    store.close().await;
    let file = String::from_utf8(file).expect("text");
    let of_it = |line: &&str| {
        let row: Value = serde_json::from_str(line).expect("a row");
        let of = |column: &str, number: i64| row[1][column] == json!(number);
        of("guild", guild)
            || of("team", 90)
            || of("decision", 91)
            || [92, 98].iter().any(|request| of("request", *request))
            || (94..99).any(|poll| of("poll", poll))
            || [88, 89].into_iter().any(|sitting| of("sitting", sitting))
            || [86, 87].into_iter().any(|round| of("round", round))
    };
    file.lines().filter(|line| line.starts_with('[')).filter(of_it).map(str::to_owned).collect()
}

/// A message with one component.
async fn message_with(stage: &Stage, channel: &str, custom_id: &str, by: &By, with: &With) -> MessageId {
    let component = match by {
        By::Button => json!({"type": 2, "style": 2, "label": "x", "custom_id": custom_id}),
        By::Select(value) => {
            json!({"type": 3, "custom_id": custom_id, "options": [{"label": "x", "value": filled(value, with)}]})
        }
        By::People => json!({"type": 7, "custom_id": custom_id}),
        By::Channels => json!({"type": 8, "custom_id": custom_id}),
    };
    stage.bot_once_posted_with(channel, vec![component]).await
}

/// Uses a component and says what became of it: the text of the answer, or of the form that opened.
async fn uses(person: &Person<'_>, message: MessageId, custom_id: &str, by: &By, values: &[String]) -> String {
    let people = person.stage.sandbox().people();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let begun = match by {
        By::Button => people.press(person.user, message, custom_id),
        _ => people.select(person.user, message, custom_id, &values),
    };
    let begun = begun.unwrap_or_else(|refusal| panic!("{custom_id}: {refusal}"));
    let settled = people.wait_settled(person.user, begun.id, crate::stage::PATIENCE).await;
    let settled = settled.unwrap_or_else(|refusal| panic!("{custom_id}: {refusal}"));
    let told = serde_json::to_value(&settled).map(|told| told.to_string()).unwrap_or_default();
    match settled.message_id {
        Some(answer) => format!("{} {told}", person.sees_now(answer).text()),
        None => told,
    }
}

/// Uses the component of a sample in a channel; its id and what came of it.
pub(crate) async fn tries(
    stage: &Stage,
    person: &Person<'_>,
    channel: &str,
    (name, arguments, by): &(&str, &str, By),
    with: &With,
) -> (String, String) {
    let arguments = filled(arguments, with);
    assert!(!arguments.contains('{'), "{arguments}");
    let custom_id = if arguments.is_empty() { format!("1:{name}") } else { format!("1:{name}:{arguments}") };
    let message = message_with(stage, channel, &custom_id, by, with).await;
    let values = match by {
        By::Select(value) => vec![filled(value, with)],
        By::People => vec![stage.user("Ines Moreau").to_string()],
        By::Channels => vec![stage.channel(channel).to_string()],
        By::Button => Vec::new(),
    };
    let told = uses(person, message, &custom_id, by, &values).await;
    (custom_id, told)
}

#[test]
fn every_component_has_a_sample_with_as_many_arguments_as_its_ids_have() {
    let mut without: BTreeSet<&str> = COMPONENTS.iter().map(|component| component.name.0).collect();
    for (name, arguments, _) in SAMPLES {
        let component = COMPONENTS.iter().find(|component| component.name.0 == *name);
        let component = component.unwrap_or_else(|| panic!("there is no component {name} any more"));
        let many = if arguments.is_empty() { 0 } else { arguments.split(':').count() };
        assert_eq!(many, component.arguments, "{name}");
        assert!(without.remove(name), "{name} stands there twice");
    }
    assert!(without.is_empty(), "give these a sample with the ids of another server: {without:?}");
}

#[tokio::test]
async fn no_component_shows_or_changes_anything_of_another_server() {
    play(async |stage| {
        stage.expects_refused_calls();
        stage.has_checkout().await;
        let with = other_server(stage, "Tomasz Wolny").await;
        let before = kept_there(stage).await;
        assert!(before.len() > 12 && before.concat().contains(SECRET), "{before:#?}");
        let tomasz = stage.person("Tomasz Wolny");
        for sample in SAMPLES {
            let (custom_id, told) = tries(stage, &tomasz, "checkout", sample, &with).await;
            assert!(!told.contains(SECRET), "{custom_id} shows what is another server's: {told}");
            assert!(!told.contains("Incident"), "{custom_id}: {told}");
            let after = kept_there(stage).await;
            assert_eq!(after, before, "{custom_id} changes what is another server's: {told}");
        }
        stage.bot_stops().await;
        stage.looks_at_everything();
    })
    .await;
}

/// Otherwise the play above could pass with ids that lead nowhere anyway.
#[tokio::test]
async fn in_their_own_server_the_same_ids_lead_to_what_they_name() {
    play(async |stage| {
        stage.expects_refused_calls();
        let with = other_server(stage, "Noor Haddad").await;
        let noor = stage.person("Noor Haddad");
        let mut leads_nowhere = BTreeSet::new();
        for sample in SAMPLES {
            let before = kept_there(stage).await;
            let (_, told) = tries(stage, &noor, "shop-floor", sample, &with).await;
            let shows = [SECRET, TEAM].iter().any(|word| told.contains(word)) || !told.contains(r#""modal":null"#);
            if !shows && kept_there(stage).await == before {
                leads_nowhere.insert(sample.0);
            }
        }
        // What speaks of the handbook alone; what works from the question above, which these messages lack; forms in which nothing is written;
        // what tells without a name what was done, or is asked; and what is over.
        let handbook = ["choose-page", "choose-role", "duties", "found", "none", "page", "roles", "why", "wrong"];
        let question = ["for-team", "look", "suggest"];
        let written = [
            "decision-duty",
            "decision-recorded",
            "poll-changed",
            "poll-decided",
            "poll-reasoned",
            "poll-this",
            "round-acted",
            "round-handed",
            "team-created",
        ];
        let told = [
            "ask-aloud",
            "ask-written",
            "not-mine",
            "take-back",
            "team-cover",
            "team-undo",
            "erase",
            "round-close",
            "round-action",
            "round-ask",
        ];
        let gone = ["decision-import", "proposal-dismiss"];
        // Sittings speak in the words of the handbook; what is kept of them is tried by the others.
        let sittings = [
            "sit-role",
            "sit-pause",
            "sit-stop",
            "sit-done",
            "sit-result",
            "sit-look",
            "sit-share",
            "sit-post",
            "sit-keep",
            "sit-mine",
            "sit-delete",
        ];
        assert_eq!(
            leads_nowhere,
            [&handbook[..], &question, &written, &told, &gone, &sittings].concat().into_iter().collect()
        );
        stage.bot_stops().await;
        stage.looks_at_everything();
    })
    .await;
}

/// A value for an option that names something of the other server, where an option can.
pub(crate) fn value(stage: &Stage, option: &OptionSpec) -> Option<String> {
    let text = |text: &str| Some(format!("{}: {text}", option.name));
    match option.kind {
        OptionKind::Text(_) if option.name == "team" => text(TEAM),
        OptionKind::Text(_) if option.name == "zone" => text("Europe/Warsaw"),
        OptionKind::Text(_) if ["role", "first", "second"].contains(&option.name) => text("tech-lead"),
        OptionKind::Text(_) if ["until", "review"].contains(&option.name) => text("tomorrow"),
        OptionKind::Text(_) => text(TOPIC),
        OptionKind::Choice(choices) => text(choices[0].0),
        OptionKind::Channel => text(&stage.channel("shop-floor").to_string()),
        OptionKind::Member | OptionKind::MemberOrRole => text(&stage.user("Noor Haddad").to_string()),
        OptionKind::Count => text("1"),
        OptionKind::Flag => text("true"),
        OptionKind::ServerRole | OptionKind::File => None,
    }
}

#[tokio::test]
async fn nothing_of_another_server_is_suggested() {
    play(async |stage| {
        stage.has_checkout().await;
        other_server(stage, "Tomasz Wolny").await;
        let (mut asked, tomasz) = (0, stage.person("Tomasz Wolny"));
        for command in COMMANDS {
            let Kind::Slash { name, options } = command.kind else {
                continue;
            };
            for option in options.iter().filter(|option| matches!(option.kind, OptionKind::Text(Some(_)))) {
                for typed in [TOPIC, TEAM, SECRET].map(|word| &word[..4]) {
                    asked += 1;
                    let suggested = tomasz.types(&format!("/{name} {}: {typed}", option.name)).await.concat();
                    let known = [TOPIC, TEAM, SECRET].iter().find(|word| suggested.contains(**word));
                    assert_eq!(known, None, "/{name} {}: {typed}: {suggested}", option.name);
                }
            }
        }
        assert!(asked > 30, "{asked}");
    })
    .await;
}

#[tokio::test]
async fn no_command_shows_or_changes_anything_of_another_server() {
    play(async |stage| {
        stage.expects_refused_calls();
        stage.has_checkout().await;
        other_server(stage, "Tomasz Wolny").await;
        let before = kept_there(stage).await;
        let tomasz = stage.person("Tomasz Wolny");
        let people = stage.sandbox().people();
        let (mut sent, mut tried) = (0, 0);
        for command in COMMANDS {
            let Kind::Slash { name, options } = command.kind else {
                continue;
            };
            // With all options, and with each alone beside those that must be given.
            let all: Vec<&OptionSpec> = options.iter().collect();
            let mut ways = vec![all];
            for one in options.iter().filter(|option| !option.required) {
                ways.push(options.iter().filter(|option| option.required || option.name == one.name).collect());
            }
            for way in ways {
                let given: Vec<String> = way.iter().filter_map(|option| value(stage, option)).collect();
                let line = format!("/{name} {}", given.join(" "));
                tried += 1;
                // What Discord's client does not send, such as a channel of another server, reaches nobody.
                let Ok(begun) = people.run(tomasz.user, tomasz.channel, line.trim()) else {
                    continue;
                };
                sent += 1;
                let settled = people.wait_settled(tomasz.user, begun.id, crate::stage::PATIENCE).await;
                let settled = settled.unwrap_or_else(|refusal| panic!("{line}: {refusal}"));
                let told = match settled.message_id {
                    Some(answer) => tomasz.sees_now(answer).text(),
                    None => serde_json::to_value(&settled).map(|told| told.to_string()).unwrap_or_default(),
                };
                assert!(!told.contains(SECRET), "{line} shows what is another server's: {told}");
                assert!(!told.contains("Incident"), "{line}: {told}");
                assert_eq!(kept_there(stage).await, before, "{line} changes what is another server's: {told}");
            }
        }
        assert!(sent > COMMANDS.len() && sent * 2 > tried, "{sent} of {tried} were sent");
        stage.bot_stops().await;
        stage.looks_at_everything();
    })
    .await;
}
