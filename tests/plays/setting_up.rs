//! `/team setup`: a team set up step by step.

use insta::assert_snapshot;

use crate::{Stage, play, play_in_both_modes, workspace::team};

const SERVER: &str = "Northwind Parcel";

const TECH_LEAD: &str = "Who is the tech lead?";
const MANAGER: &str = "Who is the engineering manager?";
const CHANNELS: &str = "Which channels are the team's?";

fn id(stage: &Stage, name: &str) -> String {
    stage.user(name).to_string()
}

#[tokio::test]
async fn the_first_team_is_made_and_set_up_step_by_step() {
    play_in_both_modes(async |stage| {
        let tomasz = stage.person("Tomasz Wolny");
        let made = tomasz.runs_and_writes("/team setup", "name", " Check\u{200B}out ").await;
        assert_snapshot!(made.text(), @"
        (only for you)
        # Set up Checkout
        The team is there. Choose its people and channels below; everything is kept at once.

        **Engineering manager:** nobody is set here yet
        **Tech lead:** nobody is set here yet
        **Channels:** none yet
        -# Dates in this server are read in UTC.
        [Who is the engineering manager?]
        [Who is the tech lead?]
        [Which channels are the team's?]
        [Another role, or who covers … (20)]
        [Preview] [Done]
        ");
        assert!(!made.is_seen_by("Ines Moreau"));
        let seen = tomasz.picks(&[id(stage, "Ines Moreau")], TECH_LEAD, &made).await;
        let seen = tomasz.picks(&[id(stage, "Tomasz Wolny")], MANAGER, &seen).await;
        let channels = [stage.channel("checkout").to_string(), stage.channel("checkout-incidents").to_string()];
        let seen = tomasz.picks(&channels, CHANNELS, &seen).await;
        let text = seen.text().replace(&channels[0], "checkout").replace(&channels[1], "incidents");
        assert_snapshot!(text, @"
        (only for you)
        # Set up Checkout
        Kept. This is how it is now:

        **Engineering manager:** @Tomasz Wolny
        **Tech lead:** @Ines Moreau
        **Channels:** <#checkout> <#incidents>
        -# Dates in this server are read in UTC.
        [Who is the engineering manager? @Tomasz Wolny]
        [Who is the tech lead? @Ines Moreau]
        [Which channels are the team's? <#checkout> <#incidents>]
        [Another role, or who covers … (20)]
        [Undo] [Preview] [Done]
        ");
        assert_eq!(seen.id(), made.id());
        let done = tomasz.presses("Done", &seen).await.text();
        let done = done.replace(&channels[0], "checkout").replace(&channels[1], "incidents");
        assert_snapshot!(done, @"
        (only for you)
        # Checkout is set up
        **Engineering manager:** @Tomasz Wolny
        **Tech lead:** @Ines Moreau
        **Channels:** <#checkout> <#incidents>
        -# Dates in this server are read in UTC.

        Ask with `/who-owns`, and change anything at any time with `/team setup`.
        ");
        let shown = stage.person("Leo Brandt").runs("/team show").await;
        assert!(shown.text().contains("**Engineering manager:** @Tomasz Wolny\n**Tech lead:** @Ines Moreau"));
        assert!(!shown.notifies());
    })
    .await;
}

#[tokio::test]
async fn the_wizard_is_left_and_resumed_and_survives_a_restart() {
    play(async |stage| {
        stage.has_team(SERVER, team(1), "Checkout", &["checkout"], &[]).await;
        let opened = {
            let tomasz = stage.person("Tomasz Wolny");
            let opened = tomasz.runs("/team setup").await;
            tomasz.picks(&[id(stage, "Ines Moreau")], TECH_LEAD, &opened).await.id()
        };
        stage.bot_restarts().await;
        let tomasz = stage.person("Tomasz Wolny");
        let before = tomasz.sees_now(opened);
        let seen = tomasz.picks(&[id(stage, "Tomasz Wolny")], MANAGER, &before).await;
        assert!(seen.text().contains("**Engineering manager:** @Tomasz Wolny\n**Tech lead:** @Ines Moreau"));
        let undone = tomasz.presses("Undo", &seen).await;
        assert!(
            undone.text().contains("Taken back.")
                && undone.text().contains("**Engineering manager:** nobody is set here yet")
        );
        assert!(!undone.buttons().contains(&"Undo".to_owned()));
        let resumed = tomasz.runs("/team setup").await;
        assert!(
            resumed.text().contains("**Engineering manager:** nobody is set here yet\n**Tech lead:** @Ines Moreau")
        );
    })
    .await;
}

#[tokio::test]
async fn a_step_that_somebody_else_overtook_is_not_taken_back() {
    play(async |stage| {
        stage.has_checkout().await;
        let (ines, tomasz) = (stage.person("Ines Moreau"), stage.person("Tomasz Wolny"));
        let opened = ines.runs("/team setup").await;
        let seen = ines.picks(&[id(stage, "Leo Brandt")], MANAGER, &opened).await;
        assert!(seen.text().contains("**Engineering manager:** @Leo Brandt"));
        let other = tomasz.runs(&format!("/team seat role: EM who: {}", stage.user("Priya Nair"))).await;
        assert_snapshot!(other.text(), @"
        # Checkout: set
        **Engineering manager:** @Priya Nair
        ");
        let late = ines.presses("Undo", &seen).await;
        assert_snapshot!(late.text(), @"
        (only for you)
        # It has changed meanwhile
        Somebody changed the same thing after you, so it was not taken back.
        What to do: Look at it with `/team setup`, and set it as it should be.
        ");
        let shown = tomasz.runs("/team show").await;
        assert!(shown.text().contains("**Engineering manager:** @Priya Nair"));
        let seen = ines.picks(&[], CHANNELS, &ines.presses("Set up", &shown).await).await;
        assert!(seen.text().contains("**Channels:** none yet"), "{}", seen.text());
        let undone = ines.presses("Undo", &seen).await;
        assert!(undone.text().contains(&format!("**Channels:** <#{}>", stage.channel("checkout"))));
        let seen = ines.picks(&[], CHANNELS, &undone).await;
        let bound = tomasz.runs(&format!("/team channel channel: {}", stage.channel("checkout"))).await;
        assert!(bound.text().contains("# Checkout: set"));
        assert!(ines.presses("Undo", &seen).await.text().contains("# It has changed meanwhile"));
    })
    .await;
}

#[tokio::test]
async fn any_role_of_the_handbook_can_be_held_by_a_server_role_and_covered() {
    play(async |stage| {
        stage.has_checkout().await;
        let ines = stage.person("Ines Moreau");
        let opened = ines.runs("/team setup").await;
        let seat = ines.chooses("Designer", &opened).await;
        let engineers = stage.server_role("Engineer").to_string();
        let seen = ines.picks(std::slice::from_ref(&engineers), "Who is the designer?", &seat).await;
        let seen = ines.picks(&[id(stage, "Sakura Ito")], "Who covers for the designer?", &seen).await;
        let checkout = stage.channel("checkout").to_string();
        let text = seen.text().replace(&engineers, "Engineer").replace(&checkout, "checkout");
        assert_snapshot!(text, @"
        (only for you)
        # Set up Checkout
        Kept. This is how it is now:

        **Engineering manager:** @Tomasz Wolny
        **Tech lead:** @Ines Moreau
        **Designer:** <@&Engineer>, covered by @Sakura Ito when away
        **Channels:** <#checkout>
        -# Dates in this server are read in UTC.
        [Who is the designer? <@&Engineer>]
        [Who covers for the designer? @Sakura Ito]
        [Back] [Undo] [Preview] [Done]
        ");
        let back = ines.presses("Back", &seen).await;
        assert!(back.text().contains("[Which channels are the team's?"));
        let seen = ines.picks(&[], "Who is the designer?", &ines.chooses("Designer", &back).await).await;
        assert!(!seen.text().contains("Designer:"), "{}", seen.text());
        let undone = ines.presses("Undo", &seen).await;
        assert!(undone.text().contains("covered by @Sakura Ito when away"), "{}", undone.text());
    })
    .await;
}

#[tokio::test]
async fn a_lead_who_gave_their_seat_away_can_no_longer_change_the_team() {
    play(async |stage| {
        stage.has_checkout().await;
        let ines = stage.person("Ines Moreau");
        let opened = ines.runs("/team setup").await;
        let seen = ines.picks(&[id(stage, "Leo Brandt")], TECH_LEAD, &opened).await;
        assert!(seen.text().contains("**Tech lead:** @Leo Brandt"));
        assert!(ines.presses("Undo", &seen).await.text().contains("# You can't change this here"));
        let leo = stage.person("Leo Brandt");
        assert!(leo.runs("/team setup").await.text().contains("# Set up Checkout"));
    })
    .await;
}

#[tokio::test]
async fn several_teams_are_chosen_from_and_there_is_room_for_twenty_five() {
    play(async |stage| {
        for number in 1..=24 {
            stage.has_team(SERVER, team(number), &format!("Team {number:02}"), &[], &[]).await;
        }
        let tomasz = stage.person("Tomasz Wolny");
        let which = tomasz.runs("/team setup").await;
        assert_eq!((which.options().len(), which.options().last().map(String::as_str)), (25, Some("A new team")));
        assert!(which.text().contains("# Which team do you want to set up?"));
        let opened = tomasz.chooses("Team 07", &which).await;
        assert!(opened.text().contains("# Set up Team 07"));
        assert!(tomasz.runs("/team create name: Team 25").await.text().contains("# Set up Team 25"));
        assert_snapshot!(tomasz.runs("/team create name: Team 26").await.text(), @"
        (only for you)
        # There is no room for another team
        A server can have 25 teams.
        What to do: Remove one that is no longer needed with `/team delete`.
        ");
        let full = tomasz.runs("/team setup").await;
        assert!(full.text().contains("[Choose a team (25)]") && !full.options().contains(&"A new team".to_owned()));
        assert_eq!(tomasz.types("/team show team: 2").await.len(), 8);
    })
    .await;
}

#[tokio::test]
async fn two_who_choose_at_once_are_both_kept_or_the_later_one_is() {
    play(async |stage| {
        stage.has_team(SERVER, team(1), "Checkout", &["checkout"], &[("tech-lead", "Ines Moreau")]).await;
        let (ines, tomasz) = (stage.person("Ines Moreau"), stage.person("Tomasz Wolny"));
        let (one, other) = (ines.runs("/team setup").await, tomasz.runs("/team setup").await);
        let manager = [id(stage, "Tomasz Wolny")];
        let channels = [stage.channel("general").to_string()];
        tokio::join!(ines.picks(&manager, MANAGER, &one), tomasz.picks(&channels, CHANNELS, &other));
        let shown = ines.runs("/team setup").await.text();
        assert!(shown.contains("**Engineering manager:** @Tomasz Wolny"), "{shown}");
        assert!(shown.contains(&format!("**Channels:** <#{}>", channels[0])), "{shown}");
        assert!(
            ines.sees_now(one.id()).text().contains("Kept.") && tomasz.sees_now(other.id()).text().contains("Kept.")
        );
    })
    .await;
}

#[tokio::test]
async fn a_press_about_a_team_that_is_gone_leads_nowhere() {
    play(async |stage| {
        stage.has_team("Orchard Books", team(9), "Shelves", &["shop-floor"], &[("tech-lead", "Noor Haddad")]).await;
        stage.has_checkout().await;
        let tomasz = stage.person("Tomasz Wolny");
        let ids = ["open:9", "done:9", "delete:9", "undo:9:s.1.2", "undo:9:c+1", "open:7", "undo:1:nonsense"];
        let ids = ids.map(|id| format!("1:team-{id}"));
        let message = stage.bot_once_posted(&ids[..5].iter().map(String::as_str).collect::<Vec<_>>()).await;
        let old = tomasz.sees_now(message);
        assert!(old.text().contains("An old answer"));
        for id in &ids[..5] {
            let seen = tomasz.presses_id(id, &old).await.text();
            assert!(seen.contains("# I know no such team"), "{id}: {seen}");
        }
        let message = stage.bot_once_posted(&ids[5..].iter().map(String::as_str).collect::<Vec<_>>()).await;
        let old = tomasz.sees_now(message);
        assert!(old.text().contains("An old answer"));
        assert!(tomasz.presses_id(&ids[5], &old).await.text().contains("# I know no such team"));
        assert!(tomasz.presses_id(&ids[6], &old).await.text().contains("# This button is too old"));
        let noor = stage.person("Noor Haddad").runs("/team show").await;
        assert!(noor.text().contains("@Noor Haddad"));
    })
    .await;
}
