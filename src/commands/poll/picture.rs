//! The picture of a result. To draw one takes a moment of work without pause, which is done beside the threads that answer people.

use super::place::Full;
use crate::{
    handbook::Handbook,
    replies::{
        File,
        poll::{ResultChart, result_chart},
    },
};

/// The name of the file.
const NAME: &str = "result.png";

/// The picture of a poll's result; none where there is nothing to draw, or it cannot be drawn: the words say the same.
pub(super) async fn picture(handbook: &Handbook, full: &Full) -> Option<File> {
    let ResultChart { chart, description } = result_chart(handbook, full.shown())?;
    let drawn = tokio::task::spawn_blocking(move || chart.png()).await;
    let drawn = drawn.map_err(|error| error.to_string()).and_then(|drawn| drawn.map_err(|error| error.to_string()));
    match drawn {
        Ok(bytes) => Some(File { name: NAME.into(), bytes, description }),
        Err(error) => {
            tracing::warn!(poll = %full.poll.id, error, "a result comes without its picture");
            None
        }
    }
}
