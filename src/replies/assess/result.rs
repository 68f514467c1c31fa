//! What a sitting comes to: each axis by itself, with the answers behind it and what would change it; a picture; and what is shared of it.

use std::collections::BTreeMap;

use serenity::builder::{
    CreateActionRow, CreateEmbedFooter, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption,
};

use super::{
    KEEP_RESULT, LOOK, POST_RESULT, RESULT, SHARE_RESULT, SittingShown, answer_shown, bar, card::delete, day, points,
};
use crate::{
    assessments::{
        profile::{Axis, Leaning, Leans, Profile, Score},
        questions::Answer,
        taking::{Place, Taking},
    },
    charts,
    handbook::{
        Handbook,
        assessments::{Dimension, Form, Scaled},
    },
    replies::{File, Reply, Shown, Visibility, Wording, limits, plain_embed, primary, secondary},
};

/// The file with the picture.
const PICTURE: &str = "profile.png";

/// The most characters of a statement in the overview.
const LONGEST_QUOTE: usize = 90;

/// The person's own result of the same assessment before.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// The sitting.
    pub taking: &'a Taking,
    /// What it came to.
    pub profile: &'a Profile<'a>,
}

/// A whole result, with its picture where there is one, and the ways to go on.
#[must_use]
pub fn result_message(
    handbook: &Handbook,
    shown: SittingShown<'_>,
    before: Option<Before<'_>>,
    picture: Option<File>,
) -> Reply {
    let (say, id) = (Wording::of(handbook), shown.taking.id);
    let mut reply = overview(handbook, shown, before, picture);
    if let Form::Scaled(scaled) = &shown.assessment.form {
        let option = |dimension: &Dimension| {
            CreateSelectMenuOption::new(
                Shown::ours(&dimension.title).at_most(limits::OPTION_TEXT),
                super::question_mark(&dimension.id),
            )
            .description(Shown::ours(&dimension.about).at_most(limits::OPTION_TEXT))
        };
        let options = scaled.dimensions.iter().take(limits::OPTIONS).map(option).collect();
        let select = CreateSelectMenu::new(LOOK.id().with(id), CreateSelectMenuKind::String { options });
        reply = reply.with_row(CreateActionRow::SelectMenu(select.placeholder(say.sit_look())));
    }
    let keep = primary(KEEP_RESULT.id().with(id), say.sit_keep());
    reply.with_buttons(vec![keep, secondary(SHARE_RESULT.id().with(id), say.sit_share()), delete(&say, shown.taking)])
}

/// The same once its person has kept it.
#[must_use]
pub fn keeps_result(
    handbook: &Handbook,
    shown: SittingShown<'_>,
    before: Option<Before<'_>>,
    picture: Option<File>,
) -> Reply {
    let say = Wording::of(handbook);
    let kept = match shown.taking.place {
        Place::Thread { .. } => say.sit_kept_thread(),
        Place::Replies => say.sit_kept(),
    };
    let mut reply = overview(handbook, shown, before, picture);
    reply.embeds = reply.embeds.into_iter().map(|embed| embed.footer(CreateEmbedFooter::new(kept.clone()))).collect();
    reply
}

fn overview(handbook: &Handbook, shown: SittingShown<'_>, before: Option<Before<'_>>, picture: Option<File>) -> Reply {
    let (say, taking) = (Wording::of(handbook), shown.taking);
    let mut text = vec![say.sit_result_text(day(taking.done_at.unwrap_or(taking.started_at)))];
    text.extend(
        before.map(|before| say.sit_result_before(day(before.taking.done_at.unwrap_or(before.taking.started_at)))),
    );
    let mut embed = plain_embed().title(say.sit_result_title(Shown::ours(&shown.assessment.title)));
    embed = match &shown.assessment.form {
        Form::Scaled(scaled) => {
            let profile = Profile::of(scaled, &taking.sitting.answers);
            let with_axes = profile.axes.iter().fold(embed, |embed, axis| {
                let past = before
                    .and_then(|before| before.profile.axes.iter().find(|past| past.dimension.id == axis.dimension.id));
                embed.field(heading(&say, axis), in_short(&say, scaled, (axis, past), &taking.sitting.answers), false)
            });
            profile.leanings.iter().fold(with_axes, |embed, leaning| {
                embed.field(leaning.contrast.title.clone(), leans(&say, leaning), false)
            })
        }
        Form::Topics(_) | Form::WhoDecides(_) | Form::Levels(_) => {
            text.extend(answers_listed(handbook, shown));
            embed
        }
    };
    let embed = embed
        .description(Shown::ours(text.join("\n")).at_most(limits::EMBED_DESCRIPTION))
        .footer(CreateEmbedFooter::new(say.sit_result_is_not()));
    let reply = Reply::of(embed).seen_by(match taking.place {
        Place::Replies => Visibility::OnlyAsker,
        Place::Thread { .. } => Visibility::Everyone,
    });
    match picture {
        Some(picture) => reply.with_file(picture),
        None => reply,
    }
}

/// Every answer, where an assessment has no axes.
fn answers_listed(handbook: &Handbook, shown: SittingShown<'_>) -> Vec<String> {
    let line = |question: &crate::assessments::questions::Question<'_>| {
        let answer = shown.taking.sitting.answers.get(&question.key)?;
        Some(format!(
            "- {}: {}",
            super::told::asked_about(handbook, question),
            answer_shown(handbook, question, answer).as_str()
        ))
    };
    shown.questions.iter().filter_map(line).collect()
}

/// An axis and the band that somebody is in.
fn heading(say: &Wording, axis: &Axis<'_>) -> String {
    let title = Shown::ours(&axis.dimension.title);
    match &axis.score {
        Some(score) => say.sit_axis(title, Shown::ours(&score.band.title)),
        None => say.sit_axis_unknown(title),
    }
}

/// An axis in the overview: where one stands, what spoke most for and against it, and what would change it.
fn in_short(
    say: &Wording,
    scaled: &Scaled,
    (axis, past): (&Axis<'_>, Option<&Axis<'_>>),
    answers: &BTreeMap<String, Answer>,
) -> Shown {
    let Some(score) = &axis.score else {
        return Shown::ours(say.sit_axis_too_little());
    };
    let mut lines = vec![where_on_scale(say, scaled, score)];
    lines.extend(past.and_then(|past| past.score.as_ref()).map(|past| say.sit_axis_before(points(past.mean))));
    // With the answer that was given: one may speak for an axis by rejecting a statement.
    let quote = |id: &&str| {
        let text = Shown::ours(text_of(axis.dimension, id)?).at_most(LONGEST_QUOTE);
        let Some(Answer::Point(point)) = answers.get(*id) else { return None };
        let label = scaled.labels.get(usize::from(*point).wrapping_sub(1))?;
        Some((text, Shown::ours(label)))
    };
    lines.extend(axis.speaks_for.first().and_then(quote).map(|(text, answer)| say.sit_speaks_for(text, answer)));
    lines
        .extend(axis.speaks_against.first().and_then(quote).map(|(text, answer)| say.sit_speaks_against(text, answer)));
    lines.extend(changes(say, axis.dimension, score));
    Shown::ours(lines.join("\n")).at_most(limits::FIELD_VALUE)
}

fn where_on_scale(say: &Wording, scaled: &Scaled, score: &Score<'_>) -> String {
    let most = scaled.points();
    let whole = usize::try_from(most.saturating_sub(1) * 100).unwrap_or(usize::MAX);
    let part = usize::try_from(score.mean.saturating_sub(100)).unwrap_or(0);
    say.sit_points(Shown::ours(bar(part, whole)), points(score.mean), most)
}

/// By how much the answers would have to differ for the next band on either side.
fn changes(say: &Wording, dimension: &Dimension, score: &Score<'_>) -> Option<String> {
    let at = dimension.bands.iter().position(|band| band == score.band)?;
    let named = |at: Option<usize>| at.and_then(|at| dimension.bands.get(at)).map(|band| Shown::ours(&band.title));
    let (up, down) = (score.up.zip(named(at.checked_add(1))), score.down.zip(named(at.checked_sub(1))));
    match (up, down) {
        (Some((up, above)), Some((down, below))) => Some(say.sit_changes_both(up, above, down, below)),
        (Some((up, above)), None) => Some(say.sit_changes_up(up, above)),
        (None, Some((down, below))) => Some(say.sit_changes_down(down, below)),
        (None, None) => None,
    }
}

fn text_of<'a>(dimension: &'a Dimension, id: &str) -> Option<&'a str> {
    dimension.items.iter().find(|item| item.id == id).map(|item| item.text.as_str())
}

/// What two axes that are held against each other come to; what to try where it cannot be told.
fn leans(say: &Wording, leaning: &Leaning<'_>) -> Shown {
    let contrast = leaning.contrast;
    let said = match leaning.to {
        Leans::First => contrast.leans_first.clone(),
        Leans::Second => contrast.leans_second.clone(),
        Leans::Unknown => say.sit_axis_too_little(),
        Leans::Undecided => {
            let tries = contrast.tries.iter().map(|tried| format!("- {tried}"));
            [contrast.undecided.clone(), say.sit_tries()].into_iter().chain(tries).collect::<Vec<_>>().join("\n")
        }
    };
    Shown::ours(said).at_most(limits::FIELD_VALUE)
}

/// One axis, closer: what it means, every answer behind it, what would change it and what to try. None where the assessment has no such
/// axis.
#[must_use]
pub fn axis_closer(handbook: &Handbook, shown: SittingShown<'_>, mark: &str) -> Option<Reply> {
    let Form::Scaled(scaled) = &shown.assessment.form else {
        return None;
    };
    let say = Wording::of(handbook);
    let profile = Profile::of(scaled, &shown.taking.sitting.answers);
    let axis = profile.axes.iter().find(|axis| super::question_mark(&axis.dimension.id) == mark)?;
    let mut lines = vec![axis.dimension.about.clone()];
    let mut embed = plain_embed().title(heading(&say, axis));
    if let Some(score) = &axis.score {
        lines.push(where_on_scale(&say, scaled, score));
        lines.push(score.band.means.clone());
        lines.extend(changes(&say, axis.dimension, score));
    } else {
        lines.push(say.sit_axis_too_little());
    }
    let behind = axis.dimension.items.iter().filter_map(|item| {
        let question = shown.questions.iter().find(|question| question.key == item.id)?;
        let answer = shown.taking.sitting.answers.get(&item.id)?;
        let (text, given) = (Shown::ours(&item.text), answer_shown(handbook, question, answer));
        Some(if item.reversed { say.sit_behind_reversed(text, given) } else { say.sit_behind(text, given) })
    });
    let behind = behind.collect::<Vec<_>>().join("\n");
    embed = embed.description(lines.join("\n"));
    if !behind.is_empty() {
        embed = embed.field(say.sit_behind_title(), Shown::ours(behind).at_most(limits::FIELD_VALUE), false);
    }
    let tries = axis.score.iter().flat_map(|score| &score.band.tries).map(|tried| format!("- {tried}"));
    let tries = tries.collect::<Vec<_>>().join("\n");
    if !tries.is_empty() {
        embed = embed.field(say.sit_tries(), tries, false);
    }
    let back = secondary(RESULT.id().with(shown.taking.id), say.sit_whole_result());
    Some(Reply::of(embed).with_buttons(vec![back]))
}

/// The picture of a profile; none for an assessment without axes, or where it cannot be drawn.
#[must_use]
pub fn profile_picture(handbook: &Handbook, shown: SittingShown<'_>, before: Option<Before<'_>>) -> Option<File> {
    let Form::Scaled(scaled) = &shown.assessment.form else {
        return None;
    };
    let say = Wording::of(handbook);
    let profile = Profile::of(scaled, &shown.taking.sitting.answers);
    let whole = f64::from(scaled.points().saturating_sub(1) * 100);
    let share = |score: &Score<'_>| f64::from(score.mean.saturating_sub(100)) / whole;
    let axis = |axis: &Axis<'_>| {
        let past =
            before.and_then(|before| before.profile.axes.iter().find(|past| past.dimension.id == axis.dimension.id));
        charts::Axis {
            label: axis.dimension.title.clone(),
            value: axis.score.as_ref().map(share),
            past: past.and_then(|past| past.score.as_ref()).map(share),
            note: axis.score.as_ref().map_or_else(|| say.sit_axis_none(), |score| score.band.title.clone()),
        }
    };
    let drawn = charts::Profile {
        title: shown.assessment.title.clone(),
        axes: profile.axes.iter().map(axis).collect(),
        foot: before.map(|_| say.sit_ring()),
    };
    let description = |axis: &Axis<'_>| match &axis.score {
        Some(score) => format!("{} ({})", heading(&say, axis), points(score.mean).as_str()),
        None => heading(&say, axis),
    };
    let description = profile.axes.iter().map(description).collect::<Vec<_>>().join("; ");
    match drawn.png() {
        Ok(bytes) => {
            let description = Shown::ours(description).at_most(limits::FIELD_VALUE).into();
            Some(File { name: PICTURE.to_owned(), bytes, description })
        }
        Err(error) => {
            tracing::warn!(%error, "a profile is shown without its picture");
            None
        }
    }
}

/// What would be posted of a result, to its person alone.
#[must_use]
pub fn shared_preview(handbook: &Handbook, shown: SittingShown<'_>, picture: Option<File>, channel: u64) -> Reply {
    let say = Wording::of(handbook);
    let mut reply = shared_result(handbook, shown, picture).seen_by(Visibility::OnlyAsker);
    reply.text = Some(Shown::ours(say.sit_share_preview(Shown::ours(format!("<#{channel}>")))));
    reply.with_buttons(vec![primary(POST_RESULT.id().with(shown.taking.id), say.sit_post())])
}

/// A result as its person shares it: the axes in words and picture, without the answers behind them.
#[must_use]
pub fn shared_result(handbook: &Handbook, shown: SittingShown<'_>, picture: Option<File>) -> Reply {
    let (say, taking) = (Wording::of(handbook), shown.taking);
    let mut text = vec![say.sit_shared_by(Shown::ours(format!("<@{}>", taking.person)))];
    if let Form::Scaled(scaled) = &shown.assessment.form {
        let profile = Profile::of(scaled, &taking.sitting.answers);
        for axis in &profile.axes {
            text.push(format!("**{}**", heading(&say, axis)));
            text.extend(axis.score.as_ref().map(|score| where_on_scale(&say, scaled, score)));
        }
    } else {
        text.extend(answers_listed(handbook, shown));
    }
    let embed = plain_embed()
        .title(say.sit_shared_title(Shown::ours(&shown.assessment.title)))
        .description(Shown::ours(text.join("\n")).at_most(limits::EMBED_DESCRIPTION))
        .footer(CreateEmbedFooter::new(say.sit_result_is_not()));
    let reply = Reply::of(embed);
    match picture {
        Some(picture) => reply.with_file(picture),
        None => reply,
    }
}
