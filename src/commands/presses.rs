//! What the bot's buttons, selects and forms do.
//!
//! Only the one who asked changes a public answer. Whoever else presses gets an answer of their own, seen by them alone, and goes
//! on there: nobody is turned away, and nobody overwrites what another was told.

use serenity::{
    builder::{CreateActionRow, CreateEmbed},
    model::{
        application::MessageInteractionMetadata,
        channel::{Message, MessageFlags},
        id::{InteractionId, UserId},
    },
};

use super::{
    Asker, Desk,
    corrections::{Correction, Kept},
    role::page_of,
    who_owns::{answered, nearest},
};
use crate::{
    handbook::{Duty, Handbook, Role},
    replies::{
        Answer, Choosing, Form, Given, OFFERED, Press, Reason, Refusal, Reply, SharedAnswer, Shown, Visibility,
        Wording, answer, correction_not_kept, limits, none_fits, search_form, why,
    },
    routing::{Outcome, Route},
};

/// What a press leads to.
#[derive(Debug)]
pub enum Pressed {
    /// The message of the button becomes this.
    Becomes(Reply),
    /// The message of the button stays, and this is said.
    Says(Reply),
    /// The message of the button becomes the first, and the second is said.
    BecomesAndSays(Reply, Reply),
    /// A form pops up.
    Asks(Form),
}

/// One press of a button, choice in a select or form sent.
pub struct PressCall<'a> {
    /// What every handler works with.
    pub desk: &'a Desk,
    /// The person's locale, as Discord names it.
    pub locale: &'a str,
    /// Who pressed, and where.
    pub asker: Asker,
    /// The message that the component belongs to.
    pub message: &'a Message,
    /// What was chosen in a select or typed into a form; empty for a button.
    pub given: &'a str,
    /// The interaction, which tells when it was.
    pub interaction: InteractionId,
    /// Whether the same was done to the same message a moment ago.
    pub repeated: bool,
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

    /// Who sees the message.
    fn visibility(&self) -> Visibility {
        let ephemeral = self.message.flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
        if ephemeral { Visibility::OnlyAsker } else { Visibility::Everyone }
    }

    /// Whether the message is the person's to change: they asked, or nobody else sees it.
    fn is_theirs(&self) -> bool {
        self.visibility() == Visibility::OnlyAsker
            || self.asker.guild.is_none()
            || asked_by(self.message) == Some(self.asker.user)
    }

    /// Who sees what comes of the press.
    fn seen_by(&self) -> Visibility {
        if self.is_theirs() { self.visibility() } else { Visibility::OnlyAsker }
    }

    /// The message becomes this, or the person gets it as a message of their own.
    fn in_place(&self, reply: Reply) -> Pressed {
        if self.is_theirs() { Pressed::Becomes(reply) } else { Pressed::Says(reply.seen_by(Visibility::OnlyAsker)) }
    }

    /// The message as it is, with other rows.
    fn with_rows(&self, rows: Vec<CreateActionRow>) -> Pressed {
        let embeds = self.message.embeds.iter().cloned().map(CreateEmbed::from).collect();
        self.in_place(Reply { embeds, rows, visibility: self.seen_by() })
    }

    fn answered(&self, duty: &Duty, reason: Reason<'_>) -> Reply {
        answered(self.desk, self.locale, Answer { question: self.question(), duty, reason }, self.seen_by())
    }

    /// The answer that stands above a choice: the button that goes back to it names it.
    fn answer_above(&self) -> Option<Given> {
        let rows = serde_json::to_value(&self.message.components).unwrap_or_default();
        let rows = rows.as_array().cloned().unwrap_or_default();
        let components = rows.iter().flat_map(|row| row["components"].as_array().cloned().unwrap_or_default());
        components.into_iter().find_map(|component| match Press::parse(component["custom_id"].as_str()?) {
            Ok(Press::Keep(given)) => Some(given),
            _ => None,
        })
    }

    fn duty(&self, id: &str) -> Result<&Duty, Refusal> {
        self.handbook().duty(id).ok_or(Refusal::StaleButton)
    }

    fn role(&self, id: &str) -> Result<&Role, Refusal> {
        self.handbook().role(id).ok_or(Refusal::StaleButton)
    }
}

/// Who asked what a message of the bot answers: whoever ran the command, pressed the button, or wrote what it replies to.
fn asked_by(message: &Message) -> Option<UserId> {
    match message.interaction_metadata.as_deref() {
        Some(MessageInteractionMetadata::Command(of)) => Some(of.user.id),
        Some(MessageInteractionMetadata::Component(of)) => Some(of.user.id),
        Some(MessageInteractionMetadata::ModalSubmit(of)) => Some(of.user.id),
        Some(_) => None,
        None => message.referenced_message.as_ref().map(|asked| asked.author.id),
    }
}

/// Does what a button, a select or a form says.
///
/// # Errors
/// A refusal for what the handbook no longer has.
pub async fn press(call: &PressCall<'_>, press: &Press) -> Result<Pressed, Refusal> {
    let handbook = call.handbook();
    match press {
        Press::Pick { duty } => Ok(call.in_place(call.answered(call.duty(duty)?, Reason::Picked))),
        Press::NoneOfThese => Ok(none_of_these(call)),
        Press::LookAgain => Ok(call.in_place(nearest(handbook, call.question(), &call.route()))),
        Press::Share(given) => share(call, given),
        Press::Why(given) => whole_why(call, given),
        Press::NotRight(given) => not_right(call, given),
        Press::Keep(given) => Ok(call.in_place(kept(call, given)?)),
        Press::Choose => choose(call).await,
        Press::Roles => {
            let above = call.answer_above();
            Ok(call.with_rows(Choosing { handbook, of: above.as_ref() }.among_roles()))
        }
        Press::ChooseRole => of_role(call, call.given, 1),
        Press::ChoosePage { role, page } => of_role(call, role, *page),
        Press::Search => Ok(Pressed::Asks(search_form(handbook))),
        Press::Found => Ok(found(call)),
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

fn share(call: &PressCall<'_>, given: &Given) -> Result<Pressed, Refusal> {
    let (handbook, duty) = (call.handbook(), call.duty(&given.duty)?);
    // Through the bot nobody writes where they may not write themselves.
    if !call.asker.may_write {
        return Err(Refusal::MayNotShare);
    }
    let route = call.route();
    let answered = Answer { question: call.question(), duty, reason: reason(given, duty, &route) };
    let by = SharedAnswer { by: Shown::ours(format!("<@{}>", call.asker.user)) };
    let buttons = || answered.buttons(&Wording::of(handbook), Visibility::Everyone);
    let private = answer(handbook, answered, None).seen_by(Visibility::OnlyAsker).with_buttons(buttons());
    Ok(Pressed::BecomesAndSays(private, answer(handbook, answered, Some(&by)).with_buttons(buttons())))
}

fn whole_why(call: &PressCall<'_>, given: &Given) -> Result<Pressed, Refusal> {
    let (duty, route) = (call.duty(&given.duty)?, call.route());
    let what_if = call.desk.what_if(call.locale, call.question(), &route);
    let answered = Answer { question: call.question(), duty, reason: reason(given, duty, &route) };
    Ok(Pressed::Says(why(call.handbook(), answered, &what_if)))
}

/// How an answer came to be, as far as it can still be told.
fn reason<'a>(given: &Given, duty: &Duty, route: &'a Route) -> Reason<'a> {
    match given.picked {
        true => Reason::Picked,
        false if is_about(route, duty) => Reason::Routed(route),
        false => Reason::Unknown,
    }
}

/// Whether a route still leads to this duty: the text above the message may have been cut.
fn is_about(route: &Route, duty: &Duty) -> bool {
    route.outcome == Outcome::Duty(duty.id.clone())
}

fn kept(call: &PressCall<'_>, given: &Given) -> Result<Reply, Refusal> {
    let (duty, route) = (call.duty(&given.duty)?, call.route());
    Ok(call.answered(duty, reason(given, duty, &route)))
}

fn not_right(call: &PressCall<'_>, given: &Given) -> Result<Pressed, Refusal> {
    let handbook = call.handbook();
    call.duty(&given.duty)?;
    let route = call.route();
    let others = route.alternatives.iter().filter(|candidate| candidate.duty.as_str() != given.duty);
    let others: Vec<&Duty> = others.filter_map(|candidate| handbook.duty(candidate.duty.as_str())).collect();
    Ok(call.with_rows(Choosing { handbook, of: Some(given) }.among(&others)))
}

fn none_of_these(call: &PressCall<'_>) -> Pressed {
    let (handbook, route) = (call.handbook(), call.route());
    let others = route.alternatives.iter().skip(OFFERED);
    let others: Vec<&Duty> = others.filter_map(|candidate| handbook.duty(candidate.duty.as_str())).collect();
    call.in_place(none_fits(handbook, call.question(), &others))
}

fn of_role(call: &PressCall<'_>, role: &str, page: usize) -> Result<Pressed, Refusal> {
    let (role, above) = (call.role(role)?, call.answer_above());
    Ok(call.with_rows(Choosing { handbook: call.handbook(), of: above.as_ref() }.of_role(role, page)))
}

/// The duties that typed words name, and those that they are likely about.
fn found(call: &PressCall<'_>) -> Pressed {
    let (handbook, above) = (call.handbook(), call.answer_above());
    let typed = call.given.trim().to_lowercase();
    let named =
        |duty: &&Duty| duty.title.to_lowercase().contains(&typed) || duty.summary.to_lowercase().contains(&typed);
    let mut duties: Vec<&Duty> = handbook.duties().filter(named).take(limits::OPTIONS).collect();
    let route = call.desk.route(call.locale, call.given);
    for duty in route.alternatives.iter().filter_map(|candidate| handbook.duty(candidate.duty.as_str())) {
        if !duties.iter().any(|known| known.id == duty.id) {
            duties.push(duty);
        }
    }
    call.with_rows(Choosing { handbook, of: above.as_ref() }.among(&duties))
}

/// Answers with the duty that was chosen; where the router had answered otherwise, that is a correction.
async fn choose(call: &PressCall<'_>) -> Result<Pressed, Refusal> {
    let duty = call.duty(call.given)?;
    let Some(above) = call.answer_above().filter(|above| !above.picked) else {
        return Ok(call.in_place(call.answered(duty, Reason::Picked)));
    };
    if above.duty == call.given {
        return Ok(call.in_place(kept(call, &above)?));
    }
    let instead_of = call.duty(&above.duty)?;
    let by = Shown::ours(format!("<@{}>", call.asker.user));
    let reply = call.answered(duty, Reason::Corrected { by: &by, instead_of });
    if !call.repeated {
        let Kept::Nowhere = call.desk.corrections.offer(correction(call, instead_of, duty)).await;
    }
    let noted = correction_not_kept(call.handbook());
    Ok(if call.is_theirs() { Pressed::BecomesAndSays(reply, noted) } else { Pressed::Says(reply) })
}

fn correction(call: &PressCall<'_>, routed_to: &Duty, corrected_to: &Duty) -> Correction {
    Correction {
        question: call.question().to_owned(),
        routed_to: routed_to.id.clone(),
        corrected_to: corrected_to.id.clone(),
        by: call.asker.user,
        guild: call.asker.guild,
        channel: call.asker.channel,
        when: call.interaction.created_at(),
    }
}
