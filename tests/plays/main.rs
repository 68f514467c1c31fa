//! Plays: the real bot against the offline Discord, over real HTTP and a real websocket.
//!
//! A play says what people do and what they then see. It fails on a message of the bot that it did not look at, on a call that
//! Discord refused without the play expecting it, and on an event that the bot could not read.

mod answering;
mod asking;
mod assessing;
mod assessing_lost;
mod assessing_own;
mod authority;
mod clock_set;
mod correcting;
mod deciding;
mod endpoint;
mod everybody;
mod failing;
mod gaps;
mod leaving;
mod ledger;
mod limiting;
mod measuring;
mod mentioning;
mod operating;
mod orphaning;
mod other_assessments;
mod other_server;
mod outages;
mod owning;
mod past;
mod person;
mod playing;
mod poll_after;
mod poll_again;
mod poll_changing;
mod poll_kinds;
mod poll_load;
mod poll_pictures;
mod poll_terms;
mod poll_trouble;
mod polling;
#[path = "../storage/postgres.rs"]
mod postgres;
mod pressing;
mod privacy;
mod requesting;
mod requests_lost;
mod requests_moving;
mod requests_refused;
mod reviewing;
mod roles;
mod rounds;
mod rounds_acting;
mod rounds_again;
mod rounds_asking;
mod rounds_trouble;
mod running;
mod seen;
mod setting_up;
mod sharding;
mod stage;
mod starting;
mod strangers;
mod suggesting;
mod teams;
mod transcript;
mod weather;
mod workspace;

pub(crate) use playing::{play, play_in_both_modes, play_on_the_gateway, play_over_http, play_with};
pub(crate) use stage::Stage;
