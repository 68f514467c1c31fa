//! Messages: what is in them, how long, whom they notify.

use serde_json::{Value, json};

use crate::play::{Play, Reply, id, text};

async fn post(play: &Play, body: Value) -> Reply {
    play.call("POST", &format!("/channels/{}/messages", play.channel("checkout")), body).await
}

#[tokio::test]
async fn two_thousand_characters_fit_and_one_more_does_not() {
    let play = Play::start().await;
    assert_eq!(post(&play, json!({"content": "é".repeat(2_000)})).await.status, 200);
    let reply = post(&play, json!({"content": "é".repeat(2_001)})).await;
    assert_eq!(
        reply.body,
        json!({"code": 50035, "message": "Invalid Form Body", "errors": {"content": {"_errors": [
            {"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 2000 or fewer in length."},
        ]}}})
    );
}

#[tokio::test]
async fn a_message_needs_something_in_it() {
    let play = Play::start().await;
    for empty in [json!({}), json!({"content": ""}), json!({"content": " \n "}), json!({"content": null, "embeds": []})]
    {
        assert_eq!(post(&play, empty).await.refusal(), (400, 50006));
    }
    assert_eq!(post(&play, json!({"embeds": [{"title": "x"}]})).await.status, 200);
}

#[tokio::test]
async fn wrong_types_are_refused_and_unknown_fields_ignored() {
    let play = Play::start().await;
    play.means_to_deviate("/colour");
    assert_eq!(post(&play, json!({"content": "x", "colour": "blue"})).await.status, 200);
    assert_eq!(post(&play, json!({"content": ["x"]})).await.complaint("content"), "STRING_TYPE_CONVERT");
    assert_eq!(post(&play, json!({"content": "x", "tts": "yes"})).await.complaint("tts"), "BOOLEAN_TYPE_CONVERT");
    assert_eq!(post(&play, json!({"content": "x", "embeds": {}})).await.complaint("embeds"), "LIST_TYPE_CONVERT");
    assert_eq!(post(&play, json!({"embeds": ["x"]})).await.complaint("embeds.0"), "MODEL_TYPE_CONVERT");
    assert_eq!(post(&play, json!({"content": "x", "flags": "many"})).await.complaint("flags"), "NUMBER_TYPE_COERCE");
    assert_eq!(post(&play, json!([])).await.refusal(), (400, 50035));
}

#[tokio::test]
async fn bodies_must_be_json_and_say_so() {
    let play = Play::start().await;
    let path = format!("/api/v10/channels/{}/messages", play.channel("checkout"));
    assert_eq!(play.raw("POST", &path, "application/json", "{").await.refusal(), (400, 50109));
    assert_eq!(play.raw("POST", &path, "text/plain", "{}").await.complaint("_misc"), "CONTENT_TYPE_INVALID");
}

#[tokio::test]
async fn addresses_in_embeds_are_checked() {
    let play = Play::start().await;
    for (url, complaint) in [
        ("https://example.org/a", "no complaint"),
        ("example.org", "URL_TYPE_INVALID_URL"),
        ("ftp://example.org", "URL_TYPE_INVALID_SCHEME"),
        ("https:///x", "URL_TYPE_INVALID_URL"),
    ] {
        let reply = post(&play, json!({"embeds": [{"title": "t", "url": url}]})).await;
        assert_eq!(reply.complaint("embeds.0.url"), complaint, "{url}");
    }
}

#[tokio::test]
async fn mentions_follow_content_permission_and_what_is_allowed() {
    let play = Play::start().await;
    let (priya, leo) = (play.person("Priya Nair"), play.person("Leo Brandt"));
    let role = play.sandbox.world().role(play.guild(), "Tech Lead").expect("furniture");
    let content = format!("<@{priya}> <@!{leo}> <@&{role}> @everyone <@1>");
    let mentions = |reply: &Reply| {
        let users: Vec<String> =
            reply.body["mentions"].as_array().into_iter().flatten().map(|user| text(&user["id"]).to_owned()).collect();
        (users, reply.body["mention_roles"].clone(), reply.body["mention_everyone"].clone())
    };
    let both = vec![priya.to_string(), leo.to_string()];
    let plain = post(&play, json!({"content": content})).await;
    assert_eq!(
        mentions(&plain),
        (both.clone(), json!([]), json!(false)),
        "no permission to mention everyone or that role"
    );
    let none = post(&play, json!({"content": content, "allowed_mentions": {"parse": []}})).await;
    assert_eq!(mentions(&none), (vec![], json!([]), json!(false)));
    let one = post(&play, json!({"content": content, "allowed_mentions": {"users": [leo.to_string()]}})).await;
    assert_eq!(mentions(&one).0, [leo.to_string()]);
    let everyone = discord_sandbox::Permissions::MENTION_EVERYONE;
    let bot = play.person("Test Bot");
    let world = play.sandbox.world();
    world.overwrite_member(play.channel("checkout"), bot, everyone, discord_sandbox::Permissions::NONE).expect("there");
    let all = post(&play, json!({"content": content})).await;
    assert_eq!(mentions(&all), (both, json!([role.to_string()]), json!(true)));
    let both_ways = json!({"content": "x", "allowed_mentions": {"parse": ["users"], "users": [leo.to_string()]}});
    assert_eq!(post(&play, both_ways).await.complaint("allowed_mentions"), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE");
}

#[tokio::test]
async fn a_reply_points_to_its_message_and_notifies_its_author() {
    let play = Play::start().await;
    let first = play.sandbox.people().messages(play.person("Leo Brandt"), play.channel("checkout")).expect("visible")
        [0]
    .clone();
    let reply = post(&play, json!({"content": "x", "message_reference": {"message_id": first["id"]}})).await;
    assert_eq!((&reply.body["type"], &reply.body["referenced_message"]["id"]), (&json!(19), &first["id"]));
    assert_eq!(reply.body["mentions"][0]["id"], first["author"]["id"]);
    let silent =
        json!({"content": "x", "message_reference": {"message_id": first["id"]}, "allowed_mentions": {"parse": []}});
    assert_eq!(post(&play, silent).await.body["mentions"], json!([]));
    let lost = post(&play, json!({"content": "x", "message_reference": {"message_id": "1"}})).await;
    assert_eq!(lost.complaint("message_reference"), "REPLIES_UNKNOWN_MESSAGE");
    let anyway = json!({"content": "x", "message_reference": {"message_id": "1", "fail_if_not_exists": false}});
    assert_eq!(post(&play, anyway).await.body["type"], 0);
}

#[tokio::test]
async fn an_enforced_nonce_posts_once_for_five_minutes() {
    let play = Play::start().await;
    let body = json!({"content": "once", "nonce": "n1", "enforce_nonce": true});
    let first = post(&play, body.clone()).await.body["id"].clone();
    play.seconds(299);
    assert_eq!(post(&play, body.clone()).await.body["id"], first);
    play.seconds(1);
    assert_ne!(post(&play, body).await.body["id"], first);
    let free = json!({"content": "often", "nonce": "n2"});
    assert_ne!(post(&play, free.clone()).await.body["id"], post(&play, free).await.body["id"]);
    assert_eq!(
        post(&play, json!({"content": "x", "nonce": "n".repeat(26)})).await.complaint("nonce"),
        "BASE_TYPE_MAX_LENGTH"
    );
}

#[tokio::test]
async fn files_come_with_a_message_and_can_be_fetched() {
    let play = Play::start().await;
    let path = format!("/channels/{}/messages", play.channel("checkout"));
    let body = json!({"content": "see", "attachments": [{"id": 0, "description": "numbers"}]});
    let reply = play.upload("POST", &path, body, &[("my table.csv", b"a,b".to_vec())]).await;
    let file = &reply.body["attachments"][0];
    assert_eq!(
        (&file["filename"], &file["size"], &file["description"]),
        (&json!("my_table.csv"), &json!(3), &json!("numbers"))
    );
    assert_eq!(play.fetch(text(&file["url"])).await, (200, b"a,b".to_vec()));
    let message = format!("{path}/{}", text(&reply.body["id"]));
    let kept = play.call("PATCH", &message, json!({"attachments": []})).await;
    assert_eq!(kept.body["attachments"], json!([]));
}

#[tokio::test]
async fn a_file_of_ten_mebibytes_fits_and_one_more_byte_does_not() {
    let play = Play::start().await;
    let path = format!("/channels/{}/messages", play.channel("checkout"));
    let size = 10 * 1024 * 1024;
    assert_eq!(play.upload("POST", &path, json!({}), &[("f", vec![0; size])]).await.status, 200);
    assert_eq!(play.upload("POST", &path, json!({}), &[("f", vec![0; size + 1])]).await.refusal(), (413, 40005));
}

#[tokio::test]
async fn a_picture_shown_by_an_embed_gets_its_address_and_size() {
    let play = Play::start().await;
    let (_, picture) = play.fetch(&format!("{}/cdn/embed/avatars/0.png", play.sandbox.base_url())).await;
    let path = format!("/channels/{}/messages", play.channel("checkout"));
    let body = json!({"embeds": [{"title": "t", "image": {"url": "attachment://chart.png"}}]});
    let reply = play.upload("POST", &path, body, &[("chart.png", picture.clone())]).await;
    let image = &reply.body["embeds"][0]["image"];
    assert_eq!((&image["width"], &reply.body["attachments"]), (&json!(128), &json!([])));
    assert_eq!(play.fetch(text(&image["url"])).await, (200, picture));
}

#[tokio::test]
async fn messages_are_listed_newest_first_around_any_of_them() {
    let play = Play::start().await;
    for number in 0..6 {
        post(&play, json!({"content": number.to_string()})).await;
    }
    let list = async |query: &str| {
        let reply =
            play.call("GET", &format!("/channels/{}/messages?{query}", play.channel("checkout")), Value::Null).await;
        reply.body.as_array().cloned().unwrap_or_default()
    };
    let contents =
        |messages: &[Value]| messages.iter().map(|message| text(&message["content"]).to_owned()).collect::<Vec<_>>();
    let latest = list("limit=6").await;
    assert_eq!(contents(&latest), ["5", "4", "3", "2", "1", "0"]);
    let third = text(&latest[2]["id"]);
    assert_eq!(contents(&list(&format!("before={third}&limit=2")).await), ["2", "1"]);
    assert_eq!(contents(&list(&format!("after={third}&limit=1")).await), ["4"]);
    assert_eq!(contents(&list(&format!("around={third}&limit=3")).await), ["4", "3", "2"]);
    let too_many =
        play.call("GET", &format!("/channels/{}/messages?limit=101", play.channel("checkout")), Value::Null).await;
    assert_eq!(too_many.complaint("limit"), "NUMBER_TYPE_MAX");
}

#[tokio::test]
async fn only_ones_own_messages_can_be_edited_and_deleting_others_needs_permission() {
    let play = Play::start().await;
    let first = play.sandbox.people().messages(play.person("Leo Brandt"), play.channel("checkout")).expect("visible")
        [0]
    .clone();
    let theirs = format!("/channels/{}/messages/{}", play.channel("checkout"), text(&first["id"]));
    assert_eq!(play.call("PATCH", &theirs, json!({"content": "x"})).await.refusal(), (403, 50005));
    assert_eq!(play.call("DELETE", &theirs, Value::Null).await.refusal(), (403, 50013));
    let own = post(&play, json!({"content": "mine"})).await.body;
    let own = format!("/channels/{}/messages/{}", play.channel("checkout"), text(&own["id"]));
    play.seconds(1);
    let edited = play.call("PATCH", &own, json!({"content": "still mine"})).await.body;
    assert!(edited["edited_timestamp"].is_string());
    assert_eq!(play.call("PATCH", &own, json!({"content": ""})).await.refusal(), (400, 50006));
    assert_eq!(play.call("DELETE", &own, Value::Null).await.status, 204);
    assert_eq!(play.call("GET", &own, Value::Null).await.refusal(), (404, 10008));
}

#[tokio::test]
async fn moderators_show_and_hide_others_embeds_and_change_nothing_else() {
    const SUPPRESS_EMBEDS: u64 = 1 << 2;
    let play = Play::start().await;
    let (leo, bot, checkout) = (play.person("Leo Brandt"), play.person("Test Bot"), play.channel("checkout"));
    let words = format!("<@{leo}> see https://example.com");
    let theirs = play.sandbox.people().post(leo, checkout, &words, None).expect("he may post");
    let path = format!("/channels/{checkout}/messages/{}", text(&theirs["id"]));
    let edit = async |body: Value| play.call("PATCH", &path, body).await;
    assert_eq!(edit(json!({"flags": SUPPRESS_EMBEDS})).await.refusal(), (403, 50013));
    let permission = discord_sandbox::Permissions::MANAGE_MESSAGES;
    let world = play.sandbox.world();
    world.overwrite_member(checkout, bot, permission, discord_sandbox::Permissions::NONE).expect("both are there");
    for (flags, shown) in [(SUPPRESS_EMBEDS, SUPPRESS_EMBEDS), (0, 0), (SUPPRESS_EMBEDS | 1, SUPPRESS_EMBEDS)] {
        let edited = edit(json!({"flags": flags})).await;
        assert_eq!((edited.status, &edited.body["flags"]), (200, &json!(shown)), "{flags}: {}", edited.body);
        assert_eq!(edited.body["edited_timestamp"], Value::Null, "it is not what Leo said that was changed");
        assert_eq!((&edited.body["mentions"][0]["id"], &edited.body["author"]["id"]), (&json!(leo), &json!(leo)));
    }
    for more in [
        json!({"content": "x"}),
        json!({"embeds": []}),
        json!({"components": []}),
        json!({"attachments": []}),
        json!({"flags": 0, "content": "x"}),
        json!({}),
    ] {
        assert_eq!(edit(more.clone()).await.refusal(), (403, 50005), "{more}");
    }
}

#[tokio::test]
async fn an_edit_mentions_anew_only_what_it_words_anew() {
    let play = Play::start().await;
    let leo = play.person("Leo Brandt");
    let quiet = json!({"content": format!("<@{leo}>"), "allowed_mentions": {"parse": []}});
    let own = post(&play, quiet).await.body;
    let path = format!("/channels/{}/messages/{}", play.channel("checkout"), text(&own["id"]));
    let edit = async |body: Value| play.call("PATCH", &path, body).await.body["mentions"].clone();
    assert_eq!(own["mentions"], json!([]));
    assert_eq!(edit(json!({"embeds": [{"title": "t"}]})).await, json!([]));
    assert_eq!(edit(json!({"content": format!("hello <@{leo}>")})).await[0]["id"], json!(leo));
}

#[tokio::test]
async fn direct_messages_reach_those_who_share_a_server() {
    let play = Play::start().await;
    let open =
        async |user: u64| play.call("POST", "/users/@me/channels", json!({"recipient_id": user.to_string()})).await;
    let priya = play.person("Priya Nair");
    let channel = open(priya.get()).await.body;
    assert_eq!((&channel["type"], &open(priya.get()).await.body["id"]), (&json!(1), &channel["id"]));
    let path = format!("/channels/{}/messages", text(&channel["id"]));
    assert_eq!(play.call("POST", &path, json!({"content": "hello"})).await.status, 200);
    let read = play.sandbox.people().messages(priya, id(&channel["id"])).expect("it is hers");
    assert_eq!(read[0]["content"], "hello");
    assert!(play.sandbox.people().messages(play.person("Leo Brandt"), id(&channel["id"])).is_err());
    let stranger = play.sandbox.world().add_person("Stranger");
    assert_eq!(open(stranger.get()).await.refusal(), (403, 50007));
    assert_eq!(open(1).await.refusal(), (400, 50033));
}
