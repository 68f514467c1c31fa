//! Files: sent along, kept, described, fetched again, and given to commands.

use discord_sandbox::Post;
use discord_sandbox::ids::AttachmentId;
use serde_json::{Value, json};

use crate::play::{Play, Reply, commands, id, text};

/// The head of a PNG of 3 × 2 pixels.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x03\0\0\0\x02\x08\x02\0\0\0";
const GIF: &[u8] = b"GIF89a\x03\0\x02\0\0\0\0";
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08\0\x02\0\x03\x03\x01\x22\0\x02\x11\x01\x03\x11\x01";
const WEBP: &[u8] = b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x02\0\0\x01\0\0";

async fn post(play: &Play, body: Value, files: &[(&str, Vec<u8>)]) -> Reply {
    play.upload("POST", &format!("/channels/{}/messages", play.channel("checkout")), body, files).await
}

fn names(message: &Value) -> Vec<&str> {
    message["attachments"].as_array().into_iter().flatten().map(|file| text(&file["filename"])).collect()
}

/// Status, headers and content of what an address leads to.
async fn fetch(address: &Value) -> (u16, reqwest::header::HeaderMap, Vec<u8>) {
    let response = reqwest::get(text(address)).await.expect("the sandbox answers");
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    (status, headers, response.bytes().await.expect("the answer is whole").to_vec())
}

#[tokio::test]
async fn pictures_of_each_kind_tell_their_size() {
    let play = Play::start().await;
    let files =
        [("a.png", PNG), ("b.gif", GIF), ("c.jpg", JPEG), ("d.webp", WEBP)].map(|(name, bytes)| (name, bytes.to_vec()));
    let message = post(&play, json!({}), &files).await.body;
    for (file, kind) in message["attachments"].as_array().expect("files").iter().zip(["png", "gif", "jpeg", "webp"]) {
        assert_eq!((&file["width"], &file["height"]), (&json!(3), &json!(2)), "{file}");
        assert_eq!(file["content_type"], format!("image/{kind}"));
    }
    let message = post(&play, json!({}), &[("e.png", b"no picture".to_vec())]).await.body;
    assert_eq!(message["attachments"][0]["width"], Value::Null);
}

#[tokio::test]
async fn a_file_is_fetched_as_it_was_sent_with_its_kind_and_name() {
    let play = Play::start().await;
    let files = [("votes.csv", b"a,b\n".to_vec()), ("a.png", PNG.to_vec()), ("page.html", b"<script>".to_vec())];
    let message = post(&play, json!({}), &files).await.body;
    for (index, (kind, how)) in [
        ("text/csv; charset=utf-8", "attachment; filename=\"votes.csv\""),
        ("image/png", "inline; filename=\"a.png\""),
        ("text/html; charset=utf-8", "attachment; filename=\"page.html\""),
    ]
    .into_iter()
    .enumerate()
    {
        let file = &message["attachments"][index];
        let (status, headers, content) = fetch(&file["url"]).await;
        assert_eq!((status, &content), (200, &files[index].1));
        assert_eq!(headers["content-type"], kind);
        assert_eq!(headers["content-disposition"], how);
        assert_eq!(headers["content-length"], file["size"].to_string().as_str());
        assert_eq!(headers["x-content-type-options"], "nosniff");
    }
}

#[tokio::test]
async fn addresses_look_signed_and_work_without() {
    let play = Play::start().await;
    let message = post(&play, json!({}), &[("a.txt", b"a".to_vec())]).await.body;
    let address = text(&message["attachments"][0]["url"]).to_owned();
    let (bare, signature) = address.split_once('?').expect("signed");
    let parts: Vec<&str> = signature.split('&').collect();
    let part = |index: usize, name: &str| parts[index].strip_prefix(name).expect(name).to_owned();
    let moment = |digits: String| u64::from_str_radix(&digits, 16).expect("hexadecimal") * 1_000;
    let now = play.clock.now().millis();
    assert!(moment(part(0, "ex=")) > now && moment(part(1, "is=")) <= now, "{signature}");
    assert_eq!((part(2, "hm=").len(), parts[3]), (64, ""));
    assert_eq!(fetch(&json!(bare)).await.0, 200);
    let elsewhere = bare.replace("/a.txt", "/b.txt");
    assert_eq!(fetch(&json!(elsewhere)).await.0, 404);
}

#[tokio::test]
async fn files_are_described_titled_and_hidden() {
    let play = Play::start().await;
    let listed = json!({"attachments": [
        {"id": 0, "description": "How it went", "is_spoiler": true},
        {"id": 1, "filename": "SPOILER_end.txt"},
    ]});
    let files = [("the end of it.txt", b"a".to_vec()), ("b.txt", b"b".to_vec())];
    let message = post(&play, listed, &files).await.body;
    let [first, second] = [&message["attachments"][0], &message["attachments"][1]];
    assert_eq!((&first["filename"], &first["title"]), (&json!("the_end_of_it.txt"), &json!("the end of it")));
    assert_eq!((&first["description"], &first["flags"]), (&json!("How it went"), &json!(8)));
    assert_eq!((&second["filename"], &second["title"]), (&json!("SPOILER_end.txt"), &Value::Null));
}

#[tokio::test]
async fn an_edit_keeps_what_it_lists_adds_what_it_brings_and_drops_the_rest() {
    let play = Play::start().await;
    let files = [("a.txt", b"a".to_vec()), ("b.txt", b"b".to_vec())];
    let message = post(&play, json!({"content": "x"}), &files).await.body;
    let path = format!("/channels/{}/messages/{}", play.channel("checkout"), text(&message["id"]));
    let untouched = play.call("PATCH", &path, json!({"content": "y"})).await.body;
    assert_eq!(names(&untouched), ["a.txt", "b.txt"], "what is not listed stays if nothing is");
    let more = play.upload("PATCH", &path, json!({}), &[("c.txt", b"c".to_vec())]).await.body;
    assert_eq!(names(&more), ["a.txt", "b.txt", "c.txt"]);
    let keep = json!({"attachments": [{"id": message["attachments"][1]["id"], "description": "second"}, {"id": 0}]});
    let kept = play.upload("PATCH", &path, keep, &[("d.txt", b"d".to_vec())]).await.body;
    assert_eq!(names(&kept), ["b.txt", "d.txt"]);
    assert_eq!(kept["attachments"][0]["description"], "second");
    assert_eq!(fetch(&message["attachments"][0]["url"]).await.0, 404, "what is dropped is gone");
    assert_eq!(fetch(&kept["attachments"][0]["url"]).await.0, 200);
    let none = play.call("PATCH", &path, json!({"attachments": []})).await.body;
    assert_eq!(names(&none), [""; 0]);
}

#[tokio::test]
async fn a_message_never_gets_more_than_ten_files() {
    let play = Play::start().await;
    let files: Vec<(&str, Vec<u8>)> = (0..10).map(|_| ("a.txt", b"a".to_vec())).collect();
    let message = post(&play, json!({}), &files).await.body;
    let path = format!("/channels/{}/messages/{}", play.channel("checkout"), text(&message["id"]));
    assert_eq!(play.upload("PATCH", &path, json!({}), &files[..1]).await.refusal(), (400, 30015));
    let replaced = json!({"attachments": [{"id": 0}]});
    assert_eq!(names(&play.upload("PATCH", &path, replaced, &files[..1]).await.body), ["a.txt"]);
}

#[tokio::test]
async fn interactions_are_answered_with_files_at_once_later_and_in_edits() {
    let play = Play::start().await;
    play.register(commands()).await;
    let received = play.run("/ask task: x").await;
    let (number, token) = (text(&received.payload["id"]), text(&received.payload["token"]));
    let body = json!({"type": 4, "data": {"flags": 64, "attachments": [{"id": 0, "description": "private"}]}});
    let path = format!("/interactions/{number}/{token}/callback");
    assert_eq!(play.upload("POST", &path, body, &[("a.txt", b"a".to_vec())]).await.status, 204);
    let hook = format!("/webhooks/{}/{token}", play.application());
    let original = play.hook("GET", &received.payload, "/messages/@original", Value::Null).await.body;
    let file = &original["attachments"][0];
    assert_eq!((&file["ephemeral"], &file["description"]), (&json!(true), &json!("private")));
    assert_eq!(fetch(&file["url"]).await.2, b"a");
    let follow_up = play.upload("POST", &hook, json!({}), &[("b.txt", b"b".to_vec())]).await.body;
    assert_eq!((names(&follow_up), &follow_up["attachments"][0]["ephemeral"]), (vec!["b.txt"], &Value::Null));
    let edit = json!({"attachments": [{"id": 0}]});
    let edited = play.upload("PATCH", &format!("{hook}/messages/@original"), edit, &[("c.txt", b"c".to_vec())]).await;
    assert_eq!(names(&edited.body), ["c.txt"]);
}

/// A command that takes a file.
fn takes_a_file() -> Value {
    json!([{"name": "import", "description": "Import", "options": [
        {"type": 11, "name": "file", "description": "What", "required": true},
        {"type": 3, "name": "as", "description": "Name"},
    ]}])
}

#[tokio::test]
async fn a_person_gives_a_file_to_a_command() {
    let play = Play::start().await;
    play.register(takes_a_file()).await;
    let (side, priya, channel) = (play.sandbox.people(), play.person("Priya Nair"), play.channel("checkout"));
    let file = side.upload(priya, channel, "votes.csv", None, b"a,b".to_vec()).expect("she may");
    let sent = play.run(&format!("/import file: {} as: all", text(&file["id"]))).await.payload;
    assert_eq!(sent["data"]["options"][0], json!({"name": "file", "type": 11, "value": file["id"]}));
    let given = &sent["data"]["resolved"]["attachments"][text(&file["id"])];
    assert_eq!((&given["filename"], &given["ephemeral"]), (&json!("votes.csv"), &json!(true)));
    assert_eq!(given["content_type"], "text/csv; charset=utf-8");
    assert_eq!(fetch(&given["url"]).await.2, b"a,b");
}

#[tokio::test]
async fn an_option_takes_only_a_file_that_was_uploaded_there() {
    let play = Play::start().await;
    play.register(takes_a_file()).await;
    let (side, priya) = (play.sandbox.people(), play.person("Priya Nair"));
    let elsewhere = side.upload(priya, play.channel("general"), "a.csv", None, b"a".to_vec()).expect("she may");
    for wrong in [text(&elsewhere["id"]), "1", "a.csv"] {
        let refused = side.run(priya, play.channel("checkout"), &format!("/import file: {wrong}"));
        assert!(refused.expect_err(wrong).message.contains("Upload the file first"), "{wrong}");
    }
    let hidden = side.upload(priya, play.channel("checkout-private"), "a.csv", None, b"a".to_vec());
    assert_eq!(hidden.expect_err("she does not see it").code, Some(50001));
    let large = side.upload(priya, play.channel("checkout"), "a.csv", None, vec![0; 10 * 1024 * 1024 + 1]);
    assert_eq!(large.expect_err("it is too large").code, Some(40005));
}

#[tokio::test]
async fn people_upload_and_post_files_over_http() {
    let play = Play::start().await;
    let (priya, channel) = (play.person("Priya Nair"), play.channel("checkout"));
    let place = format!("/people/{priya}/channels/{channel}");
    let file =
        play.raw("POST", &format!("{place}/files?filename=notes%20of%20today.txt"), "text/plain", "hello").await.body;
    assert_eq!(file["filename"], "notes_of_today.txt");
    let body = json!({"content": "here", "files": [file["id"]]}).to_string();
    let message = play.raw("POST", &format!("{place}/messages"), "application/json", &body).await.body;
    assert_eq!(fetch(&message["attachments"][0]["url"]).await.2, b"hello");
    assert_eq!(message["attachments"][0]["ephemeral"], Value::Null);
    let upload: AttachmentId = id(&file["id"]);
    let again = Post { files: &[upload], ..Post::default() };
    assert_eq!(play.sandbox.people().post_with(priya, channel, again).expect_err("it was posted").status, 404);
}
