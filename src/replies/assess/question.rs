//! The one message that walks through a sitting.

use serenity::builder::{
    CreateActionRow, CreateButton, CreateEmbed, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};

use super::{ANSWER_ROLE, BACK, FINISH, PAUSE, STOP, WRITE, WRITTEN, answer_shown, answers, bar, of_question};
use crate::{
    assessments::{
        gathering::Round,
        questions::{Answer, Asks, Question},
        taking::{LONGEST_WORDS, Place, Taking},
    },
    handbook::{Handbook, Kind, Role, assessments::Assessment},
    replies::{Field, Form, Reply, Shown, Visibility, Wording, limits, plain_embed, primary, secondary},
};

/// The field of a word of why.
pub const SIT_WORDS: &str = "words";

/// Stands for a question where all are answered.
pub const PAST_THE_LAST: &str = "end";

/// A sitting with what it asks.
#[derive(Clone, Copy, Debug)]
pub struct SittingShown<'a> {
    /// The sitting.
    pub taking: &'a Taking,
    /// What is taken.
    pub assessment: &'a Assessment,
    /// The round that it belongs to.
    pub round: Option<&'a Round>,
    /// Its questions, in its order.
    pub questions: &'a [Question<'a>],
}

/// The question that is shown, or that all are answered.
#[must_use]
pub fn sitting_message(handbook: &Handbook, shown: SittingShown<'_>) -> Reply {
    let sitting = &shown.taking.sitting;
    let reply = match sitting.shown(shown.questions).and_then(|at| Some((at, shown.questions.get(at)?))) {
        Some((at, question)) => asked(handbook, shown, at, question),
        None => all_answered(handbook, shown),
    };
    reply.seen_by(match shown.taking.place {
        Place::Replies => Visibility::OnlyAsker,
        Place::Thread { .. } => Visibility::Everyone,
    })
}

fn asked(handbook: &Handbook, shown: SittingShown<'_>, at: usize, question: &Question<'_>) -> Reply {
    let (say, taking, of) = (Wording::of(handbook), shown.taking, shown.questions.len());
    let (title, mut text) = words(handbook, &say, shown, question);
    if let Some(given) = taking.sitting.answers.get(&question.key) {
        text.push(say.sit_so_far(answer_shown(handbook, question, given)));
    }
    if let Some(written) = taking.sitting.words.get(&question.key) {
        text.push(say.sit_written(Shown::typed(written)));
    }
    let answered = taking.sitting.answered(shown.questions);
    let progress = say.sit_answered(Shown::ours(bar(answered, of)), answered);
    let mut embed = framed(shown).title(Shown::ours(title).at_most(limits::EMBED_TITLE)).field(
        say.sit_progress(at + 1, of),
        progress,
        false,
    );
    if !text.is_empty() {
        embed = embed.description(Shown::ours(text.join("\n")).at_most(limits::EMBED_DESCRIPTION));
    }
    let mut reply = Reply::of(embed);
    reply.rows = choices(handbook, &say, taking, question);
    reply.with_buttons(controls(&say, shown, at, question))
}

/// Which assessment it is, above the title.
fn framed(shown: SittingShown<'_>) -> CreateEmbed {
    let name = Shown::typed_plain(&shown.assessment.title).at_most(limits::EMBED_AUTHOR);
    plain_embed().author(serenity::builder::CreateEmbedAuthor::new(name))
}

/// What is asked: a title, and lines below it.
fn words(
    handbook: &Handbook,
    say: &Wording,
    shown: SittingShown<'_>,
    question: &Question<'_>,
) -> (String, Vec<String>) {
    match &question.asks {
        Asks::Rate { item, .. } => (item.text.clone(), Vec::new()),
        Asks::Choose { choice, .. } => {
            let either = say.sit_either(Shown::ours(&choice.first), Shown::ours(&choice.second));
            (choice.text.clone(), vec![either])
        }
        Asks::State { topic, .. } => {
            let (good, poor) = (say.sit_good(Shown::ours(&topic.good)), say.sit_poor(Shown::ours(&topic.poor)));
            (say.sit_state(Shown::ours(&topic.title)), vec![good, poor])
        }
        Asks::Trend { topic, .. } => (say.sit_trend(Shown::ours(&topic.title)), Vec::new()),
        Asks::Decides { duty, asks, .. } => match handbook.duty(duty.as_str()) {
            Some(duty) => (duty.title.clone(), vec![duty.summary.clone(), format!("**{asks}**")]),
            None => (duty.to_string(), vec![format!("**{asks}**")]),
        },
        Asks::Level(levels) => {
            let matter = shown.round.and_then(|round| round.matter.as_deref()).map(Shown::typed);
            let mut lines: Vec<String> = matter.map(|matter| say.sit_matter(matter)).into_iter().collect();
            lines.extend(levels.levels.iter().map(|level| format!("**{}**: {}", level.title, level.means)));
            (levels.asks.clone(), lines)
        }
    }
}

/// The answers, as buttons; further roles in a select.
fn choices(handbook: &Handbook, say: &Wording, taking: &Taking, question: &Question<'_>) -> Vec<CreateActionRow> {
    let count = |many: usize| (1..=u8::try_from(many).unwrap_or(u8::MAX)).map(Answer::Point).collect();
    let all: Vec<Answer> = match &question.asks {
        Asks::Rate { labels, .. } => count(labels.len()),
        Asks::State { states, .. } => count(states.len()),
        Asks::Trend { trends, .. } => count(trends.len()),
        Asks::Level(levels) => count(levels.levels.len()),
        Asks::Choose { .. } => vec![Answer::First, Answer::Second],
        Asks::Decides { .. } => {
            let leads = handbook.roles().into_iter().filter(|role| role.kind == Kind::Lead).take(limits::ROW_BUTTONS);
            let leads = leads.map(|role| Answer::Role(role.id.clone()));
            leads.chain([Answer::Together, Answer::Nobody, Answer::Unknown]).collect()
        }
    };
    let button = |answer: &Answer| -> CreateButton {
        secondary(answers(taking.id, question, answer), answer_shown(handbook, question, answer))
    };
    let mut rows: Vec<CreateActionRow> =
        all.chunks(limits::ROW_BUTTONS).map(|row| CreateActionRow::Buttons(row.iter().map(button).collect())).collect();
    if let Asks::Decides { .. } = &question.asks {
        let others: Vec<&Role> =
            handbook.roles().into_iter().filter(|role| role.kind != Kind::Lead).take(limits::OPTIONS).collect();
        if !others.is_empty() {
            let option = |role: &&Role| {
                CreateSelectMenuOption::new(Shown::ours(&role.name).at_most(limits::OPTION_TEXT), role.id.to_string())
                    .description(Shown::ours(&role.purpose).at_most(limits::OPTION_TEXT))
            };
            let kind = CreateSelectMenuKind::String { options: others.iter().map(option).collect() };
            let select = CreateSelectMenu::new(of_question(ANSWER_ROLE, taking.id, question), kind);
            rows.push(CreateActionRow::SelectMenu(select.placeholder(say.sit_somebody_else())));
        }
    }
    rows
}

/// The ways beside answering.
fn controls(say: &Wording, shown: SittingShown<'_>, at: usize, question: &Question<'_>) -> Vec<CreateButton> {
    let id = shown.taking.id;
    let mut buttons = vec![
        secondary(of_question(BACK, id, question), say.sit_back()).disabled(at == 0),
        secondary(answers(id, question, &Answer::Skipped), say.sit_skip()),
    ];
    if shown.round.is_some() && takes_words(question) {
        buttons.push(secondary(of_question(WRITE, id, question), say.sit_write()));
    }
    buttons.push(secondary(PAUSE.id().with(id), say.sit_pause()));
    buttons.push(secondary(STOP.id().with(id), say.sit_stop()));
    buttons
}

/// Whether a word of why may stand beside the answer.
fn takes_words(question: &Question<'_>) -> bool {
    matches!(question.asks, Asks::State { .. } | Asks::Level(_) | Asks::Decides { .. })
}

fn all_answered(handbook: &Handbook, shown: SittingShown<'_>) -> Reply {
    let (say, taking, of) = (Wording::of(handbook), shown.taking, shown.questions.len());
    let text = match (shown.round, taking.sitting.words.len()) {
        (None, _) => say.sit_all_alone(),
        (Some(round), 0) => say.sit_all_round(round.fewest.get()),
        (Some(round), words) => format!("{}\n{}", say.sit_all_round(round.fewest.get()), say.sit_all_words(words)),
    };
    let embed =
        framed(shown).title(say.sit_all_title()).description(text).field(say.sit_all_progress(of), bar(of, of), false);
    let finish = |words: u8| FINISH.id().with(taking.id).with(words);
    let mut buttons = match (shown.round, taking.sitting.words.is_empty()) {
        (None, _) => vec![primary(finish(0), say.sit_finish())],
        (Some(_), true) => vec![primary(finish(0), say.sit_hand_in())],
        (Some(_), false) => {
            vec![primary(finish(1), say.sit_hand_in_words()), secondary(finish(0), say.sit_hand_in_no_words())]
        }
    };
    buttons.push(secondary(BACK.id().with(taking.id).with(PAST_THE_LAST), say.sit_back()));
    buttons.push(secondary(STOP.id().with(taking.id), say.sit_stop()));
    Reply::of(embed).with_buttons(buttons)
}

/// The form in which a word of why is written.
#[must_use]
pub fn words_form(handbook: &Handbook, taking: &Taking, question: &Question<'_>) -> Form {
    let say = Wording::of(handbook);
    let most = u16::try_from(LONGEST_WORDS).unwrap_or(u16::MAX);
    let text = taking.sitting.words.get(&question.key).map(|words| Shown::typed_plain(words));
    let field = Field { text, ..Field::remarks(SIT_WORDS, Shown::ours(say.sit_words_label()), most) };
    Form::new(of_question(WRITTEN, taking.id, question), Shown::ours(say.sit_words_title())).with(field)
}
