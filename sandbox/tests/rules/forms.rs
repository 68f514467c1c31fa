//! Forms: what they can ask for, and how it is submitted.

use std::collections::BTreeMap;

use discord_sandbox::Interaction;
use serde_json::{Value, json};

use crate::limits::{Edge, edge};
use crate::play::{Play, text};
use crate::requests::*;

const INNER: &str = "data.components.0.component";

/// A form that asks for one thing.
fn asking(component: Value) -> Sent {
    label(json!({"component": component}))
}

fn choices(count: usize) -> Value {
    many(count, |n| json!({"label": "l", "value": n.to_string()}))
}

fn input_of(kind: u64, change: Value) -> Value {
    with(json!({"type": kind, "custom_id": "c"}), change)
}

/// The limits of `src/world/limits.rs` that concern what forms ask for.
pub(crate) const EDGES: &[Edge] = &[
    edge("RADIO_OPTIONS", (10, 11), ("data.components.0.component.options", BAD_LENGTH), |n| {
        asking(input_of(21, json!({"options": choices(n)})))
    }),
    edge("RADIO_OPTIONS", (2, 1), ("data.components.0.component.options", BAD_LENGTH), |n| {
        asking(input_of(21, json!({"options": choices(n)})))
    }),
    edge("CHECKBOX_OPTIONS", (1, 0), ("data.components.0.component.options", BAD_LENGTH), |n| {
        asking(input_of(22, json!({"options": choices(n)})))
    }),
    edge("CHECKBOX_OPTIONS", (10, 11), ("data.components.0.component.options", BAD_LENGTH), |n| {
        asking(input_of(22, json!({"max_values": 10, "options": choices(n)})))
    }),
    edge("CHECKBOX_VALUES", (10, 11), ("data.components.0.component.max_values", TOO_GREAT), |n| {
        asking(input_of(22, json!({"max_values": n, "options": choices(10)})))
    }),
    edge("UPLOAD_VALUES", (10, 11), ("data.components.0.component.max_values", TOO_GREAT), |n| {
        asking(input_of(19, json!({"max_values": n})))
    }),
    edge("UPLOAD_TYPES", (10, 11), ("data.components.0.component.file_types", TOO_LONG), |n| {
        asking(input_of(19, json!({"file_types": many(n, |_| json!(".pdf"))})))
    }),
];

#[tokio::test]
async fn fields_that_contradict_themselves_are_refused_at_their_place() {
    let play = stage().await;
    let twice = json!([{"label": "l", "value": "v"}, {"label": "l", "value": "v"}]);
    let ticked = json!([{"label": "l", "value": "a", "default": true}, {"label": "l", "value": "b", "default": true}]);
    for (component, at, code) in [
        (input_of(21, json!({})), ".options", MISSING),
        (input_of(22, json!({})), ".options", MISSING),
        (input_of(23, json!({"custom_id": null})), ".custom_id", MISSING),
        (input_of(23, json!({"default": "yes"})), ".default", "BOOLEAN_TYPE_CONVERT"),
        (input_of(21, json!({"options": twice})), ".options.1", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"),
        (input_of(21, json!({"options": ticked})), ".options", "SELECT_COMPONENT_TOO_MANY_DEFAULTS"),
        (
            input_of(22, json!({"options": choices(3), "min_values": 3, "max_values": 2})),
            ".min_values",
            "SELECT_COMPONENT_INVALID_MIN_VALUES",
        ),
        (input_of(19, json!({"min_values": 0})), ".min_values", "COMPONENT_REQUIRED_MIN_VALUES_INVALID"),
        (input_of(19, json!({"file_types": ["pdf"]})), ".file_types.0", "BASE_TYPE_CHOICES"),
        (input_of(5, json!({"disabled": true})), ".disabled", "MODAL_COMPONENT_DISABLED"),
        (input_of(5, json!({"min_values": 0})), ".min_values", "COMPONENT_REQUIRED_MIN_VALUES_INVALID"),
        (button(json!({})), ".type", "UNION_TYPE_CHOICES"),
    ] {
        let reply = send(&play, asking(component)).await;
        assert_eq!(reply.refusal(), (400, 50035), "{at}: {}", reply.body);
        assert_eq!(reply.complaints(), [(format!("{INNER}{at}"), code.to_owned())], "{}", reply.body);
    }
}

/// Opens a form that asks for all there is.
async fn open(play: &Play) -> Interaction {
    let labelled = |component: Value| json!({"type": 18, "label": "l", "component": component});
    let form = json!({"title": "Release", "custom_id": "release", "components": [
        {"type": 10, "content": "## What goes out"},
        labelled(input_of(21, json!({"custom_id": "how", "options": [
            {"label": "Slowly", "value": "slow", "default": true}, {"label": "At once", "value": "fast"}]}))),
        labelled(input_of(22, json!({"custom_id": "days", "options": choices(3), "max_values": 2}))),
        labelled(input_of(23, json!({"custom_id": "sure"}))),
        labelled(input_of(19, json!({"custom_id": "notes", "file_types": [".txt"], "required": false}))),
    ]});
    let run = play.run("/ask task: x").await;
    let opened = play.respond(&run.payload, json!({"type": 9, "data": form})).await;
    assert_eq!(opened.status, 204, "{}", opened.body);
    run.interaction
}

fn fields(pairs: &[(&str, Value)]) -> BTreeMap<String, Value> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

#[tokio::test]
async fn what_was_ticked_chosen_and_uploaded_is_submitted_as_documented() {
    let play = stage().await;
    let (priya, channel, people) = (play.person("Priya Nair"), play.channel("checkout"), play.sandbox.people());
    let opened = open(&play).await;
    let notes = people.upload(priya, channel, "notes.txt", Some("text/plain"), "kept").expect("she may upload");
    let notes = text(&notes["id"]);
    let mut gateway = play.connect(0).await;
    let given = fields(&[
        ("how", json!("fast")),
        ("days", json!(["0", "2"])),
        ("sure", json!(true)),
        ("notes", json!([notes])),
    ]);
    people.submit(priya, opened.id, &given).expect("the form takes that");
    let mut data = gateway.until("INTERACTION_CREATE").await["data"].take();
    let attachment = data["resolved"]["attachments"][notes].take();
    assert_eq!((&attachment["filename"], &attachment["size"]), (&json!("notes.txt"), &json!(4)));
    let labelled = |number: u64, component: Value| {
        let component = with(component, json!({"id": number + 1}));
        json!({"type": 18, "id": number, "component": component})
    };
    assert_eq!(
        data["components"],
        json!([
            {"type": 10, "id": 1},
            labelled(2, json!({"type": 21, "custom_id": "how", "value": "fast"})),
            labelled(4, json!({"type": 22, "custom_id": "days", "values": ["0", "2"]})),
            labelled(6, json!({"type": 23, "custom_id": "sure", "value": true})),
            labelled(8, json!({"type": 19, "custom_id": "notes", "values": [notes]})),
        ])
    );
}

#[tokio::test]
async fn what_a_form_does_not_take_is_said_and_what_is_left_alone_is_as_it_was() {
    let play = stage().await;
    let (priya, channel, people) = (play.person("Priya Nair"), play.channel("checkout"), play.sandbox.people());
    let opened = open(&play).await;
    let picture = people.upload(priya, channel, "a.png", None, "p").expect("she may upload");
    for wrong in [
        fields(&[]),
        fields(&[("days", json!(["0", "1", "2"]))]),
        fields(&[("days", json!(["9"]))]),
        fields(&[("days", json!(["0"])), ("how", json!("sideways"))]),
        fields(&[("days", json!(["0"])), ("notes", json!([picture["id"]]))]),
        fields(&[("days", json!(["0"])), ("notes", json!(["1"]))]),
    ] {
        assert!(people.submit(priya, opened.id, &wrong).is_err(), "{wrong:?}");
    }
    let mut gateway = play.connect(0).await;
    people.submit(priya, opened.id, &fields(&[("days", json!(["1"]))])).expect("that is all that must be said");
    let components = gateway.until("INTERACTION_CREATE").await["data"]["components"].take();
    let values = [&components[1], &components[3], &components[4]].map(|one| &one["component"]);
    assert_eq!((&values[0]["value"], &values[1]["value"]), (&json!("slow"), &json!(false)));
    assert_eq!(values[2]["values"], json!([]));
}

#[tokio::test]
async fn people_who_were_selected_in_a_form_come_along() {
    let play = stage().await;
    let (priya, leo) = (play.person("Priya Nair"), play.person("Leo Brandt"));
    let run = play.run("/ask task: x").await;
    let select = json!({"type": 18, "label": "Who", "component": {"type": 5, "custom_id": "who"}});
    let form = json!({"title": "t", "custom_id": "m", "components": [select]});
    assert_eq!(play.respond(&run.payload, json!({"type": 9, "data": form})).await.status, 204);
    let mut gateway = play.connect(0).await;
    let chosen = fields(&[("who", json!([leo.to_string()]))]);
    play.sandbox.people().submit(priya, run.interaction.id, &chosen).expect("Leo can be chosen");
    let resolved = gateway.until("INTERACTION_CREATE").await["data"]["resolved"].take();
    assert_eq!(resolved["users"][leo.to_string()]["id"], leo.to_string());
    assert!(resolved["members"][leo.to_string()].is_object(), "{resolved}");
}
