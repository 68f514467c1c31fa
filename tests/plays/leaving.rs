//! The bot is removed from a server, and comes back or not.

use std::time::Duration;

use insta::assert_snapshot;
use lanekeeper::{
    clock::{Clock, Timestamp},
    store::GuildSettings,
};

use crate::{
    Stage, play_on_the_gateway, play_over_http,
    stage::in_time,
    workspace::{decision, team},
};

const SERVER: &str = "Northwind Parcel";
const OTHER: &str = "Orchard Books";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Both servers have a team, and the clock stands still.
async fn two_servers(stage: &mut Stage) -> Clock {
    stage.has_checkout().await;
    stage.has_decision(SERVER, team(1), decision(7), "deploys on Fridays", None).await;
    stage.has_team(OTHER, team(2), "Shop", &["shop-floor"], &[("tech-lead", "Noor Haddad")]).await;
    let clock = Clock::manual(Clock::system().now());
    stage.bot_goes_by(clock.clone()).await;
    stage.sweep_is_set().await;
    clock
}

impl Stage {
    fn bot_is_removed_from(&self, server: &str) {
        let (world, application) =
            (self.sandbox().world(), self.sandbox().world().person("Lanekeeper").expect("furnished").get().into());
        let guild = world.guild(server).expect("furnished");
        world.uninstall(guild, application).expect("it is there");
    }

    fn bot_is_added_to(&self, server: &str) {
        let (world, application) =
            (self.sandbox().world(), self.sandbox().world().person("Lanekeeper").expect("furnished").get().into());
        let guild = world.guild(server).expect("furnished");
        world.install(guild, application).expect("both are there");
    }

    /// What is kept about a server as a whole and how many teams it has, as soon as it is so.
    async fn waits_until(
        &self,
        server: &str,
        what: &str,
        is_so: impl Fn(&GuildSettings, usize) -> bool,
    ) -> GuildSettings {
        let (store, guild) = (self.store().await, self.server(server));
        let settings = in_time(what, async {
            loop {
                let mut work = store.reading().await.expect("open");
                let settings = work.guild_settings(guild).await.expect("readable");
                let teams = work.teams(guild).await.expect("readable").len();
                drop(work);
                if is_so(&settings, teams) {
                    return settings;
                }
                tokio::task::yield_now().await;
            }
        });
        let settings = settings.await;
        store.close().await;
        settings
    }

    async fn is_counted_down(&self, server: &str) -> Timestamp {
        let settings = self.waits_until(server, "the countdown", |settings, _| settings.forget_at.is_some()).await;
        settings.forget_at.expect("just seen")
    }
}

#[tokio::test]
async fn thirty_days_after_it_was_removed_everything_of_the_server_is_deleted_and_nothing_of_another() {
    play_on_the_gateway(async |stage| {
        stage.expects_refused_calls();
        let clock = two_servers(stage).await;
        stage.bot_is_removed_from(SERVER);
        assert_eq!(stage.is_counted_down(SERVER).await, clock.now().plus(DAY * 30));
        clock.advance(DAY * 30 - Duration::from_secs(1));
        stage.bot_restarts().await;
        stage
            .waits_until(SERVER, "the last second", |settings, teams| settings.forget_at.is_some() && teams == 1)
            .await;
        clock.advance(Duration::from_secs(1));
        stage
            .waits_until(SERVER, "the deletion", |settings, teams| *settings == GuildSettings::default() && teams == 0)
            .await;
        stage
            .waits_until(OTHER, "the other server", |settings, teams| settings.forget_at.is_none() && teams == 1)
            .await;
        stage.bot_is_added_to(SERVER);
        let shown = stage.person("Ines Moreau").runs("/privacy show").await;
        assert!(shown.text().contains("**Nothing.**"), "{}", shown.text());
    })
    .await;
}

#[tokio::test]
async fn coming_back_stops_the_countdown_and_says_so_in_the_teams_channel() {
    play_on_the_gateway(async |stage| {
        let clock = two_servers(stage).await;
        let priya = stage.person("Priya Nair");
        let said = priya.posts("Where has it gone?");
        stage.bot_is_removed_from(SERVER);
        let at = stage.is_counted_down(SERVER).await;
        stage.bot_is_added_to(SERVER);
        let back = priya.sees_after(said).await;
        assert_snapshot!(back.text().replace(&at.seconds().to_string(), "…"), @r"
        # I am back
        I had been removed from this server, and would have deleted everything about it on <t:…:D>. That is off: teams, decisions and polls are as they were.
        ");
        assert!(!back.notifies());
        stage.waits_until(SERVER, "no countdown", |settings, teams| settings.forget_at.is_none() && teams == 1).await;
        stage.bot_restarts().await;
        clock.advance(DAY * 31);
        let priya = stage.person("Priya Nair");
        assert!(priya.runs("/team show").await.text().contains("@Ines Moreau"));
        assert_eq!(priya.count_of_bots_messages(), 2, "it is said once");
    })
    .await;
}

#[tokio::test]
async fn what_happened_while_it_was_off_is_found_when_it_starts() {
    play_on_the_gateway(async |stage| {
        stage.expects_refused_calls();
        let clock = two_servers(stage).await;
        let priya = stage.person("Priya Nair");
        let said = priya.posts("Where has it gone?");
        stage.bot_stops().await;
        stage.bot_is_removed_from(SERVER);
        stage.bot_restarts().await;
        let at = stage.is_counted_down(SERVER).await;
        assert_eq!(at, clock.now().plus(DAY * 30));
        clock.advance(DAY);
        stage.bot_restarts().await;
        assert_eq!(stage.is_counted_down(SERVER).await, at, "a restart does not begin it anew");
        stage.bot_stops().await;
        stage.bot_is_added_to(SERVER);
        stage.bot_restarts().await;
        let priya = stage.person("Priya Nair");
        assert!(priya.sees_after(said).await.text().contains("# I am back"));
        stage.waits_until(SERVER, "no countdown", |settings, teams| settings.forget_at.is_none() && teams == 1).await;
    })
    .await;
}

#[tokio::test]
async fn an_outage_is_no_removal() {
    play_on_the_gateway(async |stage| {
        let clock = two_servers(stage).await;
        let guild = stage.sandbox().world().guild(SERVER).expect("furnished");
        stage.sandbox().world().begin_outage(guild).expect("it is there");
        // The removal from the other server comes after it, so that the outage was heard of before.
        stage.bot_is_removed_from(OTHER);
        stage.is_counted_down(OTHER).await;
        stage.waits_until(SERVER, "no countdown", |settings, teams| settings.forget_at.is_none() && teams == 1).await;
        stage.bot_restarts().await;
        stage.waits_until(SERVER, "no countdown", |settings, teams| settings.forget_at.is_none() && teams == 1).await;
        drop(clock);
    })
    .await;
}

#[tokio::test]
async fn without_the_gateway_it_is_found_in_the_nightly_sweep() {
    play_over_http(async |stage| {
        stage.expects_refused_calls();
        let clock = two_servers(stage).await;
        let said = stage.person("Priya Nair").posts("Where has it gone?");
        stage.bot_is_removed_from(SERVER);
        clock.advance(DAY);
        stage.is_counted_down(SERVER).await;
        stage
            .waits_until(OTHER, "the other server", |settings, teams| settings.forget_at.is_none() && teams == 1)
            .await;
        stage.bot_is_added_to(SERVER);
        clock.advance(DAY);
        assert!(stage.person("Priya Nair").sees_after(said).await.text().contains("# I am back"));
    })
    .await;
}
