//! `/help`: what the bot can do, from the table of commands.

use super::{Answering, Call, Command, Kind, Who, lines};
use crate::replies::{Visibility, Wording, help};

pub(super) const COMMAND: Command = Command {
    kind: Kind::Slash { name: "help", options: &[] },
    description: Wording::command_help,
    example: None,
    who: Who::Everyone,
    visibility: Visibility::OnlyAsker,
    run,
};

fn run<'a>(call: &'a Call<'a>) -> Answering<'a> {
    Box::pin(async move { Ok(help(call.handbook(), &lines(call.handbook(), call.commands), &call.bot).into()) })
}
