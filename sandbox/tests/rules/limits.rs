//! Discord's limits: for each constant of `src/world/limits.rs` a request that just fits and one that just does not.

use std::collections::BTreeSet;

use serde_json::json;

use crate::requests::*;

/// A limit, and the request that reaches it.
pub(crate) struct Edge {
    limit: &'static str,
    fits: usize,
    exceeds: usize,
    /// Where the complaint is, and what it is.
    at: &'static str,
    code: &'static str,
    request: fn(usize) -> Sent,
}

pub(crate) const fn edge(
    limit: &'static str,
    (fits, exceeds): (usize, usize),
    (at, code): (&'static str, &'static str),
    request: fn(usize) -> Sent,
) -> Edge {
    Edge { limit, fits, exceeds, at, code, request }
}

const IN_ROW: &str = "components.0.components";

const EDGES: &[Edge] = &[
    edge("CONTENT", (2_000, 2_001), ("content", TOO_LONG), |n| Sent::Post(json!({"content": letters(n)}))),
    edge("EMBEDS", (10, 11), ("embeds", TOO_LONG), |n| {
        Sent::Post(json!({"embeds": many(n, |_| json!({"title": "t"}))}))
    }),
    edge("EMBED_TITLE", (256, 257), ("embeds.0.title", TOO_LONG), |n| embed(json!({"title": letters(n)}))),
    edge("EMBED_DESCRIPTION", (4_096, 4_097), ("embeds.0.description", TOO_LONG), |n| {
        embed(json!({"description": letters(n)}))
    }),
    edge("EMBED_FIELDS", (25, 26), ("embeds.0.fields", TOO_LONG), |n| {
        embed(json!({"fields": many(n, |_| json!({"name": "n", "value": "v"}))}))
    }),
    edge("EMBED_FIELD_NAME", (256, 257), ("embeds.0.fields.0.name", TOO_LONG), |n| {
        embed(json!({"fields": [{"name": letters(n), "value": "v"}]}))
    }),
    edge("EMBED_FIELD_VALUE", (1_024, 1_025), ("embeds.0.fields.0.value", TOO_LONG), |n| {
        embed(json!({"fields": [{"name": "n", "value": letters(n)}]}))
    }),
    edge("EMBED_FOOTER", (2_048, 2_049), ("embeds.0.footer.text", TOO_LONG), |n| {
        embed(json!({"footer": {"text": letters(n)}}))
    }),
    edge("EMBED_AUTHOR", (256, 257), ("embeds.0.author.name", TOO_LONG), |n| {
        embed(json!({"author": {"name": letters(n)}}))
    }),
    edge("EMBED_TOTAL", (6_000, 6_001), ("embeds", "MAX_EMBED_SIZE_EXCEEDED"), |n| {
        let rest = json!({"description": letters(n - 4_096 - 5), "author": {"name": "author"[..4].to_owned()}, "footer": {"text": "f"}});
        Sent::Post(json!({"embeds": [{"description": letters(4_096)}, rest]}))
    }),
    edge("EMBED_URL", (2_048, 2_049), ("embeds.0.url", TOO_LONG), |n| {
        embed(json!({"title": "t", "url": format!("https://{}", "a".repeat(n - 8))}))
    }),
    edge("ACTION_ROWS", (5, 6), ("components", TOO_LONG), |n| {
        Sent::Post(json!({"components": many(n, |n| row(numbered(n)))}))
    }),
    edge("BUTTONS_IN_ROW", (5, 6), (IN_ROW, BAD_LENGTH), |n| {
        Sent::Post(json!({"components": [{"type": 1, "components": many(n, numbered)}]}))
    }),
    edge("BUTTONS_IN_ROW", (1, 0), (IN_ROW, BAD_LENGTH), |n| {
        Sent::Post(json!({"content": "x", "components": [{"type": 1, "components": many(n, numbered)}]}))
    }),
    edge("CUSTOM_ID", (100, 101), ("components.0.components.0.custom_id", BAD_LENGTH), |n| {
        component(button(json!({"custom_id": letters(n)})))
    }),
    edge("CUSTOM_ID", (1, 0), ("data.custom_id", MISSING), |n| modal(json!({"custom_id": letters(n)}))),
    edge("BUTTON_LABEL", (80, 81), ("components.0.components.0.label", TOO_LONG), |n| {
        component(button(json!({"label": letters(n)})))
    }),
    edge("BUTTON_URL", (512, 513), ("components.0.components.0.url", TOO_LONG), |n| {
        component(button(json!({"style": 5, "custom_id": null, "url": format!("https://{}", "a".repeat(n - 8))})))
    }),
    edge("SELECT_OPTIONS", (25, 26), ("components.0.components.0.options", BAD_LENGTH), |n| {
        select(json!({"options": many(n, option_of_select)}))
    }),
    edge("SELECT_OPTIONS", (1, 0), ("components.0.components.0.options", BAD_LENGTH), |n| {
        select(json!({"options": many(n, option_of_select)}))
    }),
    edge("SELECT_VALUES", (25, 26), ("components.0.components.0.max_values", TOO_GREAT), |n| {
        select(json!({"max_values": n}))
    }),
    edge("SELECT_TEXT", (100, 101), ("components.0.components.0.options.0.label", BAD_LENGTH), |n| {
        select(json!({"options": [{"label": letters(n), "value": "v"}]}))
    }),
    edge("SELECT_TEXT", (100, 101), ("components.0.components.0.options.0.value", BAD_LENGTH), |n| {
        select(json!({"options": [{"label": "l", "value": letters(n)}]}))
    }),
    edge("SELECT_TEXT", (100, 101), ("components.0.components.0.options.0.description", BAD_LENGTH), |n| {
        select(json!({"options": [{"label": "l", "value": "v", "description": letters(n)}]}))
    }),
    edge("SELECT_TEXT", (1, 0), ("components.0.components.0.options.0.label", MISSING), |n| {
        select(json!({"options": [{"label": letters(n), "value": "v"}]}))
    }),
    edge("SELECT_PLACEHOLDER", (150, 151), ("components.0.components.0.placeholder", TOO_LONG), |n| {
        select(json!({"placeholder": letters(n)}))
    }),
    edge("MODAL_TITLE", (45, 46), ("data.title", BAD_LENGTH), |n| modal(json!({"title": letters(n)}))),
    edge("MODAL_TITLE", (1, 0), ("data.title", MISSING), |n| modal(json!({"title": letters(n)}))),
    edge("MODAL_COMPONENTS", (5, 6), ("data.components", BAD_LENGTH), |n| {
        modal(json!({"components": many(n, |n| row(input(n, json!({}))))}))
    }),
    edge("MODAL_COMPONENTS", (1, 0), ("data.components", BAD_LENGTH), |n| {
        modal(json!({"components": many(n, |n| row(input(n, json!({}))))}))
    }),
    edge("TEXT_INPUT_LABEL", (45, 46), ("data.components.0.components.0.label", BAD_LENGTH), |n| {
        input_with(json!({"label": letters(n)}))
    }),
    edge("TEXT_INPUT_LABEL", (1, 0), ("data.components.0.components.0.label", MISSING), |n| {
        input_with(json!({"label": letters(n)}))
    }),
    edge("TEXT_INPUT_PLACEHOLDER", (100, 101), ("data.components.0.components.0.placeholder", TOO_LONG), |n| {
        input_with(json!({"placeholder": letters(n)}))
    }),
    edge("TEXT_INPUT_MAX", (4_000, 4_001), ("data.components.0.components.0.max_length", TOO_GREAT), |n| {
        input_with(json!({"max_length": n}))
    }),
    edge("TEXT_INPUT_MAX", (4_000, 4_001), ("data.components.0.components.0.min_length", TOO_GREAT), |n| {
        input_with(json!({"min_length": n}))
    }),
    edge("TEXT_INPUT_MAX", (4_000, 4_001), ("data.components.0.components.0.value", TOO_LONG), |n| {
        input_with(json!({"value": letters(n)}))
    }),
    edge("LABEL", (45, 46), ("data.components.0.label", BAD_LENGTH), |n| label(json!({"label": letters(n)}))),
    edge("LABEL", (1, 0), ("data.components.0.label", MISSING), |n| label(json!({"label": letters(n)}))),
    edge("LABEL_DESCRIPTION", (100, 101), ("data.components.0.description", TOO_LONG), |n| {
        label(json!({"description": letters(n)}))
    }),
    edge("AUTOCOMPLETE_CHOICES", (25, 26), ("data.choices", TOO_LONG), |n| {
        Sent::Suggest(json!({"choices": many(n, choice)}))
    }),
    edge("CHOICE_TEXT", (100, 101), ("data.choices.0.name", BAD_LENGTH), |n| {
        Sent::Suggest(json!({"choices": [{"name": letters(n), "value": "v"}]}))
    }),
    edge("CHOICE_TEXT", (1, 0), ("data.choices.0.name", MISSING), |n| {
        Sent::Suggest(json!({"choices": [{"name": letters(n), "value": "v"}]}))
    }),
    edge("CHOICE_TEXT", (100, 101), ("options.0.choices.0.name", BAD_LENGTH), |n| {
        command(json!({"options": [option(0, json!({"choices": [{"name": letters(n), "value": "v"}]}))]}))
    }),
    edge("OPTION_CHOICES", (25, 26), ("options.0.choices", TOO_LONG), |n| {
        command(json!({"options": [option(0, json!({"choices": many(n, choice)}))]}))
    }),
    edge("COMMAND_OPTIONS", (25, 26), ("options", TOO_LONG), |n| {
        command(json!({"options": many(n, |n| option(n, json!({})))}))
    }),
    edge("COMMAND_NAME", (32, 33), ("name", BAD_LENGTH), |n| command(json!({"name": "ж".repeat(n)}))),
    edge("COMMAND_NAME", (1, 0), ("name", MISSING), |n| command(json!({"name": "ж".repeat(n)}))),
    edge("COMMAND_NAME", (32, 33), ("options.0.name", BAD_LENGTH), |n| {
        command(json!({"options": [option(0, json!({"name": "ж".repeat(n)}))]}))
    }),
    edge("COMMAND_NAME", (32, 33), ("name", BAD_LENGTH), |n| Sent::Command(json!({"type": 2, "name": letters(n)}))),
    edge("COMMAND_DESCRIPTION", (100, 101), ("description", BAD_LENGTH), |n| {
        command(json!({"description": letters(n)}))
    }),
    edge("COMMAND_DESCRIPTION", (1, 0), ("description", MISSING), |n| command(json!({"description": letters(n)}))),
    edge("COMMAND_TOTAL", (8_000, 8_001), ("", "APPLICATION_COMMAND_TOO_LARGE"), command_of),
    edge("OPTION_TEXT", (6_000, 6_001), ("options.0.max_length", TOO_GREAT), |n| {
        command(json!({"options": [option(0, json!({"max_length": n}))]}))
    }),
    edge("CHANNEL_NAME", (100, 101), ("name", BAD_LENGTH), |n| Sent::Thread(json!({"name": letters(n)}))),
    edge("CHANNEL_NAME", (1, 0), ("name", MISSING), |n| Sent::Thread(json!({"name": letters(n)}))),
    edge("CHANNEL_NAME", (1, 0), ("name", BAD_LENGTH), |n| Sent::ThreadChange(json!({"name": letters(n)}))),
    edge("CHANNEL_TOPIC", (1_024, 1_025), ("topic", TOO_LONG), |n| Sent::Channel(json!({"topic": letters(n)}))),
    edge("APPLICATION_DESCRIPTION", (400, 401), ("description", TOO_LONG), |n| {
        Sent::Application(json!({"description": letters(n)}))
    }),
    edge("ARCHIVE_AFTER_MINUTES", (60, 59), ("auto_archive_duration", "BASE_TYPE_CHOICES"), archiving_after),
    edge("ARCHIVE_AFTER_MINUTES", (1_440, 1_441), ("auto_archive_duration", "BASE_TYPE_CHOICES"), archiving_after),
    edge("ARCHIVE_AFTER_MINUTES", (4_320, 4_319), ("auto_archive_duration", "BASE_TYPE_CHOICES"), archiving_after),
    edge("ARCHIVE_AFTER_MINUTES", (10_080, 10_081), ("auto_archive_duration", "BASE_TYPE_CHOICES"), archiving_after),
    edge("SLOW_MODE", (21_600, 21_601), ("rate_limit_per_user", TOO_GREAT), |n| {
        Sent::Thread(json!({"name": "t", "rate_limit_per_user": n}))
    }),
    edge("NONCE", (25, 26), ("nonce", TOO_LONG), |n| Sent::Post(json!({"content": "x", "nonce": letters(n)}))),
    edge("FILES", (10, 11), ("files", TOO_LONG), Sent::Files),
    edge("FILE_DESCRIPTION", (1_024, 1_025), ("attachments.0.description", TOO_LONG), |n| {
        Sent::Post(json!({"attachments": [{"id": 0, "description": letters(n)}]}))
    }),
    edge("ALLOWED_MENTIONS", (100, 101), ("allowed_mentions.users", TOO_LONG), |n| {
        Sent::Post(json!({"content": "x", "allowed_mentions": {"users": many(n, |n| json!(n.to_string()))}}))
    }),
    edge("ALLOWED_MENTIONS", (100, 101), ("allowed_mentions.roles", TOO_LONG), |n| {
        Sent::Post(json!({"content": "x", "allowed_mentions": {"roles": many(n, |n| json!(n.to_string()))}}))
    }),
];

fn archiving_after(minutes: usize) -> Sent {
    Sent::Thread(json!({"name": "t", "auto_archive_duration": minutes}))
}

/// Limits that are not complaints about a body, and the tests of their edges.
const ELSEWHERE: &[(&str, &str)] = &[
    ("CHAT_COMMANDS", "a_hundred_chat_commands_and_fifteen_of_each_menu_fit"),
    ("CONTEXT_COMMANDS", "a_hundred_chat_commands_and_fifteen_of_each_menu_fit"),
    ("COMMAND_CREATES_A_DAY", "two_hundred_new_commands_a_day_fit_and_replacing_is_free"),
    ("OPTION_NUMBER", "whole_numbers_reach_to_two_to_the_53rd"),
    ("THREAD_MEMBERS", "a_thread_has_a_thousand_members_and_no_more"),
    ("ACTIVE_THREADS", "a_thousand_threads_are_active_and_no_more"),
    ("NONCE_MEMORY", "an_enforced_nonce_posts_once_for_five_minutes"),
    ("FILE_BYTES", "a_file_of_ten_mebibytes_fits_and_one_more_byte_does_not"),
    ("REQUEST_BYTES", "a_request_of_twenty_five_mebibytes_fits_and_one_more_byte_does_not"),
    ("ACKNOWLEDGE_WITHIN", "an_acknowledgement_at_three_seconds_is_in_time_and_later_is_unknown"),
    ("ENDPOINT_URL", "an_endpoint_is_set_over_rest_once_it_answers_pings_and_refuses_forged_ones"),
    ("NICK", "names_are_given_to_those_below"),
    ("MEMBER_ROLES", "a_member_has_a_limit_of_roles"),
    ("TIMEOUT", "a_timeout_lasts_twenty_eight_days_at_most"),
    ("PINS", "two_hundred_and_fifty_pins_fit_and_one_more_does_not"),
    ("PINS_PAGE", "pins_come_in_pages_the_latest_first"),
    ("BULK_DELETE", "two_to_a_hundred_messages_are_deleted_at_once"),
    ("BULK_DELETE_AGE", "messages_of_two_weeks_are_too_old_to_be_deleted_together"),
    ("REACTIONS", "twenty_different_reactions_fit_and_one_more_does_not"),
    ("EMOJI_NAME", "the_name_of_an_emoji_has_its_limit"),
    ("POLL_QUESTION", "each_part_of_a_poll_has_its_limit"),
    ("POLL_ANSWER", "each_part_of_a_poll_has_its_limit"),
    ("POLL_ANSWERS", "each_part_of_a_poll_has_its_limit"),
    ("POLL_HOURS", "each_part_of_a_poll_has_its_limit"),
    ("POLL_HOURS_DEFAULT", "a_poll_is_open_for_a_day_and_takes_one_answer_unless_it_says_otherwise"),
    ("TOKEN_LIFE", "a_token_lives_for_a_quarter_of_an_hour"),
];

const MODULE: &str = include_str!("../../src/world/limits.rs");

const TESTS: &[&str] = &[
    include_str!("commands.rs"),
    include_str!("counts.rs"),
    include_str!("endpoint.rs"),
    include_str!("history.rs"),
    include_str!("interactions.rs"),
    include_str!("member_edits.rs"),
    include_str!("messages.rs"),
    include_str!("polls.rs"),
    include_str!("reactions.rs"),
    include_str!("threads.rs"),
];

fn edges() -> impl Iterator<Item = &'static Edge> {
    EDGES.iter().chain(crate::forms::EDGES).chain(crate::layout::EDGES)
}

#[test]
fn every_limit_is_tried_at_its_edge() {
    let constants = MODULE.lines().filter_map(|line| line.strip_prefix("pub(crate) const ")?.split(':').next());
    let constants: BTreeSet<&str> = constants.collect();
    let tried: BTreeSet<&str> =
        edges().map(|edge| edge.limit).chain(ELSEWHERE.iter().map(|(limit, _)| *limit)).collect();
    assert_eq!(constants, tried, "left: the limits that there are; right: those with a test of their edge");
    for (limit, test) in ELSEWHERE {
        let there = TESTS.iter().any(|file| file.contains(&format!("fn {test}(")));
        assert!(there, "{limit} relies on the test {test}, which is not there");
    }
}

#[test]
fn a_limit_with_two_ends_is_tried_at_both() {
    let lines = MODULE.lines().filter_map(|line| line.strip_prefix("pub(crate) const ")?.split_once(':'));
    let two_ended = lines.filter(|(_, rest)| rest.contains("Length::between") || rest.contains("RangeInclusive"));
    for (limit, _) in two_ended.filter(|(limit, _)| ELSEWHERE.iter().all(|(other, _)| other != limit)) {
        let ends: BTreeSet<bool> =
            edges().filter(|edge| edge.limit == limit).map(|edge| edge.exceeds > edge.fits).collect();
        assert_eq!(ends, BTreeSet::from([false, true]), "{limit}: false is below, true is above");
    }
}

#[tokio::test]
async fn what_fits_is_taken_and_what_does_not_is_refused_at_its_place() {
    let play = stage().await;
    for edge in edges() {
        let name = format!("{} at {}", edge.limit, edge.at);
        let reply = send(&play, (edge.request)(edge.fits)).await;
        assert!((200..300).contains(&reply.status), "{name}: {} must fit: {}", edge.fits, reply.body);
        let reply = send(&play, (edge.request)(edge.exceeds)).await;
        assert_eq!(reply.refusal(), (400, 50035), "{name}: {} must not fit: {}", edge.exceeds, reply.body);
        assert_eq!(reply.body["message"], "Invalid Form Body");
        assert_eq!(reply.complaints(), [(edge.at.to_owned(), edge.code.to_owned())], "{name}: {}", reply.body);
    }
}
