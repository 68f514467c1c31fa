//! Teams as messages: who holds what, the wizard in which it is set, and why something is not set.

mod card;
mod panel;
mod refused;
mod samples;
mod step;

pub use card::{TeamNow, away_told, channel_freed, delete_asked, delete_told, team_card, team_changed, zone_told};
pub use panel::{
    CHANNELS, COVER, CREATED, Choice, DELETE, DONE, FILL, MORE, OPEN, PREVIEW, Page, PanelNews, SEAT, TEAM_NAME, UNDO,
    WHOLE, create_form, team_done, team_panel, team_preview, teams_to_choose,
};
pub use refused::NotSetUp;
pub use step::Step;

pub(super) use card::seat_line;
pub(super) use refused::told;
pub(super) use samples::{longest, samples};
