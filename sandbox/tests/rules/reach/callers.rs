//! Routes that ask for no permission: those of the application itself, which are for nobody else, and those with a token in the path.

use discord_sandbox::Permissions;
use serde_json::{Value, json};

use super::scene::{Set, assert_done};
use crate::play::{commands, text};

type Text = &'static str;
type Body = fn(&Set) -> Value;
type EverybodysRow = (Text, Text, Body);
type CommandsRow = (Text, Text, Text, Body);
type TokenRow = (Text, Text, fn() -> Value);

/// Routes for every bot, with a body that fits.
const EVERYBODYS: &[EverybodysRow] = &[
    ("GET", "/gateway", nothing),
    ("GET", "/gateway/bot", nothing),
    ("GET", "/users/@me", nothing),
    ("GET", "/users/@me/guilds", nothing),
    ("POST", "/users/@me/channels", |set| json!({"recipient_id": set.priya()})),
    ("GET", "/users/{user}", nothing),
    ("GET", "/applications/@me", nothing),
    ("PATCH", "/applications/@me", |_| json!({"description": "d"})),
    ("GET", "/oauth2/applications/@me", nothing),
];

/// Routes for commands: below the application, and below it and a server.
const COMMANDS: &[CommandsRow] = &[
    (
        "GET",
        "/applications/{application}/commands/{command}",
        "/applications/{application}/guilds/{guild}/commands/{command}",
        nothing,
    ),
    (
        "PATCH",
        "/applications/{application}/commands/{command}",
        "/applications/{application}/guilds/{guild}/commands/{command}",
        |_| json!({"description": "other"}),
    ),
    (
        "DELETE",
        "/applications/{application}/commands/{command}",
        "/applications/{application}/guilds/{guild}/commands/{command}",
        nothing,
    ),
    ("GET", "/applications/{application}/commands", "/applications/{application}/guilds/{guild}/commands", nothing),
    (
        "POST",
        "/applications/{application}/commands",
        "/applications/{application}/guilds/{guild}/commands",
        |_| json!({"name": "new", "description": "d"}),
    ),
    ("PUT", "/applications/{application}/commands", "/applications/{application}/guilds/{guild}/commands", |_| {
        json!([])
    }),
];

const CALLBACK: &str = "/interactions/{interaction}/{token}/callback";
const FOLLOW_UP: &str = "/webhooks/{application}/{token}";
const ANSWER: &str = "/webhooks/{application}/{token}/messages/{message}";

/// Routes with a token in the path, in an order in which they can be called.
const WITH_TOKEN: &[TokenRow] = &[
    ("POST", CALLBACK, || json!({"type": 4, "data": {"content": "x"}})),
    ("POST", FOLLOW_UP, || json!({"content": "x"})),
    ("GET", ANSWER, || Value::Null),
    ("PATCH", ANSWER, || json!({"content": "y"})),
    ("DELETE", ANSWER, || Value::Null),
];

fn nothing(_: &Set) -> Value {
    Value::Null
}

pub(super) fn tried() -> impl Iterator<Item = (&'static str, &'static str)> {
    let everybodys = EVERYBODYS.iter().map(|(method, route, _)| (*method, *route));
    let commands = COMMANDS.iter().flat_map(|(method, global, servers, _)| [(*method, *global), (*method, *servers)]);
    everybodys.chain(commands).chain(WITH_TOKEN.iter().map(|(method, route, _)| (*method, *route)))
}

#[tokio::test]
async fn a_bot_without_any_permission_reads_and_changes_itself() {
    let set = Set::start().await;
    let world = set.play.sandbox.world();
    world.set_roles(set.guild(), set.bot(), &[]).expect("the bot is there");
    for (method, route, body) in EVERYBODYS {
        let path = route.replace("{user}", &set.priya().to_string());
        assert_done(&format!("{method} {route}"), &set.play.call(method, &path, body(&set)).await);
    }
}

#[tokio::test]
async fn commands_are_their_applications_where_it_is_installed() {
    let set = Set::start().await;
    let play = &set.play;
    let elsewhere = play.sandbox.world().add_guild("Elsewhere", set.priya()).expect("she is there");
    play.sandbox.world().set_roles(set.guild(), set.bot(), &[]).expect("the bot is there");
    for (method, global, servers, body) in COMMANDS {
        for route in [global, servers] {
            let own = route.replace("{application}", &play.application().to_string());
            let here = own.replace("{guild}", &set.guild().to_string());
            let scope = here.split("/commands").next().unwrap_or_default();
            let probe = json!({"name": "probe", "description": "d"});
            let probe = play.call("POST", &format!("{scope}/commands"), probe).await.body;
            let command = text(&probe["id"]);
            let name = format!("{method} {route}");
            let foreign = route.replace("{application}", &set.other.to_string());
            let foreign = foreign.replace("{guild}", &set.guild().to_string()).replace("{command}", command);
            let reply = play.call(method, &foreign, body(&set)).await;
            assert_eq!(reply.refusal(), (403, 20012), "{name}, another's: {}", reply.body);
            if route == servers {
                let away = own.replace("{guild}", &elsewhere.to_string()).replace("{command}", command);
                let reply = play.call(method, &away, body(&set)).await;
                assert_eq!(reply.refusal(), (403, 50001), "{name}, where it is not installed: {}", reply.body);
            }
            assert_done(&name, &play.call(method, &here.replace("{command}", command), body(&set)).await);
        }
    }
}

#[tokio::test]
async fn an_interactions_token_is_all_that_its_routes_ask_for() {
    let set = Set::start().await;
    let play = &set.play;
    play.register(commands()).await;
    set.permit(play.channel("checkout"), Permissions::NONE);
    let sent = play.run("/ask task: x").await.payload;
    assert_eq!(sent["app_permissions"], "0");
    let path = |route: &str, token: &str| {
        let route = route.replace("{interaction}", text(&sent["id"])).replace("{token}", token);
        route.replace("{application}", &play.application().to_string()).replace("{message}", "@original")
    };
    for (method, route, body) in WITH_TOKEN {
        let reply = play.anonymous(method, &path(route, "another"), body()).await;
        assert_eq!(reply.refusal(), (401, 50027), "{method} {route}, with another token: {}", reply.body);
        let reply = play.anonymous(method, &path(route, text(&sent["token"])), body()).await;
        assert_done(&format!("{method} {route}"), &reply);
    }
}
