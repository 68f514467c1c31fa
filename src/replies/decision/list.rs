//! Several decisions: a page of a team's list, and everything that was settled about one subject.

use std::{fmt, str::FromStr};

use serenity::builder::{CreateEmbed, CreateEmbedFooter};

use super::{by, card::ended, day, subject_plain, subject_shown, who};
use crate::{
    handbook::Handbook,
    replies::{
        ComponentName, CustomId, PAGE_SIZE, Reply, Shown, Stale, Wording, answer::asked, pages_of, plain_embed,
        secondary,
    },
    workspace::{
        decision::{Decides, Decision},
        ids::TeamId,
        names::TeamName,
    },
};

/// Turn to a page of a list.
pub const LIST: ComponentName = ComponentName("decision-list");
/// Turn to a page of what was settled about one subject.
pub const HISTORY: ComponentName = ComponentName("decision-history");

/// The most characters of who decides and the rule in a line of a list.
const LONGEST_IN_LINE: usize = 160;

/// Which decisions a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListedState {
    /// Those in force.
    InForce,
    /// Those that were.
    Over,
    /// All.
    All,
}

impl fmt::Display for ListedState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InForce => "in-force",
            Self::Over => "over",
            Self::All => "all",
        })
    }
}

impl FromStr for ListedState {
    type Err = Stale;

    fn from_str(text: &str) -> Result<Self, Stale> {
        [Self::InForce, Self::Over, Self::All].into_iter().find(|state| state.to_string() == text).ok_or(Stale)
    }
}

/// A page of a team's decisions.
#[derive(Clone, Copy, Debug)]
pub struct Listed<'a> {
    /// The team's id.
    pub team: TeamId,
    /// The team's name.
    pub name: &'a TeamName,
    /// Which they are.
    pub state: ListedState,
    /// What their subjects hold; empty for all.
    pub words: &'a str,
    /// What stands on the page.
    pub rows: &'a [Decision],
    /// How many there are on all pages.
    pub all: usize,
    /// Which page, from 1 and within [`pages_of`] all of them.
    pub page: usize,
}

/// A page of a team's decisions as a message. The words that it was filtered by stand above the title, where they are found again.
#[must_use]
pub fn decision_list(handbook: &Handbook, listed: &Listed<'_>) -> Reply {
    let say = Wording::of(handbook);
    let name = Shown::typed_plain(listed.name.as_str());
    let title = match listed.state {
        ListedState::InForce => say.decision_list_title(name),
        ListedState::Over => say.decision_list_title_over(name),
        ListedState::All => say.decision_list_title_all(name),
    };
    let lines: Vec<String> = listed.rows.iter().map(|decision| line(handbook, &say, decision)).collect();
    let text = match (lines.is_empty(), listed.words.is_empty()) {
        (false, _) => lines.join("\n"),
        (true, true) => say.decision_list_none(),
        (true, false) => say.decision_list_none_such(),
    };
    let embed = asked(plain_embed(), listed.words).title(title).description(text);
    let id = |to: usize| LIST.id().with(listed.team).with(listed.state).with(to);
    paged(&say, embed, listed.page, pages_of(listed.all), id)
}

/// Everything that a team has settled about a subject, the latest first; `page` from 1 and within [`pages_of`] all of it.
#[must_use]
pub fn decision_history(handbook: &Handbook, name: &TeamName, chain: &[Decision], page: usize) -> Reply {
    let say = Wording::of(handbook);
    let Some(latest) = chain.first() else {
        return Reply::of(plain_embed().description(say.decision_list_none()));
    };
    let shown = chain.iter().skip((page - 1) * PAGE_SIZE).take(PAGE_SIZE);
    let lines: Vec<String> = shown.map(|decision| entry(handbook, &say, decision)).collect();
    let title = say.decision_history_title(subject_plain(handbook, &latest.subject), Shown::typed_plain(name.as_str()));
    let embed = plain_embed().title(title).description(lines.join("\n"));
    paged(&say, embed, page, pages_of(chain.len()), |to| HISTORY.id().with(latest.id).with(to))
}

fn paged(say: &Wording, embed: CreateEmbed, page: usize, pages: usize, id: impl Fn(usize) -> CustomId) -> Reply {
    if pages == 1 {
        return Reply::of(embed);
    }
    let button = |label: String, to: usize| secondary(id(to), label).disabled(to == 0 || to > pages);
    let footer = CreateEmbedFooter::new(say.duties_page(page, pages));
    let buttons = vec![button(say.page_previous(), page - 1), button(say.page_next(), page + 1)];
    Reply::of(embed.footer(footer)).with_buttons(buttons)
}

fn line(handbook: &Handbook, say: &Wording, decision: &Decision) -> String {
    let line = say.decision_line(
        subject_shown(handbook, &decision.subject),
        day(decision.recorded_at),
        in_short(handbook, decision),
    );
    let over = if decision.is_active() { String::new() } else { format!(" {}", say.decision_line_over()) };
    format!("- {line}{over}")
}

fn entry(handbook: &Handbook, say: &Wording, decision: &Decision) -> String {
    let recorded =
        say.decision_entry(day(decision.recorded_at), by(say, decision.author), in_short(handbook, decision));
    let ending = ended(say, &decision.state, LONGEST_IN_LINE).unwrap_or_else(|| say.decision_in_force());
    format!("- {recorded}\n  - {ending}")
}

/// Who decides and the rule, on one line.
fn in_short(handbook: &Handbook, decision: &Decision) -> Shown {
    let (decides, rule) = (&decision.draft.decides, decision.draft.rule.as_deref());
    let rule = rule.map(|rule| String::from(Shown::typed(rule)));
    let said = match (decides, rule) {
        (Decides::AsTheRuleSays, Some(rule)) => rule,
        (decides, None) => who(handbook, decides),
        (decides, Some(rule)) => format!("{} {rule}", who(handbook, decides)),
    };
    Shown::ours(said).at_most(LONGEST_IN_LINE)
}
