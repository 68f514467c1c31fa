//! Members changed over REST: roles, names, timeouts, and who stands above whom.

use discord_sandbox::Permissions;
use discord_sandbox::ids::RoleId;
use serde_json::{Value, json};

use crate::play::{Play, Reply, text};

const GUILD_MEMBERS: u64 = 1 << 1;

/// The bot with a role of its own, above all others, that allows this.
fn with(play: &Play, permissions: Permissions) -> RoleId {
    let world = play.sandbox.world();
    let role = world.add_role(play.guild(), "Helper", permissions).expect("the server is there");
    let own = world.role(play.guild(), "Test Bot").expect("the bot has a role");
    world.set_roles(play.guild(), play.person("Test Bot"), &[own, role]).expect("the bot is a member");
    role
}

fn member(play: &Play, name: &str) -> String {
    format!("/guilds/{}/members/{}", play.guild(), play.person(name))
}

async fn edit(play: &Play, name: &str, change: Value) -> Reply {
    play.call("PATCH", &member(play, name), change).await
}

#[tokio::test]
async fn a_role_is_given_and_taken_with_the_permission_and_told() {
    let play = Play::with(discord_sandbox::Options { privileged_intents: GUILD_MEMBERS, ..Default::default() }).await;
    let lead = play.sandbox.world().role(play.guild(), "Tech Lead").expect("furnished");
    let path = format!("{}/roles/{lead}", member(&play, "Priya Nair"));
    assert_eq!(play.call("PUT", &path, Value::Null).await.refusal(), (403, 50013));
    with(&play, Permissions::MANAGE_ROLES);
    let mut gateway = play.connect(GUILD_MEMBERS).await;
    let roles = async || {
        let body = play.call("GET", &member(&play, "Priya Nair"), Value::Null).await.body;
        body["roles"].as_array().is_some_and(|roles| roles.contains(&json!(lead.to_string())))
    };
    assert_eq!(play.call("PUT", &path, Value::Null).await.status, 204);
    assert!(gateway.until("GUILD_MEMBER_UPDATE").await["roles"].as_array().is_some_and(|roles| roles.len() == 2));
    assert!(roles().await);
    assert_eq!(play.call("DELETE", &path, Value::Null).await.status, 204);
    assert!(!roles().await);
    assert_eq!(play.call("DELETE", &path, Value::Null).await.status, 204, "it is so already");
}

#[tokio::test]
async fn only_roles_below_ones_own_are_given() {
    let play = Play::start().await;
    let own = with(&play, Permissions::MANAGE_ROLES);
    let above = play.sandbox.world().add_role(play.guild(), "Above", Permissions::NONE).expect("the server is there");
    let applications = play.sandbox.world().role(play.guild(), "Test Bot").expect("furnished");
    let put = async |name: &str, role: RoleId| {
        play.call("PUT", &format!("{}/roles/{role}", member(&play, name)), Value::Null).await.refusal()
    };
    assert_eq!(put("Priya Nair", above).await, (403, 50013));
    assert_eq!(put("Priya Nair", own).await, (403, 50013), "its own highest is not below itself");
    assert_eq!(put("Priya Nair", applications).await, (400, 50028));
    assert_eq!(put("Priya Nair", play.guild().everyone()).await, (400, 50028));
    assert_eq!(put("Priya Nair", 1.into()).await, (404, 10011));
    assert_eq!(put("Noor Haddad", own).await, (404, 10007));
}

#[tokio::test]
async fn roles_are_replaced_as_a_whole_or_not_at_all() {
    let play = Play::start().await;
    with(&play, Permissions::MANAGE_ROLES);
    let world = play.sandbox.world();
    let lead = world.role(play.guild(), "Tech Lead").expect("furnished");
    let above = world.add_role(play.guild(), "Above", Permissions::NONE).expect("the server is there");
    assert_eq!(edit(&play, "Priya Nair", json!({"roles": [lead, above]})).await.refusal(), (403, 50013));
    let changed = edit(&play, "Priya Nair", json!({"roles": [lead]})).await;
    assert_eq!((changed.status, &changed.body["roles"]), (200, &json!([lead.to_string()])));
    let refused = edit(&play, "Priya Nair", json!({"roles": [], "nick": "P"})).await;
    assert_eq!(refused.refusal(), (403, 50013), "names take another permission");
    let seen = play.call("GET", &member(&play, "Priya Nair"), Value::Null).await.body;
    assert_eq!(seen["roles"], json!([lead.to_string()]));
}

#[tokio::test]
async fn names_are_given_to_those_below() {
    let play = Play::start().await;
    assert_eq!(edit(&play, "Priya Nair", json!({"nick": "P"})).await.refusal(), (403, 50013));
    with(&play, Permissions::MANAGE_NICKNAMES);
    assert_eq!(edit(&play, "Priya Nair", json!({"nick": "é".repeat(32)})).await.status, 200);
    assert_eq!(
        edit(&play, "Priya Nair", json!({"nick": "é".repeat(33)})).await.complaint("nick"),
        "BASE_TYPE_MAX_LENGTH"
    );
    assert_eq!(edit(&play, "Priya Nair", json!({"nick": null})).await.body["nick"], Value::Null);
    assert_eq!(edit(&play, "Tomasz Wolny", json!({"nick": "T"})).await.refusal(), (403, 50013), "he owns the server");
}

#[tokio::test]
async fn the_bot_names_itself() {
    let play = Play::start().await;
    let own = format!("/guilds/{}/members/@me", play.guild());
    let named = play.call("PATCH", &own, json!({"nick": "Helper"})).await;
    assert_eq!((named.status, text(&named.body["nick"])), (200, "Helper"));
}

#[tokio::test]
async fn a_timeout_lasts_twenty_eight_days_at_most() {
    let play = Play::start().await;
    let within = |days: u64, milliseconds: u64| {
        let until = play.clock.now().plus(std::time::Duration::from_secs(days * 24 * 3_600));
        json!({"communication_disabled_until": until.plus(std::time::Duration::from_millis(milliseconds)).to_string()})
    };
    assert_eq!(edit(&play, "Priya Nair", within(1, 0)).await.refusal(), (403, 50013));
    with(&play, Permissions::MODERATE_MEMBERS);
    assert_eq!(edit(&play, "Priya Nair", within(28, 0)).await.status, 200);
    let posted = play.sandbox.people().post(play.person("Priya Nair"), play.channel("general"), "hello?", None);
    assert_eq!(posted.expect_err("she may only look").code, Some(50013));
    let reply = edit(&play, "Priya Nair", within(28, 1)).await;
    assert_ne!(reply.complaint("communication_disabled_until"), "no complaint", "{}", reply.body);
    let reply = edit(&play, "Priya Nair", json!({"communication_disabled_until": "tomorrow"})).await;
    assert_eq!(reply.complaint("communication_disabled_until"), "DATETIME_TYPE_INVALID");
    assert_eq!(edit(&play, "Priya Nair", json!({"communication_disabled_until": null})).await.status, 200);
    assert_eq!(edit(&play, "Tomasz Wolny", within(1, 0)).await.refusal(), (403, 50013));
}

#[tokio::test]
async fn a_member_has_a_limit_of_roles() {
    let play = Play::start().await;
    let roles = |count: u64| json!({"roles": (1..=count).map(|id| id.to_string()).collect::<Vec<_>>()});
    assert_eq!(edit(&play, "Priya Nair", roles(351)).await.complaint("roles"), "BASE_TYPE_MAX_LENGTH");
    assert_eq!(edit(&play, "Priya Nair", roles(350)).await.refusal(), (403, 50013), "they fit, and are not there");
}
