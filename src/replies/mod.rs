//! Values and sentences become Discord messages, within Discord's limits.
//!
//! A [`Reply`] says what is shown and to whom; nothing here sends. Texts are [`Shown`], sentences come from [`Wording`].

mod answer;
mod asking_back;
mod choosing;
mod frame;
pub mod limits;
mod overview;
mod press;
mod reply;
mod role_card;
mod samples;
mod text;
mod why;
mod wording;

pub use answer::{Answer, Reason, SharedAnswer, answer, deciders, list, sureness, who_decides};
pub use asking_back::{OFFERED, aside, candidates, none_fits, nothing_asked};
pub use choosing::{Choosing, Form, SEARCHED, search_form};
pub use frame::{Refusal, correction_not_kept, incident, refusal};
pub use limits::{Overrun, overruns};
pub use overview::{CommandLine, about, help};
pub use press::{Given, Press, Stale};
pub use reply::{Reply, Visibility, plain_embed};
pub use role_card::{PAGE_SIZE, compare, duties_page, pages_of, role_card};
pub use samples::too_long;
pub use text::Shown;
pub use why::{Marks, changes, evidence, how_sure, in_short, others, why};
pub use wording::{DECLARED, Wording};
