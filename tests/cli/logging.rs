//! What is logged, and what never is.

use serde_json::Value;

use crate::{Discord, Ended, lanekeeper};

/// Words that nobody types by chance.
const QUESTION: &str = "does the zanzibar quokka ledger need approval";

/// What the bot logs with these settings while Priya asks it something.
#[track_caller]
fn log_of(discord: &Discord, settings: &[(&str, &str)]) -> Ended {
    let program = lanekeeper(&["run"]).at(discord);
    let bot = settings.iter().fold(program, |program, (name, value)| program.set(name, value)).starts();
    discord.waits_for_the_bot();
    discord.answers(&format!("/who-owns task: {QUESTION}"));
    discord.answers(&format!("/role show role: {QUESTION}"));
    bot.stops_on("TERM")
}

#[test]
fn what_somebody_answers_in_an_assessment_is_not_logged_however_much_is_logged() {
    let discord = Discord::opens();
    let everything = "trace,serenity=trace,tungstenite=trace,hyper_util=trace,reqwest=trace,rustls=trace,sqlx=trace";
    let bot = lanekeeper(&["run"]).at(&discord).set("LOG", everything).starts();
    discord.waits_for_the_bot();
    let answers = discord.answers_an_assessment();
    let ended = bot.stops_on("TERM");
    assert!(ended.stderr.contains("component=\"sit\"") || ended.stderr.contains("component=sit"), "{}", ended.stderr);
    for custom_id in answers {
        let leak = ended.stderr.lines().find(|line| line.contains(&custom_id));
        assert_eq!(leak, None, "{custom_id} is logged");
    }
}

#[test]
fn neither_tokens_nor_what_people_write_are_logged_however_much_is_logged() {
    let discord = Discord::opens();
    let everything = "trace,serenity=trace,tungstenite=trace,hyper_util=trace,reqwest=trace,rustls=trace";
    for filter in ["trace", everything, "debug"] {
        let ended = log_of(&discord, &[("LOG", filter)]);
        assert!(ended.stderr.contains("answered") && ended.stderr.contains("refused"), "{filter}: {}", ended.stderr);
        let secret = discord.token().rsplit('.').next().expect("it has parts");
        let tokens = discord.answer_tokens();
        assert!(!tokens.is_empty(), "the bot answered");
        let bytes = format!("{:?}", "zanzibar".as_bytes());
        let bytes = bytes.trim_matches(['[', ']']);
        let never = [secret, "zanzibar", "quokka", bytes].into_iter().chain(tokens.iter().map(String::as_str));
        for words in never {
            let leak = ended.stderr.lines().find(|line| line.contains(words));
            assert_eq!(leak, None, "{filter}: {words} is logged");
        }
    }
}

#[test]
fn at_info_there_is_a_line_for_its_life_and_none_for_what_people_do() {
    let discord = Discord::opens();
    let ended = log_of(&discord, &[("LOG", "lanekeeper=info")]);
    let lines: Vec<&str> = ended.stderr.lines().collect();
    for said in ["connected to Discord's API", "every shard is ready", "stopping", "stopped"] {
        assert_eq!(lines.iter().filter(|line| line.ends_with(said) || line.contains(&format!("{said} "))).count(), 1);
    }
    for never in ["zanzibar", "answered", "refused", "received", "interaction"] {
        assert!(!ended.stderr.contains(never), "{never}: {}", ended.stderr);
    }
}

/// The number that Priya was told, which every line about her command carries.
#[test]
fn the_number_that_a_person_is_told_finds_every_line_about_it() {
    let discord = Discord::opens();
    let folder = tempfile::tempdir().expect("temporary folders can be made");
    let file = folder.path().join("kept.db");
    let database = format!("sqlite://{}", file.display());
    let bot = lanekeeper(&["run"]).at(&discord).set("DATABASE_URL", &database);
    let bot = bot.set("LOG", "lanekeeper=debug").set("LOG_FORMAT", "json").starts();
    discord.waits_for_the_bot();
    discord.breaks(&file);
    discord.answers("/team show");
    let number = discord.incident();
    let ended = bot.stops_on("TERM");
    let lines: Vec<Value> = ended.stderr.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let about: Vec<&Value> = lines.iter().filter(|line| line["span"]["id"] == number.as_str()).collect();
    let said: Vec<&str> = about.iter().filter_map(|line| line["fields"]["message"].as_str()).collect();
    assert!(said.contains(&"received") && said.contains(&"answered"), "{number}: {}", ended.stderr);
    let errors: Vec<&&Value> = about.iter().filter(|line| line["level"] == "ERROR").collect();
    assert_eq!(errors.len(), 1, "{}", ended.stderr);
    assert_eq!(errors[0]["fields"]["incident"], number.as_str());
}

#[test]
fn the_password_of_the_database_is_logged_nowhere() {
    let address = crate::operating::free_address();
    let url = format!("postgres://lanes:hunter2@{address}/lanes");
    let discord = Discord::opens();
    let ended = lanekeeper(&["run"]).at(&discord).set("LOG", "trace").set("DATABASE_URL", url).ends();
    assert_eq!(ended.code, Some(1));
    assert!(ended.stderr.contains("cannot open the database") && !ended.stderr.contains("hunter2"), "{}", ended.stderr);
}

#[test]
fn a_collector_gets_a_json_object_in_every_line() {
    let discord = Discord::opens();
    let works = log_of(&discord, &[("LOG_FORMAT", "json"), ("LOG", "debug")]);
    assert!(works.stderr.lines().count() > 2, "{}", works.stderr);
    let refused = lanekeeper(&["run"])
        .at(&discord)
        .set("DISCORD_API_BASE", "http://127.0.0.1:9")
        .set("LOG_FORMAT", "json")
        .ends();
    assert_eq!(refused.code, Some(1));
    assert!(refused.stderr.contains("cannot reach http://127.0.0.1:9"), "{}", refused.stderr);
    for line in works.stderr.lines().chain(refused.stderr.lines()) {
        let entry: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert!(entry["level"].is_string() && entry["timestamp"].is_string() && entry["target"].is_string(), "{line}");
    }
}

#[test]
fn it_logs_little_by_default_and_says_that_it_is_connected() {
    let discord = Discord::opens();
    let ended = log_of(&discord, &[]);
    assert!(ended.stderr.contains("connected to Discord's API"), "{}", ended.stderr);
    assert!(!ended.stderr.contains("DEBUG") && !ended.stderr.contains("WARN"), "{}", ended.stderr);
    assert!(!ended.stderr.contains('\u{1b}'), "no colours where no terminal is: {}", ended.stderr);
}

#[test]
fn rust_log_counts_where_log_is_not_set() {
    let discord = Discord::opens();
    assert_eq!(log_of(&discord, &[("RUST_LOG", "off")]).stderr, "");
    assert_eq!(log_of(&discord, &[("RUST_LOG", "trace"), ("LOG", "off")]).stderr, "");
}

#[test]
fn the_bot_answers_although_nobody_reads_its_log() {
    let discord = Discord::opens();
    let bot = lanekeeper(&["run"]).at(&discord).set("LOG", "debug").unread_log().starts();
    discord.waits_for_the_bot();
    discord.answers("/help");
    assert_eq!(bot.stops_on("TERM").code, Some(0));
}
