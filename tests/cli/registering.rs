//! `lanekeeper commands`.

use crate::{Discord, lanekeeper};

#[test]
fn a_plan_changes_nothing_and_applying_it_leaves_nothing_to_plan() {
    let discord = Discord::opens();
    let planned = lanekeeper(&["commands", "plan"]).at(&discord).ends();
    let plan = planned.well().to_owned();
    assert!(plan.lines().all(|line| line.starts_with("create ")), "{plan}");
    assert!(plan.contains("/who-owns") && plan.contains("Who owns this?"), "{plan}");
    assert_eq!(discord.commands(), 0, "a plan is only a plan");
    assert_eq!(lanekeeper(&["commands", "apply"]).at(&discord).ends().well(), plan);
    assert_eq!(discord.commands(), plan.lines().count());
    let again = lanekeeper(&["commands", "plan"]).at(&discord).ends();
    assert!(!again.well().contains("create"), "{}", again.stdout);
}

#[test]
fn without_a_token_there_is_no_plan() {
    let ended = lanekeeper(&["commands", "plan"]).ends();
    assert!(ended.failure_line().starts_with("DISCORD_TOKEN is not set"), "{}", ended.stderr);
}
