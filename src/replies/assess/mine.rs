//! One's own sittings, to go on with or to look at again.

use serenity::builder::{CreateActionRow, CreateSelectMenu, CreateSelectMenuKind, CreateSelectMenuOption};

use crate::{
    assessments::taking::Taking,
    handbook::Handbook,
    replies::{ComponentName, Reply, Shown, Visibility, Wording, limits, plain_embed},
};

/// One of one's sittings was chosen.
pub const MINE: ComponentName = ComponentName("sit-mine");

/// The sittings of a person, the newest first, to that person alone.
#[must_use]
pub fn my_sittings(handbook: &Handbook, sittings: &[Taking]) -> Reply {
    let say = Wording::of(handbook);
    let title = |taking: &Taking| {
        handbook
            .assessment(taking.assessment.as_str())
            .map_or_else(|| taking.assessment.to_string(), |assessment| assessment.title.clone())
    };
    let state = |taking: &Taking| match (taking.done_at, taking.round) {
        (None, _) => say.sit_mine_open(super::day(taking.started_at)),
        (Some(done), None) => say.sit_mine_done(super::day(done)),
        (Some(_), Some(_)) => say.sit_mine_handed_in(),
    };
    let shown = &sittings[..sittings.len().min(limits::OPTIONS)];
    let mut lines: Vec<String> =
        shown.iter().map(|taking| format!("- **{}**: {}", title(taking), state(taking))).collect();
    match sittings.len() - shown.len() {
        0 => {}
        more => lines.push(say.sit_mine_more(more)),
    }
    if lines.is_empty() {
        lines.push(say.sit_mine_none());
    }
    let embed = plain_embed()
        .title(say.sit_mine_title())
        .description(Shown::ours(lines.join("\n")).at_most(limits::EMBED_DESCRIPTION));
    let reply = Reply::of(embed).seen_by(Visibility::OnlyAsker);
    if shown.is_empty() {
        return reply;
    }
    let date = |taking: &Taking| {
        let moment = jiff::Timestamp::from_millisecond(taking.done_at.unwrap_or(taking.started_at).millis());
        moment.map_or_else(|_| String::new(), |moment| moment.strftime("%F").to_string())
    };
    let option = |taking: &Taking| {
        let open = if taking.is_done() { say.sit_mine_option_done() } else { say.sit_mine_option_open() };
        CreateSelectMenuOption::new(Shown::ours(title(taking)).at_most(limits::OPTION_TEXT), taking.id.to_string())
            .description(Shown::ours(format!("{open}, {}", date(taking))).at_most(limits::OPTION_TEXT))
    };
    let kind = CreateSelectMenuKind::String { options: shown.iter().map(option).collect() };
    let select = CreateSelectMenu::new(MINE.id(), kind).placeholder(say.sit_mine_choose());
    reply.with_row(CreateActionRow::SelectMenu(select))
}
