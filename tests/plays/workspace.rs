//! What a server's workspace holds when a play begins: written through the store, as a wizard would leave it.

use lanekeeper::{
    clock::{Clock, Timestamp},
    handbook::RoleId,
    store::{Recorded, Store, transfer::export},
    workspace::{
        decision::{Decides, Decision, Draft, Recording},
        ids::{ChannelId, DecisionId, GuildId, ServerRoleId, TeamId, UserId},
        names::{TeamName, Topic},
        subject::Subject,
        team::{Holder, Seat},
    },
};

use serde_json::Value;

use crate::{Stage, stage::in_time};

/// The number of a team in a play.
pub(crate) fn team(number: i64) -> TeamId {
    TeamId::new(number).expect("sound")
}

/// The number of a decision in a play.
pub(crate) fn decision(number: i64) -> DecisionId {
    DecisionId::new(number).expect("sound")
}

impl Stage {
    /// The bot's database, opened a second time.
    pub(crate) async fn store(&self) -> Store {
        Store::open(&self.settings().database).await.unwrap_or_else(|error| panic!("{error}"))
    }

    /// When whatever the bot has to do is due or may be taken over by another process, the nightly sweep left out.
    pub(crate) async fn next_due(&self) -> Option<Timestamp> {
        let (store, mut file) = (self.store().await, Vec::new());
        export(&store, &mut file).await.expect("readable");
        store.close().await;
        let rows = String::from_utf8(file).expect("text");
        let rows = rows.lines().filter_map(|line| serde_json::from_str::<(String, Value)>(line).ok());
        let deadlines = rows.filter(|(table, row)| table == "deadlines" && row["kind"] != "sweep");
        let due = |(_, row): (String, Value)| row["leased_until"].as_i64().max(row["due_at"].as_i64());
        deadlines.filter_map(due).min().map(Timestamp::from_millis)
    }

    /// Whether anything is still to be done of which the kind begins like this.
    pub(crate) async fn has_due(&self, kind: &str) -> bool {
        let (store, mut file) = (self.store().await, Vec::new());
        export(&store, &mut file).await.expect("readable");
        store.close().await;
        String::from_utf8(file).expect("text").lines().any(|line| line.contains(&format!("\"kind\":\"{kind}")))
    }

    /// Waits until the bot has set its nightly sweep, which it does when it starts.
    pub(crate) async fn sweep_is_set(&self) {
        let store = self.store().await;
        in_time("the nightly sweep to be set", async {
            while !store.reading().await.expect("open").has_deadline("sweep", 0).await.expect("readable") {
                tokio::task::yield_now().await;
            }
        })
        .await;
        store.close().await;
    }

    pub(crate) fn server(&self, name: &str) -> GuildId {
        GuildId::new(self.sandbox().world().guild(name).expect("it is furnished").get()).expect("sound")
    }

    pub(crate) fn user(&self, name: &str) -> UserId {
        UserId::new(self.sandbox().world().person(name).expect("a known name").get()).expect("sound")
    }

    /// A role of the server Northwind Parcel.
    pub(crate) fn server_role(&self, name: &str) -> ServerRoleId {
        let owner = self.sandbox().world().person("Tomasz Wolny").expect("furnished");
        let view = self.sandbox().people().view(owner).expect("everybody sees something");
        let roles = view["guilds"][0]["roles"].as_array().expect("a server has roles");
        let role = roles.iter().find(|role| role["name"] == name).unwrap_or_else(|| panic!("there is no role {name}"));
        role["id"].as_str().and_then(|id| id.parse().ok()).expect("an id")
    }

    /// A team with its channels and the holders of its seats.
    pub(crate) async fn has_team(
        &self,
        server: &str,
        id: TeamId,
        name: &str,
        channels: &[&str],
        seats: &[(&str, &str)],
    ) {
        let (store, guild) = (self.store().await, self.server(server));
        let mut work = store.work().await.expect("open");
        work.add_team(guild, id, &TeamName::new(name).expect("a name")).await.expect("the name is free");
        for channel in channels {
            let channel = ChannelId::new(self.channel(channel).get()).expect("sound");
            work.bind_channel(guild, id, channel).await.expect("bound");
        }
        for (role, person) in seats {
            let seat =
                Seat { role: RoleId::new(*role), holder: Holder::Member(self.user(person)), cover: None, away: None };
            work.set_seat(guild, id, &seat).await.expect("seated");
        }
        work.commit().await.expect("kept");
        store.close().await;
    }

    /// The team Checkout in `#checkout`, led by Ines Moreau and Tomasz Wolny.
    pub(crate) async fn has_checkout(&self) {
        let seats = [("tech-lead", "Ines Moreau"), ("engineering-manager", "Tomasz Wolny")];
        self.has_team("Northwind Parcel", team(1), "Checkout", &["checkout"], &seats).await;
    }

    /// A decision of a team about a topic, to be looked at again at a moment.
    pub(crate) async fn has_decision(
        &self,
        server: &str,
        of: TeamId,
        id: DecisionId,
        topic: &str,
        review_at: Option<Timestamp>,
    ) {
        let draft = Draft {
            decides: Decides::AsTheRuleSays,
            rule: Some(format!("As we agreed about {topic}")),
            consulted: Vec::new(),
            reason: None,
            source: None,
            review_at,
        };
        let subject = Subject::Topic(Topic::new(topic).expect("a topic"));
        self.has_settled(server, of, id, subject, draft, Clock::system().now()).await;
    }

    /// A decision that Ines Moreau recorded at a moment.
    pub(crate) async fn has_settled(
        &self,
        server: &str,
        of: TeamId,
        id: DecisionId,
        subject: Subject,
        draft: Draft,
        at: Timestamp,
    ) {
        let channel = ChannelId::new(self.channel("general").get()).ok();
        let recording = Recording { id, author: self.user("Ines Moreau"), at, channel };
        let decision = Decision::record(self.server(server), of, subject, draft, recording).expect("sound");
        let store = self.store().await;
        let mut work = store.work().await.expect("open");
        assert_eq!(work.record_decision(&decision).await.expect("kept"), Recorded::Done);
        work.commit().await.expect("kept");
        store.close().await;
    }
}
