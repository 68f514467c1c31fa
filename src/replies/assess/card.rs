//! The card before an assessment begins: what it is and is not, who sees what until when, and where it happens.

use serenity::builder::CreateButton;

use super::{BEGIN, DELETE, GO_ON, round::read_in};
use crate::{
    assessments::{
        gathering::Round,
        taking::{LONGEST_WORDS, Taking},
    },
    handbook::{
        Citation, Handbook,
        assessments::{Assessment, Form},
    },
    replies::{Reply, Shown, Visibility, Wording, danger, limits, plain_embed, primary, secondary},
};

/// Where a sitting may happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadWay {
    /// In a thread with the person and the bot alone.
    Private,
    /// In a thread that everybody in the channel can read.
    Public,
    /// In replies that only the person sees.
    Replies,
}

impl ThreadWay {
    /// A letter, as a custom id carries it.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Private => "p",
            Self::Public => "o",
            Self::Replies => "r",
        }
    }

    /// The way that a letter stands for.
    #[must_use]
    pub fn of(letter: &str) -> Option<Self> {
        [Self::Private, Self::Public, Self::Replies].into_iter().find(|way| way.letter() == letter)
    }
}

/// An assessment that is about to be taken.
#[derive(Clone, Copy, Debug)]
pub struct Carded<'a> {
    /// Which.
    pub assessment: &'a Assessment,
    /// In which round, where it is one.
    pub round: Option<&'a Round>,
    /// How many questions it has.
    pub questions: usize,
    /// The ways in which it may happen here, the best first.
    pub ways: &'a [ThreadWay],
    /// Whether a thread was tried, and Discord did not allow it.
    pub tried: bool,
}

/// The card, to the person alone.
#[must_use]
pub fn assess_card(handbook: &Handbook, of: Carded<'_>) -> Reply {
    let (say, assessment) = (Wording::of(handbook), of.assessment);
    let mut text = vec![assessment.construct.clone(), say.assess_takes(of.questions, assessment.minutes)];
    let matter = of.round.and_then(|round| round.matter.as_deref()).map(Shown::typed);
    text.extend(matter.map(|matter| say.sit_matter(matter)));
    text.extend(of.tried.then(|| say.assess_no_thread()));
    let first = of.ways.first().copied().unwrap_or(ThreadWay::Replies);
    let seen = match of.round {
        None => vec![place(&say, first), say.assess_seen_alone()],
        Some(round) => {
            let takes_words = !matches!(assessment.form, Form::Scaled(_));
            let mut seen = vec![place(&say, first), say.assess_seen_round(read_in(round), round.fewest.get())];
            seen.push(say.assess_seen_same());
            seen.extend(takes_words.then(|| say.assess_seen_words(LONGEST_WORDS)));
            seen
        }
    };
    let kept = if of.round.is_some() { say.assess_kept_round() } else { say.assess_kept_alone() };
    let embed = plain_embed()
        .title(&assessment.title)
        .description(text.join("\n"))
        .field(say.assess_is_not(), list(&assessment.is_not), false)
        .field(say.assess_seen(), list(&seen), false)
        .field(say.assess_kept(), kept, false)
        .field(say.assess_rests(), rests_on(handbook, &assessment.citations), false);
    let round = of.round.map_or_else(|| "0".to_owned(), |round| round.id.to_string());
    let begin = |way: &ThreadWay| {
        let id = BEGIN.id().with(way.letter()).with(&assessment.id).with(&round);
        let label = match way {
            ThreadWay::Private => say.assess_begin_private(),
            ThreadWay::Public => say.assess_begin_public(),
            ThreadWay::Replies => say.assess_begin_replies(),
        };
        if *way == first { primary(id, label) } else { secondary(id, label) }
    };
    Reply::of(embed).seen_by(Visibility::OnlyAsker).with_buttons(of.ways.iter().map(begin).collect())
}

fn place(say: &Wording, way: ThreadWay) -> String {
    match way {
        ThreadWay::Private => say.assess_seen_private(),
        ThreadWay::Public => say.assess_seen_public(),
        ThreadWay::Replies => say.assess_seen_replies(),
    }
}

fn list(lines: &[String]) -> Shown {
    let lines: Vec<String> = lines.iter().map(|line| format!("- {line}")).collect();
    Shown::ours(lines.join("\n")).at_most(limits::FIELD_VALUE)
}

/// The sources of a construct, with what each says.
fn rests_on(handbook: &Handbook, citations: &[Citation]) -> Shown {
    let line = |citation: &Citation| {
        let source = handbook.source(citation.source.as_str())?;
        Some(format!("{} ({}): {}", source.publisher, source.year(), citation.note))
    };
    list(&citations.iter().filter_map(line).collect::<Vec<_>>())
}

/// There is a sitting that is not finished: go on with it, or delete it.
#[must_use]
pub fn resume_card(handbook: &Handbook, assessment: &Assessment, taking: &Taking, answered: usize, of: usize) -> Reply {
    let say = Wording::of(handbook);
    let text = say.assess_resume_text(answered, of, super::day(taking.started_at));
    let embed = plain_embed().title(say.assess_resume_title(Shown::ours(&assessment.title))).description(text);
    Reply::of(embed).seen_by(Visibility::OnlyAsker).with_buttons(vec![go_on(&say, taking), delete(&say, taking)])
}

/// The button that goes on with a sitting.
pub(super) fn go_on(say: &Wording, taking: &Taking) -> CreateButton {
    primary(GO_ON.id().with(taking.id), say.sit_go_on())
}

/// The button that deletes one, asking first.
pub(super) fn delete(say: &Wording, taking: &Taking) -> CreateButton {
    danger(DELETE.id().with(taking.id), say.sit_delete())
}
