//! `/team`: who holds what, set by commands.

use insta::assert_snapshot;
use lanekeeper::clock::{Clock, Timestamp};

use crate::{Stage, play, workspace::team};

const SERVER: &str = "Northwind Parcel";

/// Wednesday, 25 November 2026, 12:00 UTC.
const NOON: Timestamp = Timestamp::from_millis(1_795_608_000_000);

fn id(stage: &Stage, name: &str) -> String {
    stage.user(name).to_string()
}

#[tokio::test]
async fn who_is_away_is_covered_and_times_are_those_of_the_server() {
    play(async |stage| {
        stage.bot_goes_by(Clock::manual(NOON)).await;
        stage.has_checkout().await;
        let (ines, tomasz) = (stage.person("Ines Moreau"), stage.person("Tomasz Wolny"));
        assert_snapshot!(tomasz.runs("/team time-zone zone: europe/warsaw").await.text(), @"
        # Time zone set
        Dates in this server are read in Europe/Warsaw, where it is 2026-11-25 13:00 now.
        ");
        let seen = ines.runs("/team away until: friday").await;
        assert_snapshot!(seen.text(), @"
        # Away
        Checkout: **Tech lead:** @Tomasz Wolny, the engineering manager, covering for @Ines Moreau, who is away until <t:1795734000:f>; leads cover for each other
        ");
        let seen = tomasz.runs(&format!("/team cover role: tech lead who: {}", stage.user("Leo Brandt"))).await;
        assert_snapshot!(seen.text(), @"
        # Checkout: set
        **Tech lead:** @Leo Brandt, acting for @Ines Moreau, who is away until <t:1795734000:f>
        ");
        let seen = tomasz.runs("/team away role: em").await;
        assert_snapshot!(seen.text(), @"
        # Away
        Checkout: **Engineering manager:** @Tomasz Wolny, away until further notice, and nobody covers
        ");
        let seen = ines.runs("/team back").await;
        assert_snapshot!(seen.text(), @"
        # Back again
        Checkout: **Tech lead:** @Ines Moreau, covered by @Leo Brandt when away
        ");
        assert!(tomasz.runs("/team back role: em").await.text().contains("**Engineering manager:** @Tomasz Wolny"));
        let seen = tomasz.runs(&format!("/team cover role: tech lead who: {}", stage.user("Ines Moreau"))).await;
        assert!(seen.text().contains("# Nobody covers for themselves"));
        assert_eq!(tomasz.types("/team time-zone zone: wars").await, ["Europe/Warsaw"]);
    })
    .await;
}

#[tokio::test]
async fn somebody_with_seats_in_several_teams_is_away_in_all_unless_one_is_named() {
    play(async |stage| {
        stage.has_checkout().await;
        stage.has_team(SERVER, team(2), "Search", &["general"], &[("engineering-manager", "Tomasz Wolny")]).await;
        let tomasz = stage.person("Tomasz Wolny");
        assert_snapshot!(tomasz.runs("/team away").await.text(), @"
        # Away
        Checkout: **Engineering manager:** @Ines Moreau, the tech lead, covering for @Tomasz Wolny, who is away until further notice; leads cover for each other
        Search: **Engineering manager:** @Tomasz Wolny, away until further notice, and nobody covers
        ");
        let seen = tomasz.runs("/team back team: search").await;
        assert_snapshot!(seen.text(), @"
        # Back again
        Search: **Engineering manager:** @Tomasz Wolny
        ");
        let seen = stage.person("Leo Brandt").runs("/team away until: tomorrow").await;
        assert_snapshot!(seen.text(), @"
        (only for you)
        # You hold no role here
        Only who holds a role in a team by name can be away from it.
        What to do: If you mean somebody else, name the `role`. Who holds what, `/team show` tells.
        ");
    })
    .await;
}

#[tokio::test]
async fn dates_that_are_none_are_refused_with_what_to_write() {
    play(async |stage| {
        stage.bot_goes_by(Clock::manual(NOON)).await;
        stage.has_checkout().await;
        let ines = stage.person("Ines Moreau");
        for (typed, title) in [
            ("someday", "I don't understand it as a date."),
            ("2020-01-01", "It is past already."),
            ("30 February", "No calendar or clock has such a day or hour."),
            ("2099-01-01", "It is more than ten years ahead."),
        ] {
            let seen = ines.runs(&format!("/team away until: {typed}")).await.text();
            assert!(seen.contains(title) && seen.contains(&format!("I can't use “{typed}” as a date")), "{seen}");
        }
        assert_snapshot!(ines.runs("/team away until: next friday").await.text(), @"
        (only for you)
        # I can't use “next friday” as a date
        It could be <t:1795737600:F> or <t:1796342400:F>.
        What to do: Write `2026-11-27` or `2026-12-04`. Nothing was changed.
        ");
        assert!(ines.runs("/team show").await.text().contains("**Tech lead:** @Ines Moreau\n"));
    })
    .await;
}

#[tokio::test]
async fn who_may_not_is_told_who_can() {
    play(async |stage| {
        stage.has_checkout().await;
        stage.has_team(SERVER, team(2), "Search", &["general"], &[("tech-lead", "Priya Nair")]).await;
        let (leo, priya) = (stage.person("Leo Brandt"), stage.person("Priya Nair"));
        assert_snapshot!(leo.runs("/team setup").await.text(), @"
        (only for you)
        # You can't change this here
        Only those who may manage the server, and a team's engineering manager or tech lead, can do that.
        What to do: Ask a server admin or your engineering manager or tech lead to do it.
        ");
        assert_snapshot!(priya.runs("/team setup").await.text(), @"
        (only for you)
        # This is not yours to change
        It is about Checkout. Only its engineering manager or tech lead, and those who may manage the server, can do that.
        What to do: Ask the engineering manager or tech lead of Checkout to do it.
        ");
        assert_snapshot!(priya.runs("/team create name: Billing").await.text(), @"
        (only for you)
        # You can't change this here
        It concerns the whole server. Only those who may manage it (Discord's permission **Manage Server**) can do that.
        What to do: Ask a server admin to do it.
        ");
        for command in ["/team seat role: em", "/team rename name: Ours", "/team cover role: tl", "/team away role: tl"] {
            assert!(priya.runs(command).await.text().contains("# This is not yours to change"), "{command}");
        }
        assert!(priya.runs("/team delete team: Search").await.text().contains("# You can't change this here"));
        let opened = priya.runs("/team setup team: search").await;
        assert!(opened.text().contains("# Set up Search"));
        let taken = priya.picks(&[stage.channel("checkout").to_string()], "Which channels are the team's?", &opened).await;
        assert_snapshot!(taken.text().replace(&stage.channel("checkout").to_string(), "checkout"), @"
        (only for you)
        # This channel is another team's
        <#checkout> belongs to Checkout, and a channel belongs to one team.
        What to do: Take it away there first, with `/team channel` and `unbind`, or ask those who may change Checkout.
        ");
    })
    .await;
}

#[tokio::test]
async fn teams_are_made_renamed_and_removed() {
    play(async |stage| {
        stage.has_checkout().await;
        let tomasz = stage.person("Tomasz Wolny");
        assert!(tomasz.runs("/team create name: search").await.text().contains("# Set up search"));
        assert_snapshot!(tomasz.runs("/team create name: SEARCH").await.text(), @"
        (only for you)
        # There is a team “SEARCH” already
        Names that differ in capital letters only are the same.
        What to do: Choose another name, or open that team with `/team setup`.
        ");
        let name = "**@everyone** `x` [a](https://a.example)";
        let seen = tomasz.runs(&format!("/team rename team: search name: {name}")).await;
        assert!(seen.text().starts_with(&format!("# {name}\n")) && !seen.notifies(), "{}", seen.text());
        let which = tomasz.in_channel("introductions").runs("/team show").await;
        assert_snapshot!(which.text(), @r"
        (only for you)
        # Which team is it about?
        This server has several: \*\*@·everyone\*\* \`x\` \[a\]\(https:\//a.example\) and Checkout. This channel belongs to none of them.
        What to do: Name it with the option `team`, or ask in a channel of the team.
        ");
        let tomasz = stage.person("Tomasz Wolny");
        assert!(tomasz.runs(&format!("/team rename team: Checkout name: {name}")).await.text().contains("already"));
        let long = "x".repeat(61);
        assert!(tomasz.runs(&format!("/team create name: {long}")).await.text().contains("61 characters; 60 fit"));
        let asked = tomasz.runs("/team delete team: Checkout").await;
        assert_snapshot!(asked.text(), @"
        (only for you)
        # Remove Checkout?
        This cannot be taken back. It removes the team with 2 seats, one channel and 0 decisions, those no longer in force included. The channels themselves stay.
        [Remove Checkout]
        ");
        let gone = tomasz.presses("Remove Checkout", &asked).await;
        assert_snapshot!(gone.text(), @"
        (only for you)
        # Checkout is removed
        Its seats and decisions are gone, and its channels are no team's any more.
        ");
    })
    .await;
}

#[tokio::test]
async fn a_channel_is_one_teams() {
    play(async |stage| {
        stage.has_checkout().await;
        stage.has_team(SERVER, team(2), "Search", &["general"], &[("tech-lead", "Priya Nair")]).await;
        let tomasz = stage.person("Tomasz Wolny");
        let general = stage.channel("general");
        let plain = |text: String| text.replace(&general.to_string(), "general");
        let taken = tomasz.runs(&format!("/team channel channel: {general}")).await;
        assert!(taken.text().contains("# This channel is another team's"));
        let freed = tomasz.runs(&format!("/team channel channel: {general} unbind: true")).await;
        assert_snapshot!(plain(freed.text()), @"
        # Search: set
        <#general> is no team's any more.
        ");
        let again = tomasz.runs(&format!("/team channel channel: {general} unbind: true")).await;
        assert_snapshot!(plain(again.text()), @"
        (only for you)
        # This channel is no team's
        <#general> belongs to no team, so there is nothing to take away.
        What to do: `/team show` shows which channels a team has.
        ");
        let bound = tomasz.runs(&format!("/team channel channel: {general}")).await;
        assert!(bound.text().contains(&format!("<#{general}>")) && bound.text().contains("# Checkout: set"));
        let shown = stage.person("Leo Brandt").in_channel("general").runs("/team show").await;
        assert!(shown.text().contains("# Checkout\n"));
    })
    .await;
}

#[tokio::test]
async fn nobody_who_cannot_be_asked_holds_a_role() {
    play(async |stage| {
        stage.has_checkout().await;
        stage.expects_refused_calls();
        let tomasz = stage.person("Tomasz Wolny");
        let server = stage.server(SERVER);
        let seen = tomasz.runs(&format!("/team seat role: tl who: {}", id(stage, "Noor Haddad"))).await;
        assert_snapshot!(seen.text(), @"
        (only for you)
        # I can't find them here
        @Noor Haddad is not in this server.
        What to do: Name a member of this server, or a role of it.
        ");
        let bot = stage.sandbox().world().person("Lanekeeper").expect("furnished");
        assert!(
            tomasz.runs(&format!("/team seat role: tl who: {bot}")).await.text().contains("# A bot can't hold a role")
        );
        let seen = tomasz.runs(&format!("/team seat role: tl who: {server}")).await;
        assert!(seen.text().contains("# Everybody is nobody in particular"), "{}", seen.text());
        let seen = tomasz.runs(&format!("/team cover role: designer who: {}", id(stage, "Leo Brandt"))).await;
        assert_snapshot!(seen.text(), @"
        (only for you)
        # Nobody holds this role yet
        The team has no designer, so nobody can be away or covered for there.
        What to do: Say who holds it with `/team seat`.
        ");
        assert!(tomasz.runs("/team seat role: the boss").await.text().contains("# I know no role “the boss”"));
        assert!(tomasz.runs("/team show").await.text().contains("**Tech lead:** @Ines Moreau"));
    })
    .await;
}
