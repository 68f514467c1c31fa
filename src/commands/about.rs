//! `/about`: what the bot is, knows and keeps.

use super::{Answering, Call, Command, Kind, Who};
use crate::replies::{Visibility, Wording, about};

pub(super) const COMMAND: Command = Command {
    kind: Kind::Slash { name: "about", options: &[] },
    description: Wording::command_about,
    example: None,
    who: Who::Everyone,
    visibility: Visibility::OnlyAsker,
    run,
};

fn run<'a>(call: &'a Call<'a>) -> Answering<'a> {
    Box::pin(async move { Ok(about(call.handbook(), env!("CARGO_PKG_VERSION")).into()) })
}
