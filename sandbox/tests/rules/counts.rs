//! Limits that are no complaint about a body: how many there may be of something, and how texts are counted.

use serde_json::{Value, json};

use crate::play::{Play, id, text};
use crate::requests::*;

#[tokio::test]
async fn of_a_text_in_many_languages_only_the_longest_counts() {
    let play = stage().await;
    let described = |count: usize| {
        let option = |n: usize| option(n, json!({"description": letters(100), "choices": many(25, long_choice)}));
        json!({"name": "a", "description": "d", "description_localizations": {"de": letters(count), "fr": letters(1)},
            "options": many(2, option)})
    };
    // Two options of 102 and 25 choices of 152; a name of 1; the description counts as its longest language.
    assert_eq!(2 * (102 + 25 * 152) + 1, 7_805);
    assert_eq!(send(&play, Sent::Command(described(100))).await.status, 201);
    let more = with(described(100), json!({"name": letters(0) + &"a".repeat(32)}));
    assert_eq!(send(&play, Sent::Command(more)).await.status, 201, "7,936 in all");
    let twice = with(described(100), json!({"options": many(3, |n| option(n, json!({"description": letters(100)})))}));
    assert_eq!(send(&play, Sent::Command(twice)).await.status, 200);
}

/// A choice of 152 characters.
fn long_choice(number: usize) -> Value {
    json!({"name": format!("{number:0>76}"), "value": "v".repeat(76)})
}

#[tokio::test]
async fn white_space_around_texts_of_embeds_is_neither_counted_nor_kept() {
    let play = stage().await;
    // Discord trims before it counts (`resources/message#embed-object-embed-limits`), which the document cannot say.
    play.means_to_deviate("/embeds/0/title");
    let title = format!("  {}\n", letters(256));
    let reply = send(&play, embed(json!({"title": title}))).await;
    assert_eq!(reply.body["embeds"][0]["title"], letters(256));
    let blank = send(&play, embed(json!({"title": "t", "fields": [{"name": " ", "value": "v"}]}))).await;
    assert_eq!(blank.complaints(), [("embeds.0.fields.0.name".to_owned(), MISSING.to_owned())]);
    let nothing = send(&play, embed(json!({"title": " "}))).await;
    assert_eq!(nothing.complaints(), [("embeds.0.description".to_owned(), MISSING.to_owned())]);
}

#[tokio::test]
async fn whole_numbers_reach_to_two_to_the_53rd() {
    let play = stage().await;
    let number = json!({"name": "number", "description": "N", "options": [
        {"type": 4, "name": "n", "description": "d", "required": true}]});
    assert_eq!(send(&play, Sent::Command(number)).await.status, 201);
    let (people, priya, channel) = (play.sandbox.people(), play.person("Priya Nair"), play.channel("checkout"));
    for (number, fits) in [(1_i64 << 53, true), (-(1_i64 << 53), true), ((1 << 53) + 2, false), (-(1 << 53) - 2, false)]
    {
        assert_eq!(people.run(priya, channel, &format!("/number n: {number}")).is_ok(), fits, "{number}");
    }
}

#[tokio::test]
async fn two_hundred_new_commands_a_day_fit_and_replacing_is_free() {
    let play = Play::start().await;
    let path = format!("/applications/{}/commands", play.application());
    let batch = |round: usize| many(100, |n| json!({"name": format!("c{round}-{n}"), "description": "d"}));
    assert_eq!(play.call("PUT", &path, batch(0)).await.status, 200);
    assert_eq!(play.call("PUT", &path, batch(1)).await.status, 200);
    assert_eq!(play.call("PUT", &path, batch(1)).await.status, 200, "nothing of it is new");
    let menu = json!({"name": "Menu", "type": 2});
    assert_eq!(play.call("POST", &path, menu.clone()).await.refusal(), (400, 30034));
    let in_guild = format!("/applications/{}/guilds/{}/commands", play.application(), play.guild());
    assert_eq!(play.call("POST", &in_guild, menu.clone()).await.status, 201, "each scope has its own count");
    play.seconds(24 * 60 * 60);
    assert_eq!(play.call("POST", &path, menu).await.status, 201);
}

#[tokio::test]
async fn a_thread_has_a_thousand_members_and_no_more() {
    let play = stage().await;
    let thread = send(&play, Sent::Thread(json!({"name": "t"}))).await.body;
    let world = play.sandbox.world();
    let people: Vec<_> = (0..1_000).map(|n| world.add_person(&format!("Person {n}"))).collect();
    for person in &people {
        world.join(play.guild(), *person).expect("the server is there");
    }
    let add = async |n: usize| {
        let path = format!("/channels/{}/thread-members/{}", text(&thread["id"]), people[n]);
        play.call("PUT", &path, Value::Null).await
    };
    for n in 0..999 {
        assert_eq!(add(n).await.status, 204, "the bot and {n}");
    }
    assert_eq!(add(999).await.refusal(), (400, 30033));
    assert_eq!(add(0).await.status, 204, "who is there already may be added again");
}

#[tokio::test]
async fn a_thousand_threads_are_active_and_no_more() {
    let play = stage().await;
    let start = async || send(&play, Sent::Thread(json!({"name": "t", "type": 12}))).await;
    let first: discord_sandbox::ids::ChannelId = id(&start().await.body["id"]);
    for number in 1..1_000 {
        assert_eq!(start().await.status, 201, "{number}");
    }
    assert_eq!(start().await.refusal(), (400, 160006));
    let path = format!("/channels/{first}");
    assert_eq!(play.call("PATCH", &path, json!({"archived": true})).await.status, 200);
    assert_eq!(start().await.status, 201, "an archived one makes room");
    assert_eq!(play.call("PATCH", &path, json!({"archived": false})).await.refusal(), (400, 160006));
    let post = play.call("POST", &format!("{path}/messages"), json!({"content": "wake up"})).await;
    assert_eq!(post.refusal(), (400, 160006));
}

#[tokio::test]
async fn a_request_of_twenty_five_mebibytes_fits_and_one_more_byte_does_not() {
    let play = stage().await;
    play.means_to_deviate("/padding");
    let path = format!("/api/v10/channels/{}/messages", play.channel("checkout"));
    let body = |size: usize| {
        let (before, after) = ("{\"content\": \"x\", \"padding\": \"", "\"}");
        format!("{before}{}{after}", "p".repeat(size - before.len() - after.len()))
    };
    let size = 25 * 1024 * 1024;
    assert_eq!(play.raw("POST", &path, "application/json", &body(size)).await.status, 200);
    assert_eq!(play.raw("POST", &path, "application/json", &body(size + 1)).await.refusal(), (413, 40005));
}

#[tokio::test]
async fn a_message_keeps_at_most_ten_files_when_it_is_edited() {
    let play = stage().await;
    let message = send(&play, Sent::Files(9)).await.body;
    let path = format!("/channels/{}/messages/{}", text(&message["channel_id"]), text(&message["id"]));
    assert_eq!(play.upload("PATCH", &path, json!({}), &[("f", vec![1])]).await.status, 200);
    assert_eq!(play.upload("PATCH", &path, json!({}), &[("f", vec![1])]).await.refusal(), (400, 30015));
}
