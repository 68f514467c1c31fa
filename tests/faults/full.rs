//! The disk is full for a while: who votes then is told that it did not work, what was said to be kept is kept, and with room again all is well.

use crate::{
    ledger::{Came, Ledger, OPTIONS, Vote3},
    rig::Rig,
    say,
};

/// The disk's size in kilobytes: enough for the file and what comes before it is full.
const DISK: u32 = 8_192;

/// How many people vote before, while and after the disk is full: so many that what is written does not fit into what was free in pages.
const PEOPLE: usize = 40;

/// What somebody is told whose vote counts, and whose vote could not be written.
const COUNTS: &str = "Your vote counts";
const INCIDENT: &str = "Something went wrong on my side";

/// Everybody votes; how many were told what.
async fn all_vote(
    rig: &Rig,
    ledger: &Ledger,
    crowd: &[discord_sandbox::ids::UserId],
    poll: &Vote3,
    turn: usize,
) -> [usize; 2] {
    let mut told = [0; 2];
    for (at, person) in crowd.iter().enumerate() {
        let came = ledger.votes(rig, *person, poll, (at + turn) % OPTIONS.len()).await;
        let Came::Message(title) = came else { panic!("nothing came") };
        let which = [COUNTS, INCIDENT].iter().position(|known| *known == title).unwrap_or_else(|| panic!("{title}"));
        told[which] += 1;
    }
    told
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_disk_is_full_people_are_told_and_what_was_kept_stays() {
    let rig = Rig::set().await;
    let disk = match rig.program_starts_on_a_small_disk(DISK) {
        Ok(disk) => disk,
        Err(why) => return say(&format!("not tried with a full disk, since none can be made here: {why}")),
    };
    rig.program_is_ready().await;
    let (crowd, ledger) = (rig.crowd(PEOPLE), Ledger::default());
    let poll = Vote3::started(&rig, rig.person("Priya Nair"), "Indent?", "").await.expect("there is room");
    assert_eq!(all_vote(&rig, &ledger, &crowd, &poll, 0).await, [PEOPLE, 0], "there is room");
    disk.fills_up();
    let [kept, lost] = all_vote(&rig, &ledger, &crowd, &poll, 1).await;
    assert!(lost > 0, "the disk was never full");
    disk.is_cleared();
    let again = rig.crowd(PEOPLE);
    assert_eq!(all_vote(&rig, &ledger, &again, &poll, 2).await, [PEOPLE, 0], "there is room again");
    say(&format!(
        "a full disk: {kept} votes kept, {lost} people told that theirs was not; {PEOPLE} kept with room again"
    ));
    disk.is_copied();
    rig.program_is_killed().await;
    let store = rig.store().await;
    ledger.is_kept(&store, rig.guild(), &poll).await;
    store.close().await;
}
