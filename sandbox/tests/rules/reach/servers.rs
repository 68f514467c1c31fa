//! Routes of servers: for those who are in the server (50001 otherwise), some with a permission that a role gives (50013 without).

use discord_sandbox::Permissions;
use serde_json::{Value, json};

use super::scene::{Set, assert_done};

type P = Permissions;

const MEMBER: &str = "/guilds/{guild}/members/{user}";
const MEMBER_ROLE: &str = "/guilds/{guild}/members/{user}/roles/{role}";

/// Method, route, what the bot must be allowed to do, and the body.
type Row = (&'static str, &'static str, P, fn(&Named) -> Value);

const ROWS: &[Row] = &[
    ("GET", "/guilds/{guild}", P::NONE, nothing),
    ("GET", "/guilds/{guild}/channels", P::NONE, nothing),
    ("GET", "/guilds/{guild}/emojis", P::NONE, nothing),
    ("GET", "/guilds/{guild}/emojis/{emoji}", P::NONE, nothing),
    ("GET", "/guilds/{guild}/members", P::NONE, nothing),
    ("GET", MEMBER, P::NONE, nothing),
    ("PATCH", MEMBER, P::MANAGE_NICKNAMES, |_| json!({"nick": "P."})),
    ("PATCH", MEMBER, P::MANAGE_ROLES, |named| json!({"roles": [named.role]})),
    ("PATCH", MEMBER, P::MODERATE_MEMBERS, |_| json!({"communication_disabled_until": null})),
    ("PUT", MEMBER_ROLE, P::MANAGE_ROLES, nothing),
    ("DELETE", MEMBER_ROLE, P::MANAGE_ROLES, nothing),
    ("GET", "/guilds/{guild}/roles", P::NONE, nothing),
    ("GET", "/guilds/{guild}/roles/{role}", P::NONE, nothing),
    ("GET", "/guilds/{guild}/threads/active", P::NONE, nothing),
];

/// What paths and bodies name.
struct Named {
    role: String,
    emoji: String,
}

fn nothing(_: &Named) -> Value {
    Value::Null
}

pub(super) fn tried() -> impl Iterator<Item = (&'static str, &'static str)> {
    ROWS.iter().map(|(method, route, _, _)| (*method, *route))
}

fn path(set: &Set, route: &str, named: &Named) -> String {
    let route = route.replace("{guild}", &set.guild().to_string()).replace("{user}", &set.priya().to_string());
    route.replace("{role}", &named.role).replace("{emoji}", &named.emoji)
}

#[tokio::test]
async fn servers_ask_for_membership_and_for_what_a_role_allows() {
    let set = Set::start().await;
    let world = set.play.sandbox.world();
    let named = Named {
        role: world.role(set.guild(), "Tech Lead").expect("furnished").to_string(),
        emoji: world.add_emoji(set.guild(), "shipit").expect("the server is there").to_string(),
    };
    let allow = |permissions: P| {
        let role = world.add_role(set.guild(), "Exactly", permissions).expect("the server is there");
        world.set_roles(set.guild(), set.bot(), &[role]).expect("the bot is there");
    };
    let guarding = P::MANAGE_NICKNAMES | P::MANAGE_ROLES | P::MODERATE_MEMBERS | P::MANAGE_GUILD;
    for (method, route, needs, body) in ROWS {
        let call = async || {
            // To ask for what is so already takes no permission.
            world.set_roles(set.guild(), set.priya(), &[]).expect("she is there");
            set.play.call(method, &path(&set, route, &named), body(&named)).await
        };
        allow(*needs);
        assert_done(&format!("{method} {route}"), &call().await);
        if *needs != P::NONE {
            allow(guarding - *needs);
            let reply = call().await;
            assert_eq!(reply.refusal(), (403, 50013), "{method} {route}, without {needs:?}: {}", reply.body);
        }
    }
    world.uninstall(set.guild(), set.play.application()).expect("it is installed");
    for (method, route, _, body) in ROWS {
        let reply = set.play.call(method, &path(&set, route, &named), body(&named)).await;
        assert_eq!(reply.refusal(), (403, 50001), "{method} {route}, from outside: {}", reply.body);
    }
}

#[tokio::test]
async fn lists_of_members_ask_for_the_members_intent() {
    let play = crate::play::Play::start().await;
    let threads = format!("/channels/{}/threads", play.channel("checkout"));
    let thread = play.call("POST", &threads, json!({"name": "t"})).await.body;
    let guild = format!("/guilds/{}/members", play.guild());
    for path in [guild, format!("/channels/{}/thread-members", crate::play::text(&thread["id"]))] {
        assert_eq!(play.call("GET", &path, Value::Null).await.refusal(), (403, 50001), "{path}");
    }
}
