//! `/privacy`: what is held about a person, as words and as a file, and gone when they ask for it.

use insta::assert_snapshot;
use serde_json::Value;

use crate::{
    Stage,
    deciding::dated,
    ledger::file_of,
    play, play_in_both_modes,
    polling::{TABS, started, votes},
    workspace::{decision, team},
};

const SERVER: &str = "Northwind Parcel";

/// Ines Moreau leads Checkout and has recorded a decision; in the other server Noor Haddad does.
async fn is_held(stage: &Stage) {
    stage.has_checkout().await;
    stage.has_decision(SERVER, team(1), decision(7), "deploys on Fridays", None).await;
}

#[tokio::test]
async fn who_is_not_held_is_told_so_and_has_nothing_to_erase() {
    play(async |stage| {
        is_held(stage).await;
        let leo = stage.person("Leo Brandt");
        let shown = leo.runs("/privacy show").await;
        assert_snapshot!(shown.text(), @"
        (only for you)
        # What I hold about you in this server
        **Nothing.** Nothing that I keep names you.

        I don't keep what you ask me with `/who-owns`, unless you press **Ask them** or **Suggest it**, nor what you write in channels. My log has the numbers of commands, not their words.
        When I am removed from a server, everything about it is deleted 30 days later, unless I am added again before.
        ~ This is about this server. In a direct message with me the same command is about all servers.
        ");
        assert_eq!(leo.runs("/privacy erase").await.text(), shown.text(), "there is no button to press");
        let file = leo.runs("/privacy export").await;
        assert_snapshot!(file.text(), @"
        (only for you)
        # What I hold about you in this server
        **Nothing.** Nothing that I keep names you.

        So the file holds no row.
        ~ This is about this server. In a direct message with me the same command is about all servers.
        ");
        let file: Value = serde_json::from_str(&file_of(&file).await).expect("JSON");
        assert_eq!(file["person"], stage.user("Leo Brandt").to_string());
        assert_eq!(
            (&file["rows"], &file["server"]),
            (&serde_json::json!({}), &stage.server(SERVER).to_string().into())
        );
        assert_snapshot!(leo.in_conversation().await.runs("/privacy show").await.text(), @"
        (only for you)
        # What I hold about you in all servers
        **Nothing.** Nothing that I keep names you.

        I don't keep what you ask me with `/who-owns`, unless you press **Ask them** or **Suggest it**, nor what you write in channels. My log has the numbers of commands, not their words.
        When I am removed from a server, everything about it is deleted 30 days later, unless I am added again before.
        ~ This is about all servers. In a channel of a server the same command is about that server alone.
        ");
    })
    .await;
}

#[tokio::test]
async fn what_is_held_is_shown_given_as_a_file_and_gone_when_it_is_confirmed() {
    play_in_both_modes(async |stage| {
        is_held(stage).await;
        let ines = stage.person("Ines Moreau");
        let shown = ines.runs("/privacy show").await;
        assert_snapshot!(shown.text(), @"
        (only for you)
        # What I hold about you in this server
        - One role that you hold in a team, with whether you are away
        - One decision that you recorded

        `/privacy export` gives it to you as a file, `/privacy erase` erases it.
        I don't keep what you ask me with `/who-owns`, unless you press **Ask them** or **Suggest it**, nor what you write in channels. My log has the numbers of commands, not their words.
        When I am removed from a server, everything about it is deleted 30 days later, unless I am added again before.
        ~ This is about this server. In a direct message with me the same command is about all servers.
        ");
        let file = ines.runs("/privacy export").await;
        assert!(file.text().contains("One role that you hold"));
        assert!(!file.is_seen_by("Leo Brandt"));
        let file = file_of(&file).await;
        let rows: Value = serde_json::from_str(&file).expect("JSON");
        assert_eq!(rows["rows"]["seats"][0]["role"], "tech-lead");
        assert_eq!(rows["rows"]["decisions"][0]["subject"], "deploys on Fridays");
        assert_eq!(rows["rows"]["teams"][0]["name"], "Checkout");
        assert!(!file.contains(&stage.user("Tomasz Wolny").to_string()), "{file}");
        let asked = ines.runs("/privacy erase").await;
        assert_snapshot!(asked.text(), @r"
        (only for you)
        # Erase what I hold about you in this server?
        This cannot be taken back. If you want a copy, get it first with `/privacy export`.
        This goes: - One role that you hold in a team, with whether you are away
        This stays, but no longer says that it was you: - One decision that you recorded
        This stays as it is: It belongs to the team, or names nobody: what a team has decided, results of polls that were announced, anonymous ballots of polls that are closed, how often each answer was given in a closed round, `/gaps`, which only counts. What I have posted in channels is Discord's to keep; whoever manages messages there can delete it.
        ~ This is about this server. In a direct message with me the same command is about all servers.
        [Erase it]
        ");
        let erased = ines.presses("Erase it", &asked).await;
        assert_snapshot!(erased.text(), @r"
        (only for you)
        # Erased
        I hold nothing about you here any more. If somebody gives you a role or you vote again, it begins anew.
        This is gone: - One role that you hold in a team, with whether you are away
        This stayed, but no longer says that it was you: - One decision that you recorded
        This stayed as it was: It belongs to the team, or names nobody: what a team has decided, results of polls that were announced, anonymous ballots of polls that are closed, how often each answer was given in a closed round, `/gaps`, which only counts. What I have posted in channels is Discord's to keep; whoever manages messages there can delete it.
        ~ This is about this server. In a direct message with me the same command is about all servers.
        ");
        assert_eq!(erased.id(), asked.id());
        assert!(ines.runs("/privacy show").await.text().contains("**Nothing.**"));
        assert_snapshot!(dated(&ines.runs("/decision show subject: deploys on fridays").await), @"
        # deploys on Fridays
        Nobody is named; the rule says how it is done.
        > As we agreed about deploys on Fridays
        -# Recorded by somebody who had their data erased on <date>.
        ~ What the team Checkout has settled
        [History] [Revise] [Retire]
        ");
        let team = ines.runs("/team show").await.text();
        assert!(!team.contains("Ines Moreau") && team.contains("@Tomasz Wolny"), "{team}");
    })
    .await;
}

#[tokio::test]
async fn a_press_erases_what_was_shown_and_after_a_change_it_asks_anew() {
    play(async |stage| {
        is_held(stage).await;
        let ines = stage.person("Ines Moreau");
        let asked = ines.runs("/privacy erase").await;
        assert!(asked.text().contains("One decision that you recorded"));
        stage.has_decision(SERVER, team(1), decision(8), "lunch at noon", None).await;
        let anew = ines.presses("Erase it", &asked).await;
        assert_snapshot!(anew.text(), @r"
        (only for you)
        # Erase what I hold about you in this server?
        Something has changed since I asked you, so nothing was erased. This is how it is now.
        This goes: - One role that you hold in a team, with whether you are away
        This stays, but no longer says that it was you: - 2 decisions that you recorded
        This stays as it is: It belongs to the team, or names nobody: what a team has decided, results of polls that were announced, anonymous ballots of polls that are closed, how often each answer was given in a closed round, `/gaps`, which only counts. What I have posted in channels is Discord's to keep; whoever manages messages there can delete it.
        ~ This is about this server. In a direct message with me the same command is about all servers.
        [Erase it]
        ");
        assert!(ines.runs("/team show").await.text().contains("@Ines Moreau"), "nothing was erased");
        let id = crate::transcript::button(&anew.message, "Erase it").expect("a button");
        let erased = ines.presses("Erase it", &anew).await;
        assert!(erased.text().starts_with("(only for you)\n# Erased"), "{}", erased.text());
        // Pressed once more, as a client does that has not heard of the change.
        let again = stage.bot_once_posted(&[&id]).await;
        let again = ines.sees_now(again);
        assert!(again.text().contains("An old answer"));
        let again = ines.presses_id(&id, &again).await;
        assert!(again.text().contains("**Nothing.**"), "{}", again.text());
    })
    .await;
}

#[tokio::test]
async fn nobody_erases_another_person_and_a_press_after_a_restart_works() {
    play(async |stage| {
        is_held(stage).await;
        let asked = stage.person("Ines Moreau").runs("/privacy erase").await;
        assert!(asked.text().contains("One role that you hold"));
        let (id, message) = (crate::transcript::button(&asked.message, "Erase it").expect("a button"), asked.id());
        let elsewhere = id.replace(&stage.server(SERVER).to_string(), "0");
        assert_ne!(id, elsewhere);
        let posted = stage.bot_once_posted(&[&id, &elsewhere]).await;
        let priya = stage.person("Priya Nair");
        let posted = priya.sees_now(posted);
        assert!(posted.text().contains("An old answer"));
        assert_snapshot!(priya.presses_id(&id, &posted).await.text(), @"
        (only for you)
        # This is somebody else's
        Only the person whom it is about can have their data erased, so nothing was done.
        What to do: For your own, use `/privacy erase`.
        ");
        let stale = stage.person("Ines Moreau").presses_id(&elsewhere, &posted).await;
        assert!(stale.text().contains("# This button is too old"), "all servers, pressed in one: {}", stale.text());
        stage.bot_restarts().await;
        let ines = stage.person("Ines Moreau");
        assert!(ines.runs("/team show").await.text().contains("@Ines Moreau"));
        let erased = ines.presses_id(&id, &ines.sees_now(message)).await;
        assert!(erased.text().contains("# Erased"), "{}", erased.text());
    })
    .await;
}

#[tokio::test]
async fn in_a_server_what_another_server_holds_stays_and_directly_it_goes_too() {
    play(async |stage| {
        is_held(stage).await;
        let seats = [("tech-lead", "Ines Moreau")];
        stage.has_team("Orchard Books", team(2), "Shop", &["shop-floor"], &seats).await;
        let ines = stage.person("Ines Moreau");
        let asked = ines.runs("/privacy erase").await;
        assert!(asked.text().contains("One role that you hold"));
        assert!(ines.presses("Erase it", &asked).await.text().contains("# Erased"));
        let ines = ines.in_conversation().await;
        let asked = ines.runs("/privacy erase").await;
        assert_snapshot!(asked.text(), @r"
        (only for you)
        # Erase what I hold about you in all servers?
        This cannot be taken back. If you want a copy, get it first with `/privacy export`.
        This goes: - One role that you hold in a team, with whether you are away
        This stays as it is: It belongs to the team, or names nobody: what a team has decided, results of polls that were announced, anonymous ballots of polls that are closed, how often each answer was given in a closed round, `/gaps`, which only counts. What I have posted in channels is Discord's to keep; whoever manages messages there can delete it.
        ~ This is about all servers. In a channel of a server the same command is about that server alone.
        [Erase it]
        ");
        assert!(ines.presses("Erase it", &asked).await.text().contains("# Erased"));
        let shown = ines.runs("/privacy show").await;
        assert!(shown.text().contains("**Nothing.**"), "{}", shown.text());
    })
    .await;
}

#[tokio::test]
async fn a_poll_that_is_open_is_drawn_anew_without_whoever_had_their_data_erased() {
    play(async |stage| {
        let poll = started(stage, TABS).await;
        assert!(votes(stage, "Leo Brandt", "Tabs", poll).await.text().contains("# Your vote counts"));
        assert!(votes(stage, "Priya Nair", "Spaces", poll).await.text().contains("# Your vote counts"));
        let priya = stage.person("Priya Nair");
        drop(priya.sees_become(poll, "2 people have voted.").await.text());
        let asked = priya.runs("/privacy erase").await;
        assert!(priya.presses("Erase it", &asked).await.text().contains("# Erased"));
        let drawn = stage.person("Leo Brandt").sees_become(poll, "One person has voted.").await.text();
        assert!(!drawn.contains("@Priya Nair"), "{drawn}");
    })
    .await;
}
