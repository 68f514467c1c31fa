//! Messages made of components only: what they may hold, how they are counted, and what edits may do to them.

use serde_json::{Value, json};

use crate::limits::{Edge, edge};
use crate::play::{Play, Reply, id, text};
use crate::requests::*;

const V2: u64 = 1 << 15;
const LEGACY: &str = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2";

/// A message made of these.
fn made_of(components: Value) -> Sent {
    Sent::Post(json!({"flags": V2, "components": components}))
}

fn words(count: usize) -> Value {
    json!({"type": 10, "content": letters(count)})
}

fn gallery(items: Value) -> Value {
    json!({"type": 12, "items": items})
}

fn item(change: Value) -> Value {
    with(json!({"media": {"url": "https://example.org/a.png"}}), change)
}

fn section(texts: usize, accessory: Value) -> Value {
    json!({"type": 9, "components": many(texts, |_| words(1)), "accessory": accessory})
}

fn container(change: Value) -> Value {
    with(json!({"type": 17, "components": [words(1)]}), change)
}

/// The limits of `src/world/limits.rs` that concern messages made of components only.
pub(crate) const EDGES: &[Edge] = &[
    edge("COMPONENTS", (39, 40), ("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"), |n| {
        made_of(json!([container(json!({"components": many(n, |_| words(1))}))]))
    }),
    edge("COMPONENTS", (40, 41), ("components", TOO_LONG), |n| made_of(many(n, |_| words(1)))),
    edge("COMPONENTS", (1, 0), ("components.0.components", BAD_LENGTH), |n| {
        made_of(json!([container(json!({"components": many(n, |_| words(1))})), words(1)]))
    }),
    edge("TEXT_DISPLAY", (4_000, 4_001), ("components.0.content", BAD_LENGTH), |n| made_of(json!([words(n)]))),
    edge("TEXT_DISPLAY", (2_000, 2_001), ("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"), |n| {
        made_of(json!([words(2_000), container(json!({"components": [words(n)]}))]))
    }),
    edge("TEXT_DISPLAY", (1, 0), ("components.0.content", MISSING), |n| made_of(json!([words(n)]))),
    edge("SECTION_TEXTS", (3, 4), ("components.0.components", BAD_LENGTH), |n| {
        made_of(json!([section(n, button(json!({})))]))
    }),
    edge("GALLERY_ITEMS", (10, 11), ("components.0.items", BAD_LENGTH), |n| {
        made_of(json!([gallery(many(n, |_| item(json!({}))))]))
    }),
    edge("GALLERY_ITEMS", (1, 0), ("components.0.items", BAD_LENGTH), |n| {
        made_of(json!([gallery(many(n, |_| item(json!({}))))]))
    }),
    edge("MEDIA_DESCRIPTION", (1_024, 1_025), ("components.0.items.0.description", BAD_LENGTH), |n| {
        made_of(json!([gallery(json!([item(json!({"description": letters(n)}))]))]))
    }),
    edge("MEDIA_DESCRIPTION", (1, 0), ("components.0.items.0.description", BAD_LENGTH), |n| {
        made_of(json!([gallery(json!([item(json!({"description": letters(n)}))]))]))
    }),
];

#[tokio::test]
async fn what_does_not_belong_into_such_a_message_is_refused_at_its_place() {
    let play = stage().await;
    let thumbnail = json!({"type": 11, "media": {"url": "https://example.org/a.png"}});
    let missing = "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND";
    let beside = |field: &str, value: Value| {
        let mut body = json!({"flags": V2, "components": [words(1)]});
        body[field] = value;
        Sent::Post(body)
    };
    let poll = json!({"question": {"text": "q"}, "answers": [{"poll_media": {"text": "a"}}]});
    for (sent, at, code) in [
        (beside("content", json!("x")), "content", LEGACY),
        (beside("embeds", json!([{"title": "t"}])), "embeds", LEGACY),
        (beside("poll", poll), "poll", LEGACY),
        (Sent::Post(json!({"components": [words(1)]})), "components.0.type", "UNION_TYPE_CHOICES"),
        (made_of(json!([button(json!({}))])), "components.0.type", "UNION_TYPE_CHOICES"),
        (made_of(json!([thumbnail])), "components.0.type", "UNION_TYPE_CHOICES"),
        (
            made_of(json!([container(json!({"components": [container(json!({}))]}))])),
            "components.0.components.0.type",
            "UNION_TYPE_CHOICES",
        ),
        (made_of(json!([section(1, Value::Null)])), "components.0.accessory", MISSING),
        (made_of(json!([section(1, words(1))])), "components.0.accessory.type", "UNION_TYPE_CHOICES"),
        (made_of(json!([container(json!({"accent_color": 0x100_0000}))])), "components.0.accent_color", TOO_GREAT),
        (made_of(json!([{"type": 14, "spacing": 3}])), "components.0.spacing", "BASE_TYPE_CHOICES"),
        (made_of(json!([{"type": 12}])), "components.0.items", MISSING),
        (made_of(json!([{"type": 13}])), "components.0.file", MISSING),
        (made_of(json!([gallery(json!([{}]))])), "components.0.items.0.media", MISSING),
        (
            made_of(json!([gallery(json!([item(json!({"media": {"url": "attachment://a.png"}}))]))])),
            "components.0.items.0.media.url",
            missing,
        ),
        (made_of(json!([{"type": 13, "file": {"url": "attachment://a.txt"}}])), "components.0.file.url", missing),
        (
            made_of(json!([{"type": 13, "file": {"url": "https://example.org/a"}}])),
            "components.0.file.url",
            "URL_TYPE_INVALID_SCHEME",
        ),
        (
            made_of(json!([section(1, button(json!({}))), row(button(json!({})))])),
            "components.1.components.0.custom_id",
            "COMPONENT_CUSTOM_ID_DUPLICATED",
        ),
        (
            made_of(json!([with(words(1), json!({"id": 7})), with(words(1), json!({"id": 7}))])),
            "components.1.id",
            "COMPONENT_ID_DUPLICATED",
        ),
    ] {
        let reply = send(&play, sent).await;
        assert_eq!(reply.refusal(), (400, 50035), "{at}: {}", reply.body);
        assert_eq!(reply.complaints(), [(at.to_owned(), code.to_owned())], "{}", reply.body);
    }
    let empty = send(&play, made_of(json!([]))).await;
    assert_eq!(empty.refusal(), (400, 50006));
}

async fn post(play: &Play, components: Value, files: &[(&str, Vec<u8>)]) -> Value {
    let body = json!({"flags": V2, "components": components});
    let reply = play.upload("POST", &format!("/channels/{}/messages", play.channel("checkout")), body, files).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    reply.body
}

async fn edit(play: &Play, message: &Value, change: Value) -> Reply {
    let place = format!("/channels/{}/messages/{}", text(&message["channel_id"]), text(&message["id"]));
    play.call("PATCH", &place, change).await
}

#[tokio::test]
async fn components_come_back_numbered_and_complete() {
    let play = stage().await;
    let sent = json!([
        {"type": 17, "accent_color": 0xC0_FFEE, "components": [
            section(1, button(json!({"id": 2}))),
            {"type": 14},
            row(numbered(1)),
        ]},
        gallery(json!([item(json!({"spoiler": true}))])),
    ]);
    let message = post(&play, sent, &[]).await;
    assert_eq!((&message["content"], message["flags"].as_u64()), (&json!(""), Some(V2)));
    let [container, gallery] = message["components"].as_array().expect("components").as_slice() else {
        panic!("two stand on top: {message}");
    };
    assert_eq!(
        (&container["id"], &container["spoiler"], &container["accent_color"]),
        (&json!(1), &json!(false), &json!(0xC0_FFEE))
    );
    assert_eq!(container["components"][0]["id"], 3, "two is taken");
    assert_eq!(container["components"][0]["components"][0], json!({"type": 10, "id": 4, "content": letters(1)}));
    assert_eq!(container["components"][0]["accessory"]["id"], 2);
    assert_eq!(container["components"][1], json!({"type": 14, "id": 5, "divider": true, "spacing": 1}));
    assert_eq!(gallery["id"], 8);
    let shown = &gallery["items"][0];
    assert_eq!((&shown["spoiler"], &shown["description"]), (&json!(true), &Value::Null));
    assert_eq!(
        (&shown["media"]["url"], &shown["media"]["proxy_url"]),
        (&json!("https://example.org/a.png"), &json!("https://example.org/a.png"))
    );
}

#[tokio::test]
async fn uploads_are_shown_where_components_name_them() {
    let play = stage().await;
    let files = [("notes.txt", b"kept".to_vec()), ("loose.txt", b"l".to_vec())];
    let message = post(&play, json!([{"type": 13, "file": {"url": "attachment://notes.txt"}}]), &files).await;
    let file = &message["components"][0];
    assert_eq!((&file["name"], &file["size"], &file["spoiler"]), (&json!("notes.txt"), &json!(4), &json!(false)));
    assert_eq!(file["file"]["content_type"], "text/plain; charset=utf-8");
    assert_eq!(play.fetch(text(&file["file"]["url"])).await, (200, b"kept".to_vec()));
    let listed = message["attachments"].as_array().expect("a list");
    assert_eq!(
        (listed.len(), &listed[0]["filename"]),
        (1, &json!("loose.txt")),
        "what a component shows is shown once"
    );

    let both = json!([
        {"type": 13, "file": {"url": "attachment://loose.txt"}},
        {"type": 13, "file": {"url": "attachment://notes.txt"}},
    ]);
    let edited = edit(&play, &message, json!({"components": both})).await;
    assert_eq!((edited.status, &edited.body["attachments"]), (200, &json!([])), "{}", edited.body);
    let address = text(&edited.body["components"][1]["file"]["url"]).to_owned();
    assert_eq!(play.fetch(&address).await, (200, b"kept".to_vec()));
    let kept = edited.body["components"][0]["file"]["attachment_id"].clone();
    let change =
        json!({"attachments": [{"id": kept}], "components": [{"type": 13, "file": {"url": "attachment://notes.txt"}}]});
    let refused = edit(&play, &message, change).await;
    assert_eq!(refused.complaint("components.0.file.url"), "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND");
    let change =
        json!({"attachments": [{"id": kept}], "components": [{"type": 13, "file": {"url": "attachment://loose.txt"}}]});
    assert_eq!(edit(&play, &message, change).await.status, 200);
    assert_eq!(play.fetch(&address).await.0, 404, "a file that does not stay is gone");
}

#[tokio::test]
async fn the_flag_can_be_set_by_an_edit_and_never_taken_away() {
    let play = stage().await;
    let plain = send(&play, Sent::Post(json!({"content": "x", "embeds": [{"title": "t"}]}))).await.body;
    let left = edit(&play, &plain, json!({"flags": V2, "components": [words(1)]})).await;
    let both = [("content".to_owned(), LEGACY.to_owned()), ("embeds".to_owned(), LEGACY.to_owned())];
    assert_eq!(left.complaints(), both, "what was there must be emptied");
    let change = json!({"flags": V2, "content": null, "embeds": [], "components": [words(1)]});
    let changed = edit(&play, &plain, change).await;
    assert_eq!((changed.status, changed.body["flags"].as_u64()), (200, Some(V2)), "{}", changed.body);

    let without = edit(&play, &plain, json!({"flags": 0})).await;
    assert_eq!(without.complaint("flags"), "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG");
    let bare = edit(&play, &plain, json!({"content": "x"})).await;
    assert_eq!(bare.complaint("content"), LEGACY);
    let again = edit(&play, &plain, json!({"components": [words(2)]})).await;
    assert_eq!(again.body["components"][0]["content"], letters(2), "an edit without flags keeps them");
    assert_eq!(again.body["flags"].as_u64(), Some(V2));
}

#[tokio::test]
async fn the_text_of_components_mentions_whom_it_may() {
    let play = stage().await;
    let leo = play.person("Leo Brandt");
    let body = |allowed: Value| {
        let text = json!([container(json!({"components": [{"type": 10, "content": format!("<@{leo}>")}]}))]);
        Sent::Post(json!({"flags": V2, "components": text, "allowed_mentions": allowed}))
    };
    let told = send(&play, body(json!({"parse": ["users"]}))).await.body;
    assert_eq!(told["mentions"][0]["id"], leo.to_string());
    assert_eq!(send(&play, body(json!({"parse": []}))).await.body["mentions"], json!([]));
}

#[tokio::test]
async fn a_deferred_answer_and_a_press_can_be_made_of_components() {
    let play = stage().await;
    let received = play.run("/ask task: x").await.payload;
    assert_eq!(play.respond(&received, json!({"type": 5})).await.status, 204);
    let card = json!([container(json!({"components": [section(1, button(json!({"custom_id": "more"})))]}))]);
    let filled = play.hook("PATCH", &received, "/messages/@original", json!({"flags": V2, "components": card})).await;
    assert_eq!((filled.status, filled.body["flags"].as_u64()), (200, Some(V2)), "{}", filled.body);

    let mut gateway = play.connect(0).await;
    let pressed = play.sandbox.people().press(play.person("Priya Nair"), id(&filled.body["id"]), "more");
    pressed.expect("the button in the section can be pressed");
    let pressed = gateway.until("INTERACTION_CREATE").await;
    assert_eq!(pressed["data"], json!({"component_type": 2, "custom_id": "more", "id": 4}));
    let bare = play.respond(&pressed, json!({"type": 7, "data": {"content": "x"}})).await;
    assert_eq!(bare.complaint("data.content"), LEGACY);
    let updated = play.respond(&pressed, json!({"type": 7, "data": {"components": [words(3)]}})).await;
    assert_eq!(updated.status, 204, "{}", updated.body);
    let shown = play.hook("GET", &received, "/messages/@original", Value::Null).await.body;
    assert_eq!(shown["components"], json!([{"type": 10, "id": 1, "content": letters(3)}]));
}
