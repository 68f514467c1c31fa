//! *Ask them*, and the buttons of a request, for those who may not, or where nobody can be asked.

use insta::assert_snapshot;
use lanekeeper::{
    clock::Clock,
    handbook::{Duty, DutyId, RoleId},
    workspace::{
        ids::{ChannelId, RequestId, UserId},
        request::{MOST_WAITING, Question, Quota, Request},
        subject::Subject,
        team::{Holder, Seat},
    },
};

use crate::{
    play,
    requesting::{asked, shown},
    stage::library,
    workspace::team,
};

const SERVER: &str = "Northwind Parcel";
const QUESTION: &str = "/who-owns task: who picks the database?";

/// Duties about which the tech lead alone decides.
fn duties_of_the_lead() -> impl Iterator<Item = String> {
    let library = library();
    let of_lead = |duty: &&Duty| duty.decider.roles() == [RoleId::new("tech-lead")];
    let duties: Vec<String> = library.fallback().duties().filter(of_lead).map(|duty| duty.id.to_string()).collect();
    duties.into_iter()
}

#[tokio::test]
async fn only_those_who_are_asked_react_and_only_the_asker_takes_it_back() {
    play(async |stage| {
        stage.has_checkout().await;
        let message = asked(stage).await;
        let robin = stage.person("Robin Hale");
        assert_snapshot!(robin.presses("Mine", &message).await.text(), @"
        (only for you)
        # Somebody else is asked
        Only those who are asked, and those in Checkout who cover for them, can press that.
        What to do: Write what you know below the question; that helps too.
        ");
        assert!(robin.presses("Not mine", &message).await.text().contains("# Somebody else is asked"));
        assert_snapshot!(robin.presses("Take it back", &message).await.text(), @"
        (only for you)
        # That is for others to say
        Whoever asked takes it back; whoever asked or took it says that it is answered.
        What to do: Talk to them.
        ");
        let priya = stage.person("Priya Nair");
        assert!(priya.presses("Mine", &message).await.text().contains("# Somebody else is asked"));
        let over = priya.presses("Take it back", &message).await;
        assert_snapshot!(shown(&over), @"
        # Choosing technology
        > who picks the database?
        Taken back.
        -# <date>: @Priya Nair asked @Ines Moreau
        -# <date>: @Priya Nair took it back
        ");
        let id = message.message["components"][0]["components"][0]["custom_id"].as_str().expect("a button").to_owned();
        let old = stage.bot_once_posted(&[&id]).await;
        let old = priya.sees_now(old);
        assert!(old.text().contains("An old answer"));
        let late = stage.person("Ines Moreau").presses_id(&id, &old).await;
        assert_snapshot!(late.text(), @"
        (only for you)
        # This is closed
        Nothing more can happen to it.
        What to do: If it still matters, ask again with `/who-owns`.
        ");
    })
    .await;
}

#[tokio::test]
async fn where_nobody_can_be_asked_it_says_why() {
    play(async |stage| {
        // Discord says by a refusal that somebody has left.
        stage.expects_refused_calls();
        stage.has_team(SERVER, team(1), "Checkout", &["checkout"], &[("engineering-manager", "Tomasz Wolny")]).await;
        let priya = stage.person("Priya Nair");
        let answer = priya.runs(QUESTION).await;
        assert!(!answer.text().contains("[Ask them]"), "nobody holds that role");
        let duty = "1:ask:technology-choice:1";
        let answer = priya.sees_now(stage.bot_once_posted(&[duty]).await);
        assert!(answer.text().contains("An old answer"));
        assert_snapshot!(priya.presses_id(duty, &answer).await.text(), @"
        (only for you)
        # There is nobody to ask
        In Checkout nobody who is there holds the role of tech lead.
        What to do: Ask somebody who manages the team to say whose it is, then ask again.
        ");
        let store = stage.store().await;
        let mut work = store.work().await.expect("open");
        let seat = Seat::taken(RoleId::new("tech-lead"), Holder::Member(stage.user("Ines Moreau")));
        work.set_seat(stage.server(SERVER), team(1), &seat).await.expect("seated");
        work.commit().await.expect("kept");
        store.close().await;
        let ines = stage.person("Ines Moreau");
        assert_snapshot!(ines.presses_id(duty, &answer).await.text(), @"
        (only for you)
        # That would be you
        You are the one who would be asked about this here.
        What to do: It is yours to decide. If it should not be, use **Not right?** below the answer.
        ");
        stage.members_only_read("checkout");
        assert_snapshot!(priya.presses_id(duty, &answer).await.text(), @"
        (only for you)
        # You may not write here
        Asking somebody posts a message for you, and you may read this channel but not write in it.
        What to do: Ask in a channel where you may write.
        ");
        let world = stage.sandbox().world();
        world.leave(world.guild(SERVER).expect("furnished"), ines.user).expect("they were there");
        let general = stage.person("Leo Brandt").in_channel("general");
        let asked = general.runs("/who-owns task: who picks the database? team: checkout").await;
        assert!(asked.text().contains("[Ask them]"));
        assert_snapshot!(general.presses("Ask them", &asked).await.text(), @"
        (only for you)
        # They have left
        @Ines Moreau is named for that here, and is no longer in this server.
        What to do: Ask again, and I turn to whoever covers for them. Somebody who manages the team can set who it is now.
        ");
    })
    .await;
}

#[tokio::test]
async fn nobody_has_more_than_a_few_open_questions_with_people() {
    play(async |stage| {
        stage.has_checkout().await;
        let priya = stage.person("Priya Nair");
        let duties: Vec<String> = duties_of_the_lead().map(|duty| format!("1:ask:{duty}:1")).take(6).collect();
        let first: Vec<&str> = duties[..5].iter().map(String::as_str).collect();
        let answer = priya.sees_now(stage.bot_once_posted(&first).await);
        let last = priya.sees_now(stage.bot_once_posted(&[&duties[5]]).await);
        assert!(answer.text().contains("An old answer") && last.text().contains("An old answer"));
        let (leo, mut seen) = (stage.person("Leo Brandt"), last.id());
        for duty in first {
            let told = priya.presses_id(duty, &answer).await;
            assert!(told.text().contains("# Asked"), "{duty}: {}", told.text());
            let message = leo.sees_after(seen).await;
            assert!(message.text().contains("would like an answer from you"));
            seen = message.id();
        }
        let refused = priya.presses_id(&duties[5], &last).await;
        assert_snapshot!(refused.text(), @"
        (only for you)
        # That is enough for now
        You have 5 open questions with people in this server, and more at once I don't take.
        What to do: Take one back that you no longer need, or ask the person directly.
        ");
    })
    .await;
}

#[tokio::test]
async fn ids_of_one_server_lead_nowhere_in_another() {
    play(async |stage| {
        stage.has_checkout().await;
        stage.has_team("Orchard Books", team(2), "Shop", &["shop-floor"], &[("tech-lead", "Noor Haddad")]).await;
        let message = asked(stage).await;
        let noor = stage.person("Noor Haddad");
        let answer = noor.runs(QUESTION).await;
        assert!(answer.text().contains("@Noor Haddad"));
        let request = message.message["components"][0]["components"][0]["custom_id"].as_str().expect("a button");
        let number = request.rsplit(':').next().expect("an id");
        let reacting =
            ["mine", "not-mine", "decline", "answered", "take-back"].map(|name| format!("1:{name}:{number}"));
        let asking = ["technology-choice:1", "5:1", "5:2"].map(|about| format!("1:ask:{about}"));
        for (ids, title) in [
            (&reacting[..], "# This question is gone"),
            (&asking[..2], "# I know no such team"),
            (&asking[2..], "# This button is too old"),
        ] {
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            let old = noor.sees_now(stage.bot_once_posted_in("shop-floor", &ids).await);
            assert!(old.text().contains("An old answer"));
            for id in ids {
                let refused = noor.presses_id(id, &old).await;
                assert!(refused.text().contains(title), "{id}: {}", refused.text());
            }
        }
        assert!(stage.person("Ines Moreau").sees_now(message.id()).text().contains("@Ines Moreau, is this yours?"));
    })
    .await;
}

#[tokio::test]
async fn whoever_has_enough_to_answer_is_asked_nothing_more() {
    play(async |stage| {
        stage.has_checkout().await;
        let (store, now) = (stage.store().await, Clock::system().now());
        let mut work = store.work().await.expect("open");
        for number in 0..MOST_WAITING {
            let question = Question {
                id: RequestId::made(now, number),
                guild: stage.server("Northwind Parcel"),
                team: team(1),
                subject: Subject::Duty(DutyId::new("hiring")),
                role: None,
                text: "And this?".into(),
                channel: ChannelId::new(stage.channel("general").get()).expect("sound"),
                due: None,
            };
            let (asker, ines) = (UserId::new(number + 1).expect("sound"), Holder::Member(stage.user("Ines Moreau")));
            let free = Quota { open: 0, last_day: 0, waiting: 0 };
            let request = Request::ask(question, asker, ines, free, now).expect("within the limits");
            assert!(work.add_request(&request).await.expect("kept"));
        }
        work.commit().await.expect("kept");
        store.close().await;
        let priya = stage.person("Priya Nair");
        let answer = priya.runs(QUESTION).await;
        assert!(answer.text().contains("[Ask them]"), "{}", answer.text());
        let refused = priya.presses("Ask them", &answer).await;
        assert_snapshot!(refused.text(), @"
        (only for you)
        # They have enough to answer
        10 questions wait already for whoever is named for that, and more at once I don't pass on.
        What to do: Ask again when some of them are answered. If it can't wait, write to the person yourself.
        ");
    })
    .await;
}
