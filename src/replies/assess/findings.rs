//! The results of a round: page after page in words and picture, what is contested first.

use serenity::builder::{CreateButton, CreateEmbedFooter};

use super::{
    answer_shown,
    round::{RoundShown, about},
    told::asked_about,
};
use crate::{
    assessments::{
        findings::{Contest, Finding, Findings, Shape, agreed_on, trend},
        questions::{Answer, Asks, Question},
        round::OnScale,
    },
    charts::{Bar, BarChart, Row, Spread},
    handbook::{Handbook, assessments::Form},
    replies::{ComponentName, File, Reply, Shown, Wording, decision::who, limits, plain_embed, secondary},
    workspace::decision::{Decides, Decision},
};

/// Put it to a vote who owns a contested duty.
pub const ROUND_VOTE: ComponentName = ComponentName("round-vote");
/// A page of a round's results.
pub const ROUND_PAGE: ComponentName = ComponentName("round-page");
/// Look at the results of a round again.
pub const ROUND_SHOW: ComponentName = ComponentName("round-show");

/// The file with the picture of a page.
const PICTURE: &str = "round.png";

/// How many findings are on a page: as many as an embed takes with all that is said of them.
const ON_PAGE: usize = 6;

/// From how many people on a mean has a decimal.
const FEWEST_FOR_DECIMALS: u32 = 10;

/// How many words of why are shown beside a finding.
const MOST_WORDS: usize = 2;

/// What is shown of a round's results.
#[derive(Clone, Copy, Debug)]
pub struct ResultsShown<'a> {
    /// The round.
    pub of: RoundShown<'a>,
    /// Its findings.
    pub findings: &'a Findings<'a>,
    /// Those of the comparable rounds before, the oldest first.
    pub past: &'a [&'a Findings<'a>],
    /// What the team has settled about the duties.
    pub settled: &'a [Decision],
}

/// How many pages there are.
#[must_use]
pub fn result_pages(findings: &Findings<'_>) -> usize {
    findings.all.len().div_ceil(ON_PAGE).max(1)
}

/// A page of the results, from 1, with its picture.
#[must_use]
pub fn results_page(handbook: &Handbook, shown: ResultsShown<'_>, page: usize, picture: Option<File>) -> Reply {
    let (say, findings) = (Wording::of(handbook), shown.findings);
    let (pages, round) = (result_pages(findings), shown.of.round);
    let page = page.clamp(1, pages);
    let finished = round.turnout.map_or(0, |(finished, _)| finished);
    let mut text = vec![say.round_page_text(finished)];
    if page == 1 {
        text.extend(dimensions(&say, shown, finished));
        text.extend((findings.held_back > 0).then(|| say.round_held_back(findings.held_back, round.fewest.get())));
    }
    let mut embed = plain_embed().title(say.round_page_title(Shown::ours(about(shown.of)).at_most(180), page, pages));
    let on_page = findings.all.iter().skip((page - 1) * ON_PAGE).take(ON_PAGE);
    for finding in on_page.clone() {
        let said = lines(handbook, shown, finding).join("\n");
        embed = embed.field(title(handbook, &say, finding), Shown::ours(said).at_most(680), false);
    }
    embed = embed
        .description(Shown::ours(text.join("\n")).at_most(700))
        .footer(CreateEmbedFooter::new(say.round_page_footer()));
    let reply = match picture {
        Some(picture) => Reply::of(embed).with_file(picture),
        None => Reply::of(embed),
    };
    let vote = |finding: &Finding<'_>| -> Option<CreateButton> {
        // What is voted on becomes a team's decision.
        let duty = finding.question.asks.duty().filter(|_| finding.is_contested() && shown.of.team.is_some())?;
        let label = say.round_vote(Shown::ours(asked_about(handbook, &finding.question)));
        Some(secondary(ROUND_VOTE.id().with(round.id).with(duty), label))
    };
    let votes: Vec<CreateButton> = on_page.filter_map(vote).collect();
    reply.with_rows_of(votes.chunks(limits::ROW_BUTTONS).map(<[CreateButton]>::to_vec).collect())
}

/// The buttons that turn pages, where results are looked at again.
#[must_use]
pub fn turning(handbook: &Handbook, shown: ResultsShown<'_>, page: usize) -> Vec<CreateButton> {
    let (say, pages) = (Wording::of(handbook), result_pages(shown.findings));
    if pages < 2 {
        return Vec::new();
    }
    vec![secondary(ROUND_PAGE.id().with(shown.of.round.id).with(page % pages + 1), say.round_next_page())]
}

fn dimensions(say: &Wording, shown: ResultsShown<'_>, finished: u32) -> Vec<String> {
    let Form::Scaled(scaled) = &shown.of.assessment.form else {
        return Vec::new();
    };
    let line = |(dimension, mean): &(&crate::handbook::assessments::Dimension, u32)| {
        let band = dimension.bands.iter().rev().find(|band| band.from <= *mean).map_or("", |band| band.title.as_str());
        let mean = mean_shown(say, f64::from(*mean) / 100.0, finished, &scaled.labels);
        let line = say.round_dimension(Shown::ours(&dimension.title), Shown::ours(band), mean);
        match shown.of.round.alphas.get(&dimension.id) {
            Some(alpha) => {
                format!("{line} {}", say.round_alpha(Shown::ours(format!("{:.2}", f64::from(*alpha) / 100.0))))
            }
            None => line,
        }
    };
    shown.findings.dimensions.iter().map(line).collect()
}

/// A mean: of a few people the answer that is nearest to it, or the two that it lies between, since a decimal would say more than is known.
fn mean_shown(say: &Wording, mean: f64, people: u32, labels: &[String]) -> Shown {
    if people >= FEWEST_FOR_DECIMALS {
        return Shown::ours(format!("{mean:.1}"));
    }
    let called = |point: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a point of a scale")]
        let point = point.max(1.0) as usize;
        Shown::ours(labels.get(point - 1).map_or_else(|| point.to_string(), |label| format!("“{label}”")))
    };
    // A quarter of a point is near enough.
    match (mean - mean.round()).abs() > 0.25 {
        true => Shown::ours(say.round_mean_between(called(mean.floor()), called(mean.ceil()))),
        false => called(mean.round()),
    }
}

/// What a finding is about, and how much it is to be talked about.
fn title(handbook: &Handbook, say: &Wording, finding: &Finding<'_>) -> String {
    let about = Shown::ours(asked_about(handbook, &finding.question)).at_most(100);
    match finding.shape.contest() {
        Contest::Split => say.round_split(about),
        Contest::Open => say.round_open(about),
        Contest::Gap => say.round_gap(about),
        Contest::Agreed => say.round_agreed(about),
    }
}

fn lines(handbook: &Handbook, shown: ResultsShown<'_>, finding: &Finding<'_>) -> Vec<String> {
    let say = Wording::of(handbook);
    let mut lines = vec![distribution(handbook, &say, &finding.question, &finding.shape)];
    if let Some((question, shape)) = &finding.second {
        let said = Shown::ours(distribution(handbook, &say, question, shape));
        lines.push(match question.asks {
            Asks::Decides { .. } => say.round_should(said),
            _ => say.round_heading(said),
        });
    }
    if let Some(means) = trend(&finding.question.key, shown.past, shown.findings) {
        let labels = labels(&finding.question);
        let shown = means.iter().map(|(mean, people)| String::from(mean_shown(&say, *mean, *people, &labels)));
        let means: Vec<String> = shown.collect();
        lines.push(say.round_trend(means.len(), Shown::ours(means.join(" → "))));
    }
    lines.extend(moved(&say, shown, finding));
    if let Some(duty) = finding.question.asks.duty() {
        let settled = shown.settled.iter().find(|decision| decision.subject.duty() == Some(duty));
        lines.extend(settled.map(|settled| {
            let who = Shown::ours(who(handbook, &settled.draft.decides));
            if names(finding, &settled.draft.decides) {
                say.round_settled(who)
            } else {
                say.round_settled_not_named(who)
            }
        }));
    }
    lines.extend(finding.words.iter().take(MOST_WORDS).map(|words| say.round_words(Shown::typed(words))));
    let more = finding.words.len().saturating_sub(MOST_WORDS);
    lines.extend((more > 0).then(|| say.round_words_more(more)));
    lines
}

/// Whether two thirds named whom the team has settled on, as far as that can be named: people and rules cannot.
fn names(finding: &Finding<'_>, settled: &Decides) -> bool {
    match (settled, agreed_on(finding)) {
        (Decides::Roles(roles), Some(Answer::Role(role))) => roles[..] == [role.clone()],
        (Decides::Roles(roles), Some(Answer::Together)) => roles.len() > 1,
        (Decides::Roles(_), _) => false,
        (Decides::People(_) | Decides::AsTheRuleSays, _) => true,
    }
}

/// What has moved about a duty since the round before.
fn moved(say: &Wording, shown: ResultsShown<'_>, finding: &Finding<'_>) -> Option<String> {
    finding.question.asks.duty()?;
    let before = shown.past.last()?.all.iter().find(|before| before.question.key == finding.question.key)?;
    match (agreed_on(before), agreed_on(finding)) {
        (None, Some(_)) => Some(say.round_moved_agreed()),
        (Some(_), None) => Some(say.round_moved_contested()),
        (Some(before), Some(now)) if before != now => Some(say.round_moved_other()),
        _ => None,
    }
}

fn labels(question: &Question<'_>) -> Vec<String> {
    match &question.asks {
        Asks::Rate { labels, .. } => labels.to_vec(),
        Asks::State { states, .. } => states.to_vec(),
        Asks::Trend { trends, .. } => trends.to_vec(),
        Asks::Level(levels) => levels.levels.iter().map(|level| level.title.clone()).collect(),
        Asks::Choose { .. } | Asks::Decides { .. } => Vec::new(),
    }
}

/// How often each answer was given, in words.
fn distribution(handbook: &Handbook, say: &Wording, question: &Question<'_>, shape: &Shape) -> String {
    match shape {
        Shape::Named(named) => {
            let given = named.answers.iter().map(|(answer, count)| (answer_shown(handbook, question, answer), *count));
            counted(say, given)
        }
        Shape::Scale(OnScale { counts, mean, split, .. }) => {
            let labels = labels(question);
            let given = counts.iter().zip(&labels).filter(|(count, _)| **count > 0);
            let people = counts.iter().sum();
            let given = counted(say, given.map(|(count, label)| (Shown::ours(label), *count)));
            match split {
                true => say.round_scale_split(Shown::ours(given)),
                false => say.round_scale(Shown::ours(given), mean_shown(say, *mean, people, &labels)),
            }
        }
    }
}

fn counted(say: &Wording, given: impl Iterator<Item = (Shown, u32)>) -> String {
    given.map(|(answer, count)| say.round_count(count, answer)).collect::<Vec<_>>().join(", ")
}

/// The picture of a page; none where it cannot be drawn.
#[must_use]
pub fn results_picture(handbook: &Handbook, shown: ResultsShown<'_>, page: usize) -> Option<File> {
    let (say, findings) = (Wording::of(handbook), shown.findings);
    let page = page.clamp(1, result_pages(findings));
    let on_page: Vec<&Finding<'_>> = findings.all.iter().skip((page - 1) * ON_PAGE).take(ON_PAGE).collect();
    let first = on_page.first()?;
    let label = |finding: &Finding<'_>| asked_about(handbook, &finding.question);
    let note = |finding: &Finding<'_>| match finding.shape.contest() {
        Contest::Split => say.round_note_split(),
        Contest::Open => say.round_note_open(),
        Contest::Gap => say.round_note_gap(),
        Contest::Agreed => say.round_note_agreed(),
    };
    let (title, finished) = (about(shown.of), shown.of.round.turnout.map_or(0, |(finished, _)| finished));
    let drawn = match &first.shape {
        Shape::Scale(_) => {
            let labels = labels(&first.question);
            let ends = [labels.first().cloned().unwrap_or_default(), labels.last().cloned().unwrap_or_default()];
            let row = |finding: &&Finding<'_>| match &finding.shape {
                Shape::Scale(scale) => {
                    Some(Row { label: label(finding), counts: scale.counts.clone(), note: note(finding) })
                }
                Shape::Named(_) => None,
            };
            let rows = on_page.iter().filter_map(row).collect();
            Spread { title, ends, rows, foot: Some(say.round_picture_foot(finished)) }.png()
        }
        Shape::Named(_) => {
            let bar = |finding: &&Finding<'_>| match &finding.shape {
                Shape::Named(named) => {
                    let (answer, most) = named.answers.first()?;
                    let answer = answer_shown(handbook, &finding.question, answer);
                    let people: u32 = named.answers.iter().map(|(_, count)| count).sum();
                    let tied = named.answers.iter().filter(|(_, count)| count == most).count();
                    Some(Bar {
                        label: label(finding),
                        value: f64::from(*most),
                        note: match tied {
                            1 => say.round_bar(*most, people, answer),
                            _ => say.round_bar_tied(tied, *most, people),
                        },
                        marked: !finding.is_contested(),
                    })
                }
                Shape::Scale(_) => None,
            };
            let bars = on_page.iter().filter_map(bar).collect();
            let full = Some(f64::from(finished));
            BarChart { title, bars, full, foot: Some(say.round_bars_foot(finished)) }.png()
        }
    };
    match drawn {
        Ok(bytes) => {
            let said = |finding: &&Finding<'_>| {
                format!("{}: {}", label(finding), distribution(handbook, &say, &finding.question, &finding.shape))
            };
            let description = on_page.iter().map(said).collect::<Vec<_>>().join("; ");
            let description = Shown::ours(description).at_most(limits::FIELD_VALUE).into();
            Some(File { name: PICTURE.to_owned(), bytes, description })
        }
        Err(error) => {
            tracing::warn!(%error, "results are shown without their picture");
            None
        }
    }
}

/// What is contested, by its titles, the most first.
#[must_use]
pub fn contested_titles(handbook: &Handbook, findings: &Findings<'_>) -> Vec<String> {
    findings.contested().map(|finding| asked_about(handbook, &finding.question)).collect()
}
