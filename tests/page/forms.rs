//! Forms with everything that a form can ask for. The bot behind them is a few lines long and answers over HTTP.

use std::sync::Arc;

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::post,
};
use fantoccini::Locator;
use serde_json::{Value, json};
use serenity::interactions_endpoint::Verifier;
use tokio::net::TcpListener;

use crate::scene;

const CHOICE: &str = "[data-testid=modal-choice]";

/// The form that opens whatever command is used.
fn form() -> Value {
    let labelled = |label: &str, component: Value| json!({"type": 18, "label": label, "component": component});
    let options =
        |labels: &[&str]| labels.iter().map(|label| json!({"label": label, "value": label})).collect::<Value>();
    json!({"type": 9, "data": {"title": "Plan a release", "custom_id": "plan", "components": [
        {"type": 10, "content": "What you answer goes to **the whole team**."},
        labelled("How", json!({"type": 21, "custom_id": "how", "options": options(&["Slowly", "At once"])})),
        labelled("On which days", json!({"type": 22, "custom_id": "days", "max_values": 2, "options": options(&["Monday", "Tuesday", "Friday"])})),
        labelled("Has it been tested?", json!({"type": 23, "custom_id": "tested"})),
        labelled("Notes", json!({"type": 19, "custom_id": "notes", "file_types": [".txt"], "required": false})),
    ]}})
}

/// Opens the form, and says afterwards what was filled in.
async fn interact(State(verifier): State<Arc<Verifier>>, headers: HeaderMap, body: Bytes) -> Response {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let signed = verifier.verify(header("x-signature-ed25519"), header("x-signature-timestamp"), &body);
    if signed.is_err() {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let interaction: Value = serde_json::from_slice(&body).unwrap_or_default();
    let answer = match interaction["type"].as_u64() {
        Some(1) => json!({"type": 1}),
        Some(5) => json!({"type": 4, "data": {"content": said(&interaction["data"])}}),
        _ => form(),
    };
    ([(header::CONTENT_TYPE, "application/json")], answer.to_string()).into_response()
}

fn said(data: &Value) -> String {
    let filled = data["components"].as_array().into_iter().flatten().map(|label| &label["component"]);
    let values = filled.filter_map(|one| one.get("value").or(one.get("values"))).map(Value::to_string);
    let files =
        data["resolved"]["attachments"].as_object().into_iter().flatten().map(|(_, file)| file["filename"].to_string());
    values.chain(files).collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn a_form_takes_choices_ticks_and_files_and_says_what_is_missing() {
    scene(async |stage| {
        let endpoint = stage.sandbox().endpoint();
        let verifier = Arc::new(Verifier::new(&endpoint.verify_key()));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
        let address = format!("http://{}/", listener.local_addr().expect("it is bound"));
        let routes = Router::new().route("/", post(interact)).with_state(verifier);
        let server = tokio::spawn(async move { axum::serve(listener, routes).await });
        endpoint.set_url(Some(&address)).await.expect("it checks signatures");

        let page = stage.page_of("priya.nair", "checkout").await;
        page.types("/about").await;
        page.clicks("[data-testid=send]", "").await;
        page.sees("[data-testid=modal] .md", "the whole team").await;
        page.clicks("[data-testid=modal-submit]", "Submit").await;
        page.sees("[data-testid=modal] .field-note.problem", "Please choose at least one.").await;
        page.writes_in(&format!("{CHOICE}[type=radio]")).await;
        page.clicks("[data-testid=modal] .choice", "At once").await;
        for day in ["Monday", "Tuesday", "Friday"] {
            page.clicks("[data-testid=modal] .choice", day).await;
        }
        page.clicks("[data-testid=modal-submit]", "Submit").await;
        page.sees("[data-testid=modal] .field-note.problem", "at most 2; 3 chosen").await;
        page.clicks("[data-testid=modal] .choice", "Tuesday").await;
        page.clicks("[data-testid=modal] .choice", "Yes").await;
        let folder = tempfile::tempdir().expect("temporary files can be written");
        let notes = folder.path().join("notes.txt");
        std::fs::write(&notes, "All is ready.").expect("temporary files can be written");
        let chooser = page.sees("[data-testid=modal-file]", "").await;
        chooser.send_keys(&notes.to_string_lossy()).await.expect("a file can be chosen");
        page.sees("[data-testid=modal] .form-files .field-note", "notes.txt").await;
        page.clicks("[data-testid=modal-submit]", "Submit").await;
        page.sees_no("[data-testid=modal]").await;
        let answer = page.sees("[data-testid=message][data-author=Lanekeeper]", "At once").await;
        let content = answer.find(Locator::Css(".content")).await.expect("it has words");
        let words = content.text().await.expect("it is there");
        assert!(
            words.starts_with(r#""At once" ["Monday","Friday"] true [""#) && words.ends_with(r#"] "notes.txt""#),
            "{words}"
        );
        server.abort();
    })
    .await;
}
