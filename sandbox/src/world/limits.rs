//! Discord's limits, each where its documentation states it. `tests/rules/limits.rs` tries every one of them at its edge.
//!
//! Texts are counted in code points, whatever the field: Discord's developers say so of the whole API
//! (github.com/discord/discord-api-docs/issues/1315). What its clients count while one types is another matter.
//! Texts of embeds are counted without the white space around them (`resources/message#embed-object-embed-limits`).

use std::ops::RangeInclusive;
use std::time::Duration;

use crate::form::Length;

/// Text of a message (`resources/message#create-message`).
pub(crate) const CONTENT: Length = Length::up_to(2_000);
/// Embeds in a message (`resources/message#create-message`).
pub(crate) const EMBEDS: usize = 10;
/// Title of an embed (`resources/message#embed-object-embed-limits`, as the next six).
pub(crate) const EMBED_TITLE: Length = Length::up_to(256);
/// Description of an embed.
pub(crate) const EMBED_DESCRIPTION: Length = Length::up_to(4_096);
/// Fields of an embed.
pub(crate) const EMBED_FIELDS: usize = 25;
/// Name of a field.
pub(crate) const EMBED_FIELD_NAME: Length = Length::up_to(256);
/// Value of a field.
pub(crate) const EMBED_FIELD_VALUE: Length = Length::up_to(1_024);
/// Text of a footer.
pub(crate) const EMBED_FOOTER: Length = Length::up_to(2_048);
/// Name of an author.
pub(crate) const EMBED_AUTHOR: Length = Length::up_to(256);
/// Titles, descriptions, fields, footers and author names of all embeds of a message together.
pub(crate) const EMBED_TOTAL: usize = 6_000;
/// An address in an embed or a button. Discord documents 512 for buttons; addresses in embeds share 2,048.
pub(crate) const EMBED_URL: Length = Length::up_to(2_048);

/// Action rows in a message (`components/reference#legacy-message-component-behavior`).
pub(crate) const ACTION_ROWS: usize = 5;
/// Buttons in an action row (`components/reference#action-row`).
pub(crate) const BUTTONS_IN_ROW: usize = 5;
/// An id that the developer gives to a component or a modal (`components/reference#custom-id`).
pub(crate) const CUSTOM_ID: Length = Length::between(1, 100);
/// Text on a button (`components/reference#button`).
pub(crate) const BUTTON_LABEL: Length = Length::up_to(80);
/// Address behind a link button (`components/reference#button`).
pub(crate) const BUTTON_URL: Length = Length::up_to(512);
/// Options of a select (`components/reference#string-select`).
pub(crate) const SELECT_OPTIONS: usize = 25;
/// How many values of a select may have to be chosen, and may be chosen (`components/reference#string-select`).
pub(crate) const SELECT_VALUES: i64 = 25;
/// Label, value and description of a select's option (`components/reference#string-select-select-option-structure`).
pub(crate) const SELECT_TEXT: Length = Length::between(1, 100);
/// What an empty select shows (`components/reference#string-select`).
pub(crate) const SELECT_PLACEHOLDER: Length = Length::up_to(150);
/// Components of a message that is made of nothing else, with those inside others (`components/reference`).
pub(crate) const COMPONENTS: usize = 40;
/// Text of a text display, and of all in a message together (Discord's OpenAPI document; discord-api-docs#8562).
pub(crate) const TEXT_DISPLAY: Length = Length::between(1, 4_000);
/// Texts of a section (`components/reference#section`).
pub(crate) const SECTION_TEXTS: usize = 3;
/// Items of a media gallery (`components/reference#media-gallery`).
pub(crate) const GALLERY_ITEMS: RangeInclusive<usize> = 1..=10;
/// What a picture in a component shows, for those who don't see it (`components/reference#thumbnail`).
pub(crate) const MEDIA_DESCRIPTION: Length = Length::between(1, 1_024);
/// Options of a radio group (`components/reference#radio-group`).
pub(crate) const RADIO_OPTIONS: RangeInclusive<usize> = 2..=10;
/// Options of a checkbox group (`components/reference#checkbox-group`).
pub(crate) const CHECKBOX_OPTIONS: RangeInclusive<usize> = 1..=10;
/// How many of a checkbox group may have to be ticked, and may be (`components/reference#checkbox-group`).
pub(crate) const CHECKBOX_VALUES: i64 = 10;
/// Files that a form may ask for in one field (`components/reference#file-upload`).
pub(crate) const UPLOAD_VALUES: i64 = 10;
/// Kinds of file that a field lets through (`components/reference#file-upload`).
pub(crate) const UPLOAD_TYPES: usize = 10;
/// Title of a modal (`interactions/receiving-and-responding#interaction-response-object-modal`).
pub(crate) const MODAL_TITLE: Length = Length::between(1, 45);
/// Components of a modal (`interactions/receiving-and-responding#interaction-response-object-modal`).
pub(crate) const MODAL_COMPONENTS: usize = 5;
/// Label of a text input (`components/reference#text-input`).
pub(crate) const TEXT_INPUT_LABEL: Length = Length::between(1, 45);
/// What an empty text input shows (`components/reference#text-input`).
pub(crate) const TEXT_INPUT_PLACEHOLDER: Length = Length::up_to(100);
/// Longest text of a text input (`components/reference#text-input`).
pub(crate) const TEXT_INPUT_MAX: i64 = 4_000;
/// Label of a `label` component in a modal (`components/reference#label`).
pub(crate) const LABEL: Length = Length::between(1, 45);
/// Description of a `label` component in a modal (`components/reference#label`).
pub(crate) const LABEL_DESCRIPTION: Length = Length::up_to(100);

/// Choices that an autocomplete answer may hold (`interactions/receiving-and-responding#interaction-response-object-autocomplete`).
pub(crate) const AUTOCOMPLETE_CHOICES: usize = 25;
/// Name and text value of a choice (`interactions/application-commands#application-command-object-application-command-option-choice-structure`).
pub(crate) const CHOICE_TEXT: Length = Length::between(1, 100);
/// Choices of an option (`interactions/application-commands#application-command-object-application-command-option-structure`).
pub(crate) const OPTION_CHOICES: usize = 25;
/// Options of a command or of a sub-command (`interactions/application-commands#application-command-object`).
pub(crate) const COMMAND_OPTIONS: usize = 25;
/// Name of a command or of an option (`interactions/application-commands#application-command-object-application-command-naming`).
pub(crate) const COMMAND_NAME: Length = Length::between(1, 32);
/// Description of a command or of an option (`interactions/application-commands`).
pub(crate) const COMMAND_DESCRIPTION: Length = Length::between(1, 100);
/// Names, descriptions and choice values of a command together (`interactions/application-commands#registering-a-command`).
pub(crate) const COMMAND_TOTAL: usize = 8_000;
/// Chat input commands in one scope (`interactions/application-commands#registering-a-command`).
pub(crate) const CHAT_COMMANDS: usize = 100;
/// User commands in one scope, and message commands in one scope. Documented as 15 since 2025, 5 before.
pub(crate) const CONTEXT_COMMANDS: usize = 15;
/// New commands of one scope within a day; replacing one of the same name is none
/// (`interactions/application-commands#registering-a-command`).
pub(crate) const COMMAND_CREATES_A_DAY: usize = 200;
/// Longest text that an option of type string takes (`interactions/application-commands`, `max_length`).
pub(crate) const OPTION_TEXT: i64 = 6_000;
/// Whole numbers that an option takes lie within plus and minus this (2^53).
pub(crate) const OPTION_NUMBER: f64 = 9_007_199_254_740_992.0;

/// Name of a channel or thread (`resources/channel#channel-object`).
pub(crate) const CHANNEL_NAME: Length = Length::between(1, 100);
/// Topic of a text channel (`resources/channel#channel-object`).
pub(crate) const CHANNEL_TOPIC: Length = Length::up_to(1_024);
/// Threads archive themselves after one of these minutes (`resources/channel#channel-object`).
pub(crate) const ARCHIVE_AFTER_MINUTES: [i64; 4] = [60, 1_440, 4_320, 10_080];
/// Members of a thread (`topics/opcodes-and-status-codes`, 30033).
pub(crate) const THREAD_MEMBERS: usize = 1_000;
/// Threads of a server that are not archived. The documentation has the limit (`topics/threads`) without its number; the number
/// is that of Discord's help centre.
pub(crate) const ACTIVE_THREADS: usize = 1_000;
/// Slow mode in seconds (`resources/channel#channel-object`).
pub(crate) const SLOW_MODE: (i64, i64) = (0, 21_600);
/// A nonce (`resources/message#create-message`).
pub(crate) const NONCE: Length = Length::up_to(25);
/// For how long an enforced nonce is remembered; documented as "the past few minutes".
pub(crate) const NONCE_MEMORY: Duration = Duration::from_secs(5 * 60);
/// Files in a message (`reference#uploading-files`).
pub(crate) const FILES: usize = 10;
/// Bytes of one file (`reference#uploading-files`).
pub(crate) const FILE_BYTES: usize = 10 * 1024 * 1024;
/// Bytes of a whole request (`reference#uploading-files`).
pub(crate) const REQUEST_BYTES: usize = 25 * 1024 * 1024;
/// Description of a file (`resources/message#attachment-object`).
pub(crate) const FILE_DESCRIPTION: Length = Length::up_to(1_024);
/// Users or roles named in allowed mentions (`resources/message#allowed-mentions-object`).
pub(crate) const ALLOWED_MENTIONS: usize = 100;

/// What a member is called in a server (`resources/guild#modify-guild-member`).
pub(crate) const NICK: Length = Length::up_to(32);
/// Roles of a member; the number is that of Discord's OpenAPI document.
pub(crate) const MEMBER_ROLES: usize = 350;
/// The longest that a member can be timed out (`resources/guild#modify-guild-member`).
pub(crate) const TIMEOUT: Duration = Duration::from_secs(28 * 24 * 3_600);
/// Pinned messages in a channel (`topics/opcodes-and-status-codes`, 30003).
pub(crate) const PINS: usize = 250;
/// Pins in a page of them (`resources/message#get-channel-pins`).
pub(crate) const PINS_PAGE: usize = 50;
/// Messages that can be deleted at once (`resources/message#bulk-delete-messages`).
pub(crate) const BULK_DELETE: RangeInclusive<usize> = 2..=100;
/// How old a message may be that is deleted with others (`resources/message#bulk-delete-messages`).
pub(crate) const BULK_DELETE_AGE: Duration = Duration::from_secs(14 * 24 * 3_600);
/// Different reactions on a message (`topics/opcodes-and-status-codes`, 30010).
pub(crate) const REACTIONS: usize = 20;
/// Name of an emoji, or the emoji itself (`resources/poll#poll-media-object`).
pub(crate) const EMOJI_NAME: Length = Length::between(1, 32);
/// Question of a poll (`resources/poll#poll-media-object`).
pub(crate) const POLL_QUESTION: Length = Length::between(1, 300);
/// Text of an answer of a poll (`resources/poll#poll-media-object`).
pub(crate) const POLL_ANSWER: Length = Length::between(1, 55);
/// Answers of a poll (`resources/poll#poll-answer-object`).
pub(crate) const POLL_ANSWERS: RangeInclusive<usize> = 1..=10;
/// Hours for which a poll is open: up to 32 days (`resources/poll#poll-create-request-object`).
pub(crate) const POLL_HOURS: RangeInclusive<i64> = 1..=32 * 24;
/// Hours for which a poll is open if nothing is said (`resources/poll#poll-create-request-object`).
pub(crate) const POLL_HOURS_DEFAULT: i64 = 24;

/// An interaction must be acknowledged within this time (`interactions/receiving-and-responding#interaction-callback`).
pub(crate) const ACKNOWLEDGE_WITHIN: Duration = Duration::from_secs(3);
/// An interaction's token lives this long (`interactions/receiving-and-responding#followup-messages`).
pub(crate) const TOKEN_LIFE: Duration = Duration::from_secs(15 * 60);

/// What an application says about itself (`ApplicationFormPartial` in Discord's OpenAPI document, as the next).
pub(crate) const APPLICATION_DESCRIPTION: Length = Length::up_to(400);
/// The address of an interactions endpoint.
pub(crate) const ENDPOINT_URL: Length = Length::up_to(2_048);
