//! How often questions could not be answered.

use serenity::builder::CreateEmbedFooter;

use super::{Reply, Shown, Visibility, Wording, plain_embed};
use crate::{handbook::Handbook, workspace::gap::Gap};

/// The most lines about counts that are shown.
pub const MOST_GAPS: u32 = 40;

/// The most characters of a duty's title in a line.
const LONGEST_TITLE: usize = 60;

/// What was counted, the latest month first, and whether it is counted.
#[must_use]
pub fn gap_list(handbook: &Handbook, counted: &[Gap], is_on: bool) -> Reply {
    let say = Wording::of(handbook);
    let mut lines = vec![if is_on { say.gaps_are_counted() } else { say.gaps_are_not_counted() }];
    let mut month = None;
    for gap in counted {
        if month != Some(gap.month) {
            month = Some(gap.month);
            lines.push(format!("**{}**", gap.month));
        }
        lines.push(match &gap.nearest {
            None => say.gaps_near_nothing(gap.number),
            Some(id) => {
                let duty = handbook.duty(id.as_str());
                let title = Shown::ours(duty.map_or(id.as_str(), |duty| duty.title.as_str())).at_most(LONGEST_TITLE);
                say.gaps_near(title, gap.number)
            }
        });
    }
    if is_on && counted.is_empty() {
        lines.push(say.gaps_none());
    }
    let embed = plain_embed()
        .title(say.gaps_title())
        .description(lines.join("\n"))
        .footer(CreateEmbedFooter::new(say.gaps_footer()));
    Reply::of(embed).seen_by(Visibility::OnlyAsker)
}
