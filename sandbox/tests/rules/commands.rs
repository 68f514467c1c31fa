//! Registering commands: what Discord takes, and what it says to the rest.

use serde_json::{Value, json};

use crate::play::{Play, Reply, text};

async fn create(play: &Play, command: Value) -> Reply {
    play.call("POST", &format!("/applications/{}/commands", play.application()), command).await
}

fn chat(change: Value) -> Value {
    let mut command = json!({"name": "ask", "description": "Ask"});
    for (name, value) in change.as_object().into_iter().flatten() {
        command[name] = value.clone();
    }
    command
}

#[tokio::test]
async fn a_command_is_new_once_and_then_replaced() {
    let play = Play::start().await;
    let first = create(&play, chat(json!({}))).await;
    let second = create(&play, chat(json!({"description": "Ask again"}))).await;
    assert_eq!((first.status, second.status), (201, 200));
    assert_eq!(first.body["id"], second.body["id"]);
    assert_ne!(first.body["version"], second.body["version"]);
    let other_kind = create(&play, json!({"name": "ask", "type": 3})).await;
    assert_eq!(other_kind.status, 201, "names are unique within a type");
}

#[tokio::test]
async fn names_are_lower_case_letters_digits_and_few_signs() {
    let play = Play::start().await;
    for name in ["a", "who-owns", "wer_hat's", "質問", "ถาม", "पूछो", &"a".repeat(32)] {
        assert_eq!(create(&play, chat(json!({"name": name}))).await.status, 201, "{name}");
    }
    for name in ["Ask", "two words", "a.b", "ask!", "É"] {
        assert_eq!(
            create(&play, chat(json!({"name": name}))).await.complaint("name"),
            "APPLICATION_COMMAND_INVALID_NAME",
            "{name}"
        );
    }
    let long = create(&play, chat(json!({"name": "a".repeat(33)}))).await;
    assert_eq!(long.complaint("name"), "BASE_TYPE_BAD_LENGTH");
    let menu = create(&play, json!({"name": "Who owns this?", "type": 3})).await;
    assert_eq!(menu.status, 201, "context menus may be written as one likes");
    let described = create(&play, json!({"name": "Menu", "type": 3, "description": "x"})).await;
    assert_ne!(described.complaint("description"), "no complaint");
}

#[tokio::test]
async fn descriptions_have_one_to_a_hundred_characters() {
    let play = Play::start().await;
    assert_eq!(create(&play, chat(json!({"description": "d".repeat(100)}))).await.status, 201);
    assert_eq!(
        create(&play, chat(json!({"description": "d".repeat(101)}))).await.complaint("description"),
        "BASE_TYPE_BAD_LENGTH"
    );
    for missing in [json!({"description": ""}), json!({"description": null})] {
        assert_eq!(create(&play, chat(missing)).await.complaint("description"), "BASE_TYPE_REQUIRED");
    }
}

fn option(name: &str, change: Value) -> Value {
    let mut option = json!({"type": 3, "name": name, "description": "d"});
    for (name, value) in change.as_object().into_iter().flatten() {
        option[name] = value.clone();
    }
    option
}

#[tokio::test]
async fn options_are_checked() {
    let play = Play::start().await;
    let with = |options: Value| chat(json!({"options": options}));
    let many = |count: usize| (0..count).map(|n| option(&format!("o{n}"), json!({}))).collect::<Vec<_>>();
    assert_eq!(create(&play, with(json!(many(25)))).await.status, 201);
    assert_eq!(create(&play, with(json!(many(26)))).await.complaint("options"), "BASE_TYPE_MAX_LENGTH");
    let late = json!([option("a", json!({})), option("b", json!({"required": true}))]);
    assert_eq!(create(&play, with(late)).await.complaint("options.1"), "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID");
    let twice = json!([option("a", json!({})), option("a", json!({}))]);
    assert_eq!(
        create(&play, with(twice)).await.complaint("options.1.name"),
        "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"
    );
    let mixed = json!([option("a", json!({"type": 1})), option("b", json!({}))]);
    assert_eq!(create(&play, with(mixed)).await.complaint("options.1"), "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID");
    let unknown = json!([option("a", json!({"type": 12}))]);
    assert_eq!(create(&play, with(unknown)).await.complaint("options.0.type"), "BASE_TYPE_CHOICES");
    let choices =
        |count: usize| (0..count).map(|n| json!({"name": n.to_string(), "value": n.to_string()})).collect::<Vec<_>>();
    let chosen = |count: usize| with(json!([option("a", json!({"choices": choices(count)}))]));
    assert_eq!(create(&play, chosen(25)).await.status, 200);
    assert_eq!(create(&play, chosen(26)).await.complaint("options.0.choices"), "BASE_TYPE_MAX_LENGTH");
    let both = with(json!([option("a", json!({"choices": choices(1), "autocomplete": true}))]));
    assert_ne!(create(&play, both).await.complaint("options.0.autocomplete"), "no complaint");
}

#[tokio::test]
async fn a_command_has_8000_characters_in_all() {
    let play = Play::start().await;
    // 3 (ask) + 3 (Ask) and 4 options of 5 + 100, each with 25 choices of 10 + n.
    let sized = |last: usize| {
        let choice = |o: usize, n: usize, width: usize| json!({"name": format!("choice{o:02}{n:02}"), "value": "v".repeat(width)});
        let options = (0..4).map(|o| {
            let choices: Vec<Value> =
                (0..25).map(|n| choice(o, n, if (o, n) == (3, 24) { last } else { 66 })).collect();
            option(&format!("optn{o}"), json!({"description": "d".repeat(100), "choices": choices}))
        });
        chat(json!({"options": options.collect::<Vec<_>>()}))
    };
    let fixed = 6 + 4 * 105 + 100 * 10 + 99 * 66;
    let room = 8_000 - fixed;
    assert!((1..100).contains(&room), "{room}");
    assert_eq!(create(&play, sized(room)).await.status, 201);
    assert_eq!(create(&play, sized(room + 1)).await.complaint(""), "APPLICATION_COMMAND_TOO_LARGE");
}

#[tokio::test]
async fn overwriting_keeps_ids_of_names_that_stay() {
    let play = Play::start().await;
    let path = format!("/applications/{}/commands", play.application());
    let first = play.call("PUT", &path, json!([chat(json!({})), chat(json!({"name": "gone"}))])).await.body;
    let second = play.call("PUT", &path, json!([chat(json!({"name": "new"})), chat(json!({}))])).await.body;
    assert_eq!(second[1]["id"], first[0]["id"]);
    assert_eq!(second[1]["version"], first[0]["version"], "what is unchanged keeps its version");
    let names: Vec<String> = play.sandbox.world().commands().into_iter().map(|command| command.spec.name).collect();
    assert_eq!(names, ["ask", "new"]);
    let twice = play.call("PUT", &path, json!([chat(json!({})), chat(json!({}))])).await;
    assert_eq!(twice.complaint("1.name"), "APPLICATION_COMMANDS_DUPLICATE_NAME");
}

#[tokio::test]
async fn a_hundred_chat_commands_and_fifteen_of_each_menu_fit() {
    let play = Play::start().await;
    let path = format!("/applications/{}/commands", play.application());
    let chats = |count: usize| (0..count).map(|n| chat(json!({"name": format!("c{n}")}))).collect::<Vec<_>>();
    let menus = |count: usize| (0..count).map(|n| json!({"name": format!("M{n}"), "type": 3})).collect::<Vec<_>>();
    assert_eq!(play.call("PUT", &path, json!(chats(100))).await.status, 200);
    assert_eq!(create(&play, chat(json!({}))).await.refusal(), (400, 30032));
    assert_eq!(play.call("PUT", &path, json!(menus(15))).await.status, 200);
    assert_eq!(play.call("PUT", &path, json!(menus(16))).await.refusal(), (400, 30032));
}

#[tokio::test]
async fn single_commands_can_be_read_changed_and_deleted() {
    let play = Play::start().await;
    let id = create(&play, chat(json!({}))).await.body["id"].clone();
    let path = format!("/applications/{}/commands/{}", play.application(), text(&id));
    let edited = play.call("PATCH", &path, json!({"description": "Other"})).await.body;
    assert_eq!((&edited["description"], &edited["name"]), (&json!("Other"), &json!("ask")));
    assert_eq!(play.call("GET", &path, Value::Null).await.body["description"], "Other");
    assert_eq!(play.call("DELETE", &path, Value::Null).await.status, 204);
    assert_eq!(play.call("GET", &path, Value::Null).await.refusal(), (404, 10063));
}

#[tokio::test]
async fn commands_belong_to_their_application_and_server() {
    let play = Play::start().await;
    let guild = format!("/applications/{}/guilds/{}/commands", play.application(), play.guild());
    assert_eq!(play.call("POST", &guild, chat(json!({"name": "here"}))).await.status, 201);
    let foreign = play.call("GET", "/applications/1/commands", Value::Null).await;
    assert_eq!(foreign.refusal(), (403, 20012));
    let elsewhere = format!("/applications/{}/guilds/1/commands", play.application());
    assert_eq!(play.call("GET", &elsewhere, Value::Null).await.refusal(), (403, 50001));
    let people = play.sandbox.people();
    let names = |who: &str, channel: &str| -> Vec<String> {
        let commands = people.commands(play.person(who), play.channel(channel)).expect("visible");
        commands.iter().map(|command| text(&command["name"]).to_owned()).collect()
    };
    assert_eq!(names("Priya Nair", "general"), ["here"]);
    assert!(names("Noor Haddad", "shop-floor").is_empty());
}

#[tokio::test]
async fn default_permissions_and_contexts_decide_who_may_use_a_command() {
    let play = Play::start().await;
    let manage = chat(json!({"name": "manage", "default_member_permissions": (1 << 5).to_string()}));
    let owners = chat(json!({"name": "owners", "default_member_permissions": "0"}));
    let direct = chat(json!({"name": "direct", "contexts": [1]}));
    for command in [manage, owners, direct] {
        assert_eq!(create(&play, command).await.status, 201);
    }
    let people = play.sandbox.people();
    let names = |who: &str| -> Vec<String> {
        let commands = people.commands(play.person(who), play.channel("general")).expect("visible");
        commands.iter().map(|command| text(&command["name"]).to_owned()).collect()
    };
    assert!(names("Priya Nair").is_empty());
    assert_eq!(names("Tomasz Wolny"), ["manage", "owners"], "he owns the server");
    let refusal = people.run(play.person("Priya Nair"), play.channel("general"), "/manage").expect_err("she may not");
    assert_eq!((refusal.status, refusal.code), (404, Some(10063)));
}
