//! What the bot's buttons do.

use serenity::model::channel::Message;

use super::{
    Asker, Desk,
    role::page_of,
    who_owns::{answered, nearest},
};
use crate::{
    handbook::{Duty, Handbook, Role},
    replies::{Answer, Press, Reason, Refusal, Reply, SharedAnswer, Shown, Visibility, answer, aside},
    routing::{Outcome, Route},
};

/// What a press leads to.
#[derive(Debug)]
pub enum Pressed {
    /// The message of the button becomes this.
    Becomes(Reply),
    /// The message of the button stays, and this is said.
    Says(Reply),
    /// The message of the button becomes the first, and the second is said to everyone.
    BecomesAndSays(Reply, Reply),
}

/// One press of a button.
pub struct PressCall<'a> {
    /// What every handler works with.
    pub desk: &'a Desk,
    /// The person's locale, as Discord names it.
    pub locale: &'a str,
    /// Who pressed, and where.
    pub asker: Asker,
    /// The message that the button belongs to.
    pub message: &'a Message,
}

impl PressCall<'_> {
    fn handbook(&self) -> &Handbook {
        self.desk.handbook(self.locale)
    }

    /// What was asked: it stands above the title of the bot's own message.
    fn question(&self) -> &str {
        let author = self.message.embeds.first().and_then(|embed| embed.author.as_ref());
        author.map_or("", |author| author.name.as_str())
    }

    /// What was asked, routed anew.
    fn route(&self) -> Route {
        self.desk.route(self.locale, self.question())
    }

    /// Whether only the person sees the message.
    fn visibility(&self) -> Visibility {
        let ephemeral =
            self.message.flags.is_some_and(|flags| flags.contains(serenity::model::channel::MessageFlags::EPHEMERAL));
        if ephemeral { Visibility::OnlyAsker } else { Visibility::Everyone }
    }

    fn duty(&self, id: &str) -> Result<&Duty, Refusal> {
        self.handbook().duty(id).ok_or(Refusal::StaleButton)
    }

    fn role(&self, id: &str) -> Result<&Role, Refusal> {
        self.handbook().role(id).ok_or(Refusal::StaleButton)
    }
}

/// Does what a button says.
///
/// # Errors
/// A refusal for what the handbook no longer has.
pub fn press(call: &PressCall<'_>, press: &Press) -> Result<Pressed, Refusal> {
    let handbook = call.handbook();
    match press {
        Press::Pick { duty } => {
            let given = Answer { question: call.question(), duty: call.duty(duty)?, reason: Reason::Picked };
            Ok(Pressed::Becomes(answered(call.desk, call.locale, given, call.visibility())))
        }
        Press::NoneOfThese => Ok(Pressed::Becomes(aside(handbook, call.question(), None))),
        Press::LookAgain => Ok(Pressed::Becomes(nearest(handbook, call.question(), &call.route()))),
        Press::Share { duty, picked } => share(call, duty, *picked),
        Press::Page { role, page } => {
            let page = i64::try_from(*page).map_err(|_| Refusal::StaleButton)?;
            let reply = page_of(handbook, call.role(role)?, page).map_err(|_| Refusal::StaleButton)?;
            Ok(Pressed::Becomes(reply))
        }
        Press::AllDuties { role } => {
            let reply = page_of(handbook, call.role(role)?, 1)?;
            Ok(Pressed::Says(reply.seen_by(Visibility::OnlyAsker)))
        }
    }
}

fn share(call: &PressCall<'_>, duty: &str, picked: bool) -> Result<Pressed, Refusal> {
    let (handbook, duty) = (call.handbook(), call.duty(duty)?);
    // Through the bot nobody writes where they may not write themselves.
    if !call.asker.may_write {
        return Err(Refusal::MayNotShare);
    }
    let route = call.route();
    let reason = match picked {
        true => Reason::Picked,
        false if is_about(&route, duty) => Reason::Routed(&route),
        false => Reason::Unknown,
    };
    let given = Answer { question: call.question(), duty, reason };
    let by = SharedAnswer { by: Shown::ours(format!("<@{}>", call.asker.user)) };
    Ok(Pressed::BecomesAndSays(answer(handbook, given, None), answer(handbook, given, Some(&by))))
}

/// Whether a route still leads to this duty: the text above the message may have been cut.
fn is_about(route: &Route, duty: &Duty) -> bool {
    route.outcome == Outcome::Duty(duty.id.clone())
}
