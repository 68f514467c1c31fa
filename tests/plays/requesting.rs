//! *Ask them*: somebody is asked, takes it, hands it on, or is not the one; and why nobody is asked.

use insta::assert_snapshot;
use lanekeeper::{
    clock::Clock,
    handbook::{DutyId, RoleId},
    workspace::{
        decision::{Decides, Draft},
        subject::Subject,
        team::{Holder, Seat},
    },
};

use crate::{
    Stage,
    deciding::dated,
    play, play_in_both_modes,
    seen::Seen,
    workspace::{decision, team},
};

const SERVER: &str = "Northwind Parcel";
const QUESTION: &str = "/who-owns task: who picks the database?";

/// The message in which Priya Nair has asked whoever picks the database.
pub(crate) async fn asked(stage: &Stage) -> Seen<'_> {
    let priya = stage.person("Priya Nair");
    let answer = priya.runs(QUESTION).await;
    assert!(answer.text().contains("# Tech lead decides"), "{}", answer.text());
    let told = priya.presses("Ask them", &answer).await;
    assert!(told.text().starts_with("(only for you)\n# Asked\nI asked @"), "{}", told.text());
    priya.sees_after(answer.id()).await
}

/// A message without the addresses of messages, of which each play has others.
pub(crate) fn shown(seen: &Seen<'_>) -> String {
    let text = dated(seen);
    let words = text.split(' ').map(|word| match word.split_once("https://discord.com/channels/") {
        Some((before, address)) => {
            let rest = address.find(|end: char| !end.is_ascii_digit() && end != '/').unwrap_or(address.len());
            format!("{before}<link>{}", &address[rest..])
        }
        None => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whom a message notifies: members by name, and how many roles.
pub(crate) fn notified(stage: &Stage, seen: &Seen<'_>) -> (Vec<String>, usize) {
    let ids = seen.message["mentions"].as_array().into_iter().flatten();
    let names = ids.filter_map(|user| stage.names().get(user["id"].as_str()?)).cloned().collect();
    (names, seen.message["mention_roles"].as_array().map_or(0, Vec::len))
}

async fn settles(stage: &Stage, decides: Decides) {
    let draft = Draft { decides, rule: None, consulted: Vec::new(), reason: None, source: None, review_at: None };
    let subject = Subject::Duty(DutyId::new("technology-choice"));
    stage.has_settled(SERVER, team(1), decision(5), subject, draft, Clock::system().now()).await;
}

#[tokio::test]
async fn exactly_the_person_is_notified_and_takes_it_and_the_message_tells_what_happened() {
    play_in_both_modes(async |stage| {
        stage.has_checkout().await;
        let message = asked(stage).await;
        assert_snapshot!(shown(&message), @"
        @Ines Moreau, @Priya Nair would like an answer from you.
        # Choosing technology
        > who picks the database?
        @Ines Moreau, is this yours? Without an answer by <date>, whoever covers is asked.
        -# <date>: @Priya Nair asked @Ines Moreau
        [Mine] [Not mine] [Take it back]
        ");
        assert_eq!(notified(stage, &message), (vec!["Ines Moreau".to_owned()], 0));
        let ines = stage.person("Ines Moreau");
        let taken = ines.presses("Mine", &message).await;
        assert_eq!(taken.id(), message.id(), "the message itself tells");
        assert_snapshot!(shown(&taken), @"
        # Choosing technology
        > who picks the database?
        @Ines Moreau has it, and presses **Answered** once it is.
        -# <date>: @Priya Nair asked @Ines Moreau
        -# <date>: @Ines Moreau took it
        [Answered] [Not mine] [Take it back]
        ");
        assert!(ines.presses("Answered", &taken).await.id() == message.id());
        assert_snapshot!(shown(&ines.sees_now(message.id())), @"
        # Choosing technology
        > who picks the database?
        Answered.
        -# <date>: @Priya Nair asked @Ines Moreau
        -# <date>: @Ines Moreau took it
        -# <date>: @Ines Moreau said it is answered
        ");
    })
    .await;
}

#[tokio::test]
async fn asking_twice_notifies_once_and_the_next_answer_tells_of_it() {
    play(async |stage| {
        stage.has_checkout().await;
        let message = asked(stage).await;
        let priya = stage.person("Priya Nair");
        let again = priya.runs(QUESTION).await;
        let text = shown(&again);
        assert!(text.contains("# Asked already\n@Ines Moreau was asked <date>: <link>"), "{text}");
        let told = priya.presses("Ask them", &again).await;
        assert_snapshot!(shown(&told), @"
        (only for you)
        # You have asked that already
        It is still open, so nobody was notified again: <link>
        ");
        assert!(told.text().contains(&message.id().to_string()), "the link leads to the message");
        assert_eq!(priya.count_of_bots_messages(), 3 + 2, "two answers, one message, two words to Priya alone");
        let taken = stage.person("Ines Moreau").presses("Mine", &message).await;
        assert!(taken.text().contains("@Ines Moreau has it"));
        let answer = stage.person("Leo Brandt").runs(QUESTION).await;
        assert!(shown(&answer).contains("# Asked already\n@Ines Moreau has it: <link>"), "{}", answer.text());
        assert!(stage.person("Ines Moreau").presses("Answered", &taken).await.text().contains("Answered."));
        let answer = stage.person("Leo Brandt").runs(QUESTION).await;
        assert!(!answer.text().contains("# Asked already"), "{}", answer.text());
    })
    .await;
}

#[tokio::test]
async fn two_presses_of_the_asker_at_once_ask_once() {
    play_in_both_modes(async |stage| {
        stage.has_checkout().await;
        let priya = stage.person("Priya Nair");
        let (one, other) = (priya.runs(QUESTION).await, priya.runs(QUESTION).await);
        assert!(one.text() == other.text());
        let (first, second) = tokio::join!(priya.presses("Ask them", &one), priya.presses("Ask them", &other));
        assert!(first.text().contains("# ") && second.text().contains("# "));
        stage.sandbox().people().idle().await;
        assert_eq!(stage.person("Leo Brandt").count_of_bots_messages(), 3, "two answers and one message");
        let message = priya.sees_after(other.id()).await;
        assert!(message.text().contains("@Ines Moreau, @Priya Nair would like an answer from you."));
    })
    .await;
}

#[tokio::test]
async fn of_two_who_take_it_at_once_one_wins_and_the_other_is_told() {
    play_in_both_modes(async |stage| {
        stage.has_checkout().await;
        let message = asked(stage).await;
        let (ines, tomasz) = (stage.person("Ines Moreau"), stage.person("Tomasz Wolny"));
        let (first, second) = tokio::join!(ines.presses("Mine", &message), tomasz.presses("Mine", &message));
        let (winner, told) = match first.id() == message.id() {
            true => ("Ines Moreau", second),
            false => ("Tomasz Wolny", first),
        };
        let told = told.text().replace(winner, "<winner>");
        assert_snapshot!(told, @"
        (only for you)
        # Somebody was faster
        @<winner> has it already.
        What to do: There is nothing for you to do. If it should be yours, talk to @<winner>.
        ");
        assert!(ines.sees_now(message.id()).text().contains(&format!("@{winner} has it")));
    })
    .await;
}

#[tokio::test]
async fn it_is_handed_to_a_role_of_the_team_or_to_anybody_or_to_nobody() {
    play_in_both_modes(async |stage| {
        stage.has_checkout().await;
        let message = asked(stage).await;
        let (ines, tomasz, leo) =
            (stage.person("Ines Moreau"), stage.person("Tomasz Wolny"), stage.person("Leo Brandt"));
        let whose = ines.presses("Not mine", &message).await;
        assert_snapshot!(whose.text(), @"
        (only for you)
        # Whose is it?
        Choose who should be asked instead. I notify them, and everybody sees that you handed it on. Where the team has to settle it first, put it to a vote.
        [Somebody of the team, by their role (1)]
        [Anybody in this server]
        [Put it to a vote] [I don't know whose]
        ");
        let handed = ines.chooses("Engineering manager", &whose).await;
        assert_snapshot!(shown(&handed), @"
        (only for you)
        # Handed on
        @Tomasz Wolny is asked now: <link>
        ");
        let note = tomasz.sees_after(handed.id()).await;
        assert_eq!(notified(stage, &note), (vec!["Tomasz Wolny".to_owned()], 0));
        assert_snapshot!(shown(&note), @"@Tomasz Wolny, this question is now with you: <link>");
        let whose = tomasz.presses("Not mine", &tomasz.sees_now(message.id())).await;
        let back = tomasz.picks(&[stage.user("Ines Moreau").to_string()], "Anybody in this server", &whose).await;
        assert_snapshot!(back.text(), @"
        (only for you)
        # It cannot go to them
        They have said already that it is not theirs.
        What to do: Choose somebody else, or press **I don't know whose**.
        ");
        let handed = tomasz.picks(&[stage.user("Leo Brandt").to_string()], "Anybody in this server", &whose).await;
        assert!(shown(&handed).contains("@Leo Brandt is asked now: <link>"), "{}", handed.text());
        let note = leo.sees_after(note.id()).await;
        assert_eq!(notified(stage, &note), (vec!["Leo Brandt".to_owned()], 0));
        assert!(note.text().contains("@Leo Brandt, this question is now with you"));
        let whose = leo.presses("Not mine", &leo.sees_now(message.id())).await;
        assert!(shown(&leo.presses("I don't know whose", &whose).await).contains("# Noted"));
        assert_snapshot!(shown(&leo.sees_now(message.id())), @"
        # Choosing technology
        > who picks the database?
        Nobody is asked at the moment. Whoever takes it presses **Mine**.
        -# <date>: @Priya Nair asked @Ines Moreau
        -# <date>: @Ines Moreau said it is not theirs, and handed it to @Tomasz Wolny
        -# <date>: @Tomasz Wolny said it is not theirs, and handed it to @Leo Brandt
        -# <date>: @Leo Brandt said it is not theirs, and did not know whose
        [Mine] [Not mine] [Take it back]
        ");
        let taken = tomasz.presses("Mine", &tomasz.sees_now(message.id())).await;
        assert!(taken.text().contains("@Tomasz Wolny has it"), "{}", taken.text());
        for seen in [&back, &handed] {
            drop(tomasz.sees_now(seen.id()).text());
        }
        drop((leo.sees_now(whose.id()).text(), tomasz.sees_now(message.id()).text()));
    })
    .await;
}

#[tokio::test]
async fn a_private_question_is_posted_only_after_its_asker_has_seen_how() {
    play_in_both_modes(async |stage| {
        stage.has_checkout().await;
        let priya = stage.person("Priya Nair");
        let answer = priya.runs(&format!("{QUESTION} private: true")).await;
        assert!(answer.text().contains("[Ask them] [Why?] [Not right?] [Share in channel]"), "{}", answer.text());
        let preview = priya.presses("Ask them", &answer).await;
        let channel = stage.channel("checkout").to_string();
        assert_snapshot!(preview.text().replace(&channel, "checkout"), @"
        (only for you)
        “who picks the database?”
        # Ask them in the channel?
        So far only you see this question. I would write it in <#checkout>, where everybody can read it, with your name, and notify @Ines Moreau.
        **Choosing technology**
        > who picks the database?
        [Ask them in the channel]
        ");
        assert_eq!(stage.person("Leo Brandt").count_of_bots_messages(), 0, "nobody else has seen anything");
        let told = priya.presses("Ask them in the channel", &preview).await;
        assert!(told.id() == preview.id() && shown(&told).contains("# Asked\nI asked @Ines Moreau: <link>"));
        let message = priya.sees_after(preview.id()).await;
        assert!(message.is_seen_by("Leo Brandt") && message.text().contains("> who picks the database?"));
        let shared = priya.presses("Share in channel", &answer).await;
        assert!(shown(&shared).contains("# Asked already\n@Ines Moreau was asked <date>: <link>"), "{}", shared.text());
        let public = stage.person("Leo Brandt").sees_after(message.id()).await;
        assert!(public.text().contains("@Priya Nair shared this answer.") && public.text().contains("# Asked already"));
    })
    .await;
}

#[tokio::test]
async fn a_long_question_and_one_that_mentions_everyone_are_quoted_harmlessly() {
    play(async |stage| {
        stage.has_checkout().await;
        let priya = stage.person("Priya Nair");
        let ines = stage.user("Ines Moreau");
        let question =
            format!("who picks the database, @everyone <@{}> **now**? {}", stage.user("Leo Brandt"), "x".repeat(1_950));
        let answer = priya.runs(&format!("/who-owns task: {question}")).await;
        assert!(answer.text().contains("# Tech lead decides"), "{}", answer.text());
        let form = priya.opens("Ask them", &answer).await;
        let whole = format!("Which database, @everyone <@{}> **now**? {}!", stage.user("Leo Brandt"), "y".repeat(900));
        let told = priya.sends(&form, &answer, "question", &whole).await;
        assert!(told.text().contains("# Asked"), "{}", told.text());
        let message = priya.sees_after(answer.id()).await;
        let text = message.text();
        assert!(text.contains(r"> Which database, @·everyone \<@·") && text.contains(r"\*\*now\*\*?"), "{text}");
        assert!(text.contains("y!\n@Ines Moreau, is this yours?"), "all of it: {text}");
        assert_eq!(message.message["mention_everyone"], false);
        assert_eq!(notified(stage, &message), (vec![stage.names()[&ines.to_string()].clone()], 0));
    })
    .await;
}

#[tokio::test]
async fn the_acting_cover_is_asked_or_whoever_the_team_has_named() {
    play(async |stage| {
        stage.has_checkout().await;
        let ines = stage.person("Ines Moreau");
        assert!(ines.runs("/team away until: in 2 weeks").await.text().contains("# Away"));
        let cover = format!("/team cover role: tl who: {}", stage.user("Leo Brandt"));
        assert!(ines.runs(&cover).await.text().contains("@Leo Brandt, acting for @Ines Moreau"));
        let message = asked(stage).await;
        assert_eq!(notified(stage, &message), (vec!["Leo Brandt".to_owned()], 0));
        assert!(message.text().contains("@Leo Brandt, is this yours?"));
        settles(stage, Decides::People(vec![Holder::Member(stage.user("Sakura Ito"))])).await;
        let robin = stage.person("Robin Hale");
        let answer = robin.runs(QUESTION).await;
        assert!(answer.text().contains("@Sakura Ito decides."));
        assert!(robin.presses("Ask them", &answer).await.text().contains("I asked @Sakura Ito"));
        let message = robin.sees_after(answer.id()).await;
        assert_eq!(notified(stage, &message), (vec!["Sakura Ito".to_owned()], 0));
        assert!(message.text().contains("@Sakura Ito, @Robin Hale would like an answer from you."));
    })
    .await;
}

#[tokio::test]
async fn a_topic_of_the_teams_own_can_be_asked_about_too() {
    play(async |stage| {
        stage.has_checkout().await;
        let ines = stage.person("Ines Moreau");
        let recorded = ines.runs("/decision record subject: release train role: em rule: Leaves on Thursdays.").await;
        assert!(recorded.text().contains("# Recorded: release train"));
        let priya = stage.person("Priya Nair");
        let answer = priya.runs("/who-owns task: who drives the release train?").await;
        assert!(answer.text().contains("[Ask them] [History] [Not right?]"), "{}", answer.text());
        assert!(priya.presses("Ask them", &answer).await.text().contains("I asked @Tomasz Wolny"));
        let message = priya.sees_after(answer.id()).await;
        assert!(message.text().contains("# release train\n> who drives the release train?"), "{}", message.text());
        let again = priya.runs("/who-owns task: who drives the release train?").await;
        assert!(shown(&again).contains("# Asked already\n@Tomasz Wolny was asked <date>: <link>"));
    })
    .await;
}

#[tokio::test]
async fn a_role_of_the_server_is_notified_where_it_may_be_and_otherwise_the_asker_is_told() {
    play(async |stage| {
        stage.has_team(SERVER, team(1), "Checkout", &["checkout"], &[]).await;
        let (store, role) = (stage.store().await, stage.server_role("Engineer"));
        let seat = Seat::taken(RoleId::new("tech-lead"), Holder::ServerRole(role));
        let mut work = store.work().await.expect("open");
        work.set_seat(stage.server(SERVER), team(1), &seat).await.expect("seated");
        work.commit().await.expect("kept");
        store.close().await;
        let (robin, leo) = (stage.person("Robin Hale"), stage.person("Leo Brandt"));
        let answer = robin.runs(QUESTION).await;
        assert!(answer.text().contains("# Tech lead decides"));
        let told = robin.presses("Ask them", &answer).await;
        assert_snapshot!(shown(&told).replace(&role.to_string(), "engineer"), @"
        (only for you)
        # Asked
        I asked <@&engineer>: <link>. It may be that nobody was notified: that role may not be mentioned by everyone. A server admin can change that in the settings of the role.
        ");
        let message = robin.sees_after(answer.id()).await;
        assert_eq!(notified(stage, &message), (Vec::new(), 0));
        assert!(robin.presses("Take it back", &message).await.text().contains("Taken back."));
        let world = stage.sandbox().world();
        let guild = world.guild(SERVER).expect("furnished");
        let engineers = world.role(guild, "Engineer").expect("furnished");
        world.set_mentionable(guild, engineers, true).expect("it is there");
        let told = robin.presses("Ask them", &answer).await;
        assert!(shown(&told).contains("# Asked\nI asked <@&") && !told.text().contains("It may be"));
        let message = leo.sees_after(message.id()).await;
        assert_eq!(notified(stage, &message), (Vec::new(), 1));
        assert!(leo.presses("Mine", &message).await.text().contains("@Leo Brandt has it"));
    })
    .await;
}
