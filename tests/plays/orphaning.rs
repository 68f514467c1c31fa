//! Members who have left, and roles and channels of the server that were deleted: found, shown, and mended from there.

use std::time::Duration;

use insta::assert_snapshot;
use lanekeeper::{
    clock::Clock,
    handbook::RoleId,
    store::{Orphan, Store},
    workspace::{
        ids::{ChannelId, GuildId},
        team::{Holder, Seat},
    },
};

use crate::{Stage, play, seen::Seen, stage::in_time, workspace::team};

const SERVER: &str = "Northwind Parcel";
const QUESTION: &str = "/who-owns task: who picks the database?";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl Stage {
    fn leaves_the_server(&self, name: &str) {
        let world = self.sandbox().world();
        let guild = world.guild(SERVER).expect("furnished");
        world.leave(guild, world.person(name).expect("a known name")).expect("they were there");
    }

    fn joins(&self, name: &str) {
        let world = self.sandbox().world();
        let guild = world.guild(SERVER).expect("furnished");
        world.join(guild, world.person(name).expect("a known name")).expect("both are there");
    }
}

/// What somebody sees, with the name of the channel instead of its number.
fn told(stage: &Stage, seen: &Seen<'_>) -> String {
    seen.text().replace(&stage.channel("checkout").to_string(), "checkout")
}

#[tokio::test]
async fn who_has_left_is_found_when_the_team_is_shown_and_mended_from_an_answer() {
    play(async |stage| {
        stage.expects_refused_calls();
        stage.has_checkout().await;
        stage.leaves_the_server("Ines Moreau");
        let tomasz = stage.person("Tomasz Wolny");
        let shown = tomasz.runs("/team show").await;
        assert_snapshot!(told(stage, &shown), @r"
        # Checkout
        **Engineering manager:** @Tomasz Wolny
        **Tech lead:** @Tomasz Wolny, the engineering manager, covering for @Ines Moreau, who is away for good, having left the server; leads cover for each other
        **Channels:** <#checkout>
        -# Dates in this server are read in UTC.
        [Set up]
        ");
        let answer = tomasz.runs(QUESTION).await;
        assert!(answer.text().contains("having left the server"), "{}", answer.text());
        assert!(answer.buttons().contains(&"Set the tech lead".to_owned()), "{:?}", answer.buttons());
        let of_priya = stage.person("Priya Nair").runs(QUESTION).await.text();
        assert!(of_priya.contains("having left the server") && !of_priya.contains("[Set the tech lead]"), "{of_priya}");
        let seats = tomasz.presses("Set the tech lead", &answer).await;
        assert!(seats.text().contains("having left the server"), "{}", seats.text());
        let leo = stage.user("Leo Brandt");
        let mended = tomasz.runs(&format!("/team seat role: tech lead who: {leo}")).await;
        assert_snapshot!(mended.text(), @r"
        # Checkout: set
        **Tech lead:** @Leo Brandt
        ");
        let answer = tomasz.runs(QUESTION).await;
        assert!(answer.text().contains("@Leo Brandt") && !answer.text().contains("left"), "{}", answer.text());
    })
    .await;
}

#[tokio::test]
async fn who_comes_back_holds_the_role_again() {
    play(async |stage| {
        stage.expects_refused_calls();
        stage.has_checkout().await;
        stage.leaves_the_server("Ines Moreau");
        let priya = stage.person("Priya Nair");
        assert!(priya.runs("/team show").await.text().contains("having left the server"));
        stage.joins("Ines Moreau");
        let shown = priya.runs("/team show").await;
        assert!(shown.text().contains("**Tech lead:** @Ines Moreau\n"), "{}", shown.text());
    })
    .await;
}

#[tokio::test]
async fn who_is_asked_for_and_has_left_is_known_from_then_on_and_the_cover_is_asked() {
    play(async |stage| {
        stage.expects_refused_calls();
        stage.has_checkout().await;
        let cover = format!("/team cover role: tl who: {}", stage.user("Leo Brandt"));
        assert!(stage.person("Ines Moreau").runs(&cover).await.text().contains("@Leo Brandt"));
        stage.leaves_the_server("Ines Moreau");
        let priya = stage.person("Priya Nair");
        let answer = priya.runs(QUESTION).await;
        assert!(answer.text().contains("@Ines Moreau") && !answer.text().contains("having left"), "{}", answer.text());
        let refused = priya.presses("Ask them", &answer).await;
        assert!(refused.text().contains("is no longer in this server"), "{}", refused.text());
        let answer = priya.runs(QUESTION).await;
        assert!(
            answer.text().contains("@Leo Brandt, acting for @Ines Moreau, who is away for good"),
            "{}",
            answer.text()
        );
        assert!(priya.presses("Ask them", &answer).await.text().contains("# Asked"));
        assert!(priya.sees_after(answer.id()).await.text().contains("@Leo Brandt, is this yours?"));
        stage.leaves_the_server("Leo Brandt");
        let shown = priya.runs("/team show").await;
        assert_snapshot!(told(stage, &shown), @r"
        # Checkout
        **Engineering manager:** @Tomasz Wolny
        **Tech lead:** @Tomasz Wolny, the engineering manager, covering for @Ines Moreau, who is away for good, having left the server; leads cover for each other
        **Channels:** <#checkout>
        -# Dates in this server are read in UTC.
        **Set to cover, and no longer there:** @Leo Brandt. Press **Set up** to choose somebody else.
        [Set up]
        ");
    })
    .await;
}

#[tokio::test]
async fn the_nightly_sweep_finds_who_has_left_and_what_was_deleted() {
    play(async |stage| {
        stage.expects_refused_calls();
        stage.has_checkout().await;
        let (store, guild) = (stage.store().await, stage.server(SERVER));
        let deleted = Holder::ServerRole("1300000000000009999".parse().expect("an id"));
        let channel: ChannelId = "1300000000000008888".parse().expect("an id");
        let mut work = store.work().await.expect("open");
        work.set_seat(guild, team(1), &Seat::taken(RoleId::new("designer"), deleted)).await.expect("seated");
        work.bind_channel(guild, team(1), channel).await.expect("bound");
        work.commit().await.expect("kept");
        let clock = Clock::manual(Clock::system().now());
        stage.bot_goes_by(clock.clone()).await;
        stage.sweep_is_set().await;
        stage.leaves_the_server("Ines Moreau");
        clock.advance(DAY);
        let mut found = found_after(&store, guild, |found| !found.is_empty()).await;
        found.sort();
        let left = Orphan::Holder(Holder::Member(stage.user("Ines Moreau")));
        assert_eq!(found, [left, Orphan::Holder(deleted), Orphan::Channel(channel)]);
        let answer = stage.person("Priya Nair").runs(QUESTION).await;
        assert!(answer.text().contains("having left the server"), "{}", answer.text());
        let shown = stage.person("Priya Nair").runs("/team show").await;
        assert_snapshot!(told(stage, &shown), @r"
        # Checkout
        **Engineering manager:** @Tomasz Wolny
        **Tech lead:** @Tomasz Wolny, the engineering manager, covering for @Ines Moreau, who is away for good, having left the server; leads cover for each other
        **Designer:** <@&1300000000000009999>, away for good, as this role of the server was deleted, and nobody covers
        **Channels:** <#1300000000000008888> <#checkout>
        -# Dates in this server are read in UTC.
        **Deleted channels:** `1300000000000008888`. Press **Set up** to choose the team's channels anew.
        [Set up]
        ");
        // What no team names any more is not kept: of a person that would be more than is needed.
        let mut work = store.work().await.expect("open");
        assert!(work.clear_seat(guild, team(1), &RoleId::new("tech-lead")).await.expect("cleared"));
        work.commit().await.expect("kept");
        clock.advance(DAY);
        let mut found = found_after(&store, guild, |found| found.len() == 2).await;
        found.sort();
        assert_eq!(found, [Orphan::Holder(deleted), Orphan::Channel(channel)]);
        store.close().await;
    })
    .await;
}

/// Who and what is gone, as soon as it is so.
async fn found_after(store: &Store, guild: GuildId, is_so: impl Fn(&[Orphan]) -> bool) -> Vec<Orphan> {
    in_time("the nightly sweep", async {
        loop {
            let orphans = store.reading().await.expect("open").orphans(guild).await.expect("readable");
            if is_so(&orphans) {
                return orphans;
            }
            tokio::task::yield_now().await;
        }
    })
    .await
}
