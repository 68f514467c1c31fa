//! A correction of an answer is suggested to the team, and becomes its rule or is dismissed.

use insta::assert_snapshot;

use crate::{Stage, deciding::dated, person::Person, play, play_in_both_modes, seen::Seen, workspace::team};

const QUESTION: &str = "/who-owns task: who picks the database?";

/// Asks, and chooses another duty; sees what is said about that.
async fn corrects<'a>(person: &Person<'a>, question: &str) -> Seen<'a> {
    let answer = person.runs(question).await;
    let choosing = person.presses("Not right?", &answer).await;
    let of_role = person.chooses("Engineering manager", &person.presses("By role", &choosing).await).await;
    let corrected = person.chooses("Career planning", &of_role).await;
    assert!(corrected.text().contains("corrected this"));
    person.sees_after(answer.id()).await
}

async fn suggested(stage: &Stage, by: &str, question: &str) -> String {
    let person = stage.person(by);
    let offered = corrects(&person, question).await;
    assert!(offered.text().contains("I keep nothing of it. **Suggest it**"), "{}", offered.text());
    person.presses("Suggest it", &offered).await.text()
}

#[tokio::test]
async fn what_is_passed_on_is_said_before_and_one_press_makes_it_the_teams_rule() {
    play_in_both_modes(async |stage| {
        stage.has_checkout().await;
        let priya = stage.person("Priya Nair");
        let offered = corrects(&priya, QUESTION).await;
        assert_snapshot!(offered.text(), @"
        (only for you)
        “who picks the database?”
        # Thank you, the answer is corrected
        Only here so far, and I keep nothing of it. **Suggest it** passes it on to those who manage Checkout: what you asked (its first 100 characters), what I had answered, that you chose “Career planning”, and your name. They can make it the team's rule, or dismiss it; then it is deleted.
        [Suggest it]
        ");
        let ines = stage.person("Ines Moreau");
        assert!(ines.runs("/decision proposals").await.text().contains("Nothing waits."));
        let passed_on = priya.presses("Suggest it", &offered).await;
        assert_snapshot!(passed_on.text(), @"
        (only for you)
        # Passed on to those who manage Checkout
        They find it with `/decision proposals`. Until they make it the team's rule I answer as before.
        ");
        let again = suggested(stage, "Leo Brandt", "/who-owns task: WHO PICKS the database?").await;
        assert!(again.contains("counted 2 times"), "{again}");
        let list = ines.runs("/decision proposals").await;
        assert_snapshot!(dated(&list), @"
        (only for you)
        # What people suggest to Checkout
        **1. “who picks the database?”** I answered: Choosing technology. Suggested: **Career planning**, so engineering manager would decide.
        -# Suggested 2 times, first by @Priya Nair on <date>.
        ~ Page 1 of 1. Making it your rule records a decision; dismissing deletes it. Only you see this.
        [1: Make it our rule] [1: Dismiss]
        ");
        let left = ines.presses("1: Make it our rule", &list).await;
        assert!(left.id() == list.id() && left.text().contains("Nothing waits."), "{}", left.text());
        let card = ines.sees_after(list.id()).await;
        assert_snapshot!(dated(&card), @"
        (only for you)
        # Recorded: who picks the database?
        Engineering manager decides.
        -# Recorded by @Ines Moreau on <date>.
        ~ What the team Checkout has settled
        [History] [Revise] [Retire]
        ");
        let shown = priya.runs("/decision show subject: who picks the database?").await;
        assert!(shown.text().contains("Engineering manager decides."), "{}", shown.text());
    })
    .await;
}

#[tokio::test]
async fn of_two_who_deal_with_it_one_wins_and_what_is_dismissed_is_gone() {
    play(async |stage| {
        stage.has_checkout().await;
        assert!(suggested(stage, "Priya Nair", QUESTION).await.contains("# Passed on to"));
        let (ines, tomasz) = (stage.person("Ines Moreau"), stage.person("Tomasz Wolny"));
        let one = ines.runs("/decision proposals").await;
        let other = tomasz.runs("/decision proposals").await;
        assert_eq!(one.text(), other.text());
        assert!(ines.presses("1: Dismiss", &one).await.text().contains("Nothing waits."));
        let late = tomasz.presses("1: Make it our rule", &other).await;
        assert_snapshot!(late.text(), @"
        (only for you)
        # This suggestion waits no longer
        Somebody has made it the team's rule or dismissed it.
        What to do: `/decision proposals` shows what waits now.
        ");
        assert!(tomasz.runs("/decision list").await.text().contains("Nothing yet."));
    })
    .await;
}

#[tokio::test]
async fn proposals_are_for_those_who_manage_the_team_and_survive_a_restart() {
    play(async |stage| {
        stage.has_checkout().await;
        for number in 1..=5 {
            let told =
                suggested(stage, "Priya Nair", &format!("/who-owns task: who picks the database {number}?")).await;
            assert!(told.contains("# Passed on to"));
        }
        stage.bot_restarts().await;
        let seen = stage.person("Priya Nair").runs("/decision proposals").await;
        assert!(seen.text().contains("# You can't change this here"), "{}", seen.text());
        let ines = stage.person("Ines Moreau");
        let list = ines.runs("/decision proposals").await;
        assert!(list.text().contains("~ Page 1 of 2."), "{}", list.text());
        let next = ines.presses("Next", &list).await;
        assert_eq!(next.buttons(), ["1: Make it our rule", "1: Dismiss", "Previous", "Next"]);
        let first = ines.presses("1: Dismiss", &next).await;
        assert!(first.text().contains("~ Page 1 of 1."), "{}", first.text());
    })
    .await;
}

#[tokio::test]
async fn what_the_team_has_settled_already_stays() {
    play(async |stage| {
        stage.has_checkout().await;
        assert!(suggested(stage, "Priya Nair", QUESTION).await.contains("# Passed on to"));
        let ines = stage.person("Ines Moreau");
        let seen = ines.runs("/decision record subject: who picks the database? role: tech lead").await;
        assert!(seen.text().contains("# Recorded: "));
        let list = ines.runs("/decision proposals").await;
        assert!(list.text().contains("Suggested: **Career planning**"));
        let taken = ines.presses("1: Make it our rule", &list).await;
        assert!(taken.text().contains("# Your team has settled this already"), "{}", taken.text());
        assert_eq!(ines.runs("/decision proposals").await.text(), list.text(), "it still waits");
    })
    .await;
}

#[tokio::test]
async fn ids_of_another_servers_proposals_lead_nowhere() {
    play(async |stage| {
        stage.has_checkout().await;
        stage.has_team("Orchard Books", team(9), "Shelves", &["shop-floor"], &[]).await;
        let ids = ["1:proposal-accept:9:1", "1:proposal-dismiss:9:1"];
        let turn = format!("1:proposals:{}:1", team(9));
        let old = stage.bot_once_posted(&[ids[0], ids[1], &turn]).await;
        let tomasz = stage.person("Tomasz Wolny");
        let old = tomasz.sees_now(old);
        assert!(old.text().contains("An old answer"));
        for id in ids {
            assert!(tomasz.presses_id(id, &old).await.text().contains("# This suggestion waits no longer"));
        }
        assert!(tomasz.presses_id(&turn, &old).await.text().contains("# I know no such team"));
    })
    .await;
}

#[tokio::test]
async fn what_is_suggested_goes_to_the_team_that_was_named() {
    play(async |stage| {
        stage.has_checkout().await;
        stage.has_team("Northwind Parcel", team(2), "Search", &["general"], &[("tech-lead", "Leo Brandt")]).await;
        let priya = stage.person("Priya Nair");
        let offered = corrects(&priya, &format!("{QUESTION} team: search")).await;
        assert!(offered.text().contains("passes it on to those who manage Search"), "{}", offered.text());
        let passed_on = priya.presses("Suggest it", &offered).await;
        assert!(passed_on.text().contains("# Passed on to those who manage Search"), "{}", passed_on.text());
        assert!(stage.person("Ines Moreau").runs("/decision proposals").await.text().contains("Nothing waits."));
        let list = stage.person("Leo Brandt").runs("/decision proposals team: search").await;
        assert!(list.text().contains("“who picks the database?”"), "{}", list.text());
    })
    .await;
}
