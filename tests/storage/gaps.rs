//! Questions that could not be answered: counts by month and nearest duty, for each server its own.

use lanekeeper::{
    handbook::DutyId,
    workspace::{gap::Gap, ids::GuildId},
};

use crate::databases::Database;

#[tokio::test]
async fn gaps_are_counted_by_month_and_duty_and_forgotten_when_asked() {
    for database in Database::each().await {
        let store = database.open().await;
        let guild = |number| GuildId::new(number).expect("sound");
        let gap = |month: &str, nearest: &str, number| Gap {
            month: month.parse().expect("a month"),
            nearest: Some(nearest).filter(|id| !id.is_empty()).map(DutyId::new),
            number,
        };
        let mut work = store.work().await.expect("open");
        for (server, month, nearest) in [
            (1, "2026-10", "hiring"),
            (1, "2026-11", "hiring"),
            (1, "2026-11", ""),
            (1, "2026-11", ""),
            (2, "2026-11", "hiring"),
        ] {
            let one = gap(month, nearest, 1);
            work.count_gap(guild(server), one.month, one.nearest.as_ref()).await.expect("written");
        }
        let counted = [gap("2026-11", "", 2), gap("2026-11", "hiring", 1), gap("2026-10", "hiring", 1)];
        assert_eq!(work.gaps(guild(1), 9).await.expect("readable"), counted, "{}", database.engine);
        assert_eq!(work.gaps(guild(1), 1).await.expect("readable"), counted[..1]);
        work.forget_gaps(guild(1)).await.expect("written");
        assert_eq!(work.gaps(guild(1), 9).await.expect("readable"), []);
        assert_eq!(work.gaps(guild(2), 9).await.expect("readable").len(), 1, "another server's stay");
    }
}
