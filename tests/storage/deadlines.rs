//! Deadlines: late is possible, lost or twice is not.

use std::time::Duration;

use lanekeeper::{
    clock::Timestamp,
    store::{Deadline, Lease, Store},
    workspace::ids::{DeadlineId, GuildId},
};

use crate::databases::Database;

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

fn deadline(subject: i64, due: i64) -> Deadline {
    Deadline {
        id: DeadlineId::new(subject).expect("sound"),
        kind: "test".into(),
        subject,
        guild: GuildId::new(1).expect("sound"),
        due_at: at(due),
        tries: 0,
    }
}

fn lease(holder: i64, now: i64) -> Lease {
    Lease { holder, now: at(now), lasts: Duration::from_millis(100) }
}

async fn set(store: &Store, deadlines: &[Deadline]) {
    let mut work = store.work().await.expect("open");
    for deadline in deadlines {
        work.set_deadline(deadline).await.expect("set");
    }
    work.commit().await.expect("committed");
}

/// The subjects of what a process leases.
async fn leased(store: &Store, lease: Lease) -> Vec<i64> {
    let mut work = store.work().await.expect("open");
    let leased = work.lease_deadlines(lease, 10).await.expect("leased");
    work.commit().await.expect("committed");
    leased.iter().map(|deadline| deadline.subject).collect()
}

async fn finished(store: &Store, subject: i64, lease: Lease) -> bool {
    let mut work = store.work().await.expect("open");
    let id = DeadlineId::new(subject).expect("sound");
    let finished = work.finish_deadline(id, lease).await.expect("written");
    work.commit().await.expect("committed");
    finished
}

#[tokio::test]
async fn what_is_due_is_leased_the_longest_overdue_first_and_by_one_process() {
    for database in Database::each().await {
        let store = database.open().await;
        set(&store, &[deadline(1, 50), deadline(2, 40), deadline(3, 60)]).await;
        assert_eq!(leased(&store, lease(7, 50)).await, [2, 1], "{}", database.engine);
        assert_eq!(leased(&store, lease(8, 60)).await, [3], "what another process holds is left to it");
    }
}

#[tokio::test]
async fn who_holds_the_lease_finishes_and_nobody_else() {
    for database in Database::each().await {
        let store = database.open().await;
        set(&store, &[deadline(1, 50)]).await;
        assert_eq!(leased(&store, lease(7, 50)).await, [1]);
        assert!(!finished(&store, 1, lease(8, 60)).await, "{}: another process", database.engine);
        assert!(finished(&store, 1, lease(7, 60)).await);
        assert!(!finished(&store, 1, lease(7, 60)).await, "it is done once");
    }
}

#[tokio::test]
async fn a_process_that_died_loses_its_lease_and_counts_as_a_try() {
    for database in Database::each().await {
        let store = database.open().await;
        set(&store, &[deadline(1, 50)]).await;
        assert_eq!(leased(&store, lease(7, 50)).await, [1]);
        assert!(leased(&store, lease(8, 149)).await.is_empty(), "{}", database.engine);
        let mut work = store.work().await.expect("open");
        assert_eq!(work.next_deadline(at(150)).await.expect("readable"), Some(at(150)));
        let taken_over = work.lease_deadlines(lease(8, 150), 10).await.expect("leased");
        assert_eq!(taken_over.iter().map(|deadline| deadline.tries).collect::<Vec<_>>(), [1]);
        work.commit().await.expect("committed");
        assert!(!finished(&store, 1, lease(7, 160)).await, "the first process comes too late");
    }
}

#[tokio::test]
async fn a_lease_of_a_clock_that_was_set_back_holds_nobody_up() {
    for database in Database::each().await {
        let store = database.open().await;
        set(&store, &[deadline(1, 50)]).await;
        assert_eq!(leased(&store, lease(7, 3_600_000)).await, [1]);
        assert!(leased(&store, lease(8, 3_599_200)).await.is_empty(), "{}: clocks differ a little", database.engine);
        assert_eq!(leased(&store, lease(8, 60)).await, [1], "{}", database.engine);
        assert!(!finished(&store, 1, lease(7, 3_600_010)).await, "the first process comes too late");
        assert!(finished(&store, 1, lease(8, 70)).await);
    }
}

#[tokio::test]
async fn a_deadline_can_be_moved_and_taken_away() {
    for database in Database::each().await {
        let store = database.open().await;
        set(&store, &[deadline(1, 50)]).await;
        set(&store, &[Deadline { id: DeadlineId::new(9).expect("sound"), ..deadline(1, 70) }]).await;
        assert!(leased(&store, lease(7, 69)).await.is_empty(), "{}", database.engine);
        let mut work = store.work().await.expect("open");
        assert_eq!(work.next_deadline(at(150)).await.expect("readable"), Some(at(70)));
        assert!(work.clear_deadline("test", 1).await.expect("written"));
        assert!(!work.clear_deadline("test", 1).await.expect("written"));
        assert_eq!(work.next_deadline(at(150)).await.expect("readable"), None);
        work.commit().await.expect("committed");
    }
}

#[tokio::test]
async fn of_processes_that_lease_at_once_one_gets_each_deadline() {
    for database in Database::each().await {
        let store = database.open().await;
        set(&store, &(1..=20).map(|subject| deadline(subject, 50)).collect::<Vec<_>>()).await;
        let processes: Vec<_> = (1..=8)
            .map(|holder| {
                let store = store.clone();
                tokio::spawn(async move {
                    let mut all = Vec::new();
                    for _ in 0..20 {
                        all.extend(leased(&store, lease(holder, 50)).await);
                    }
                    all
                })
            })
            .collect();
        let mut all = Vec::new();
        for process in processes {
            all.extend(process.await.expect("no process panics"));
        }
        all.sort_unstable();
        assert_eq!(all, (1..=20).collect::<Vec<_>>(), "{}", database.engine);
    }
}
