//! Polls in trouble: what is gone, what may not be done any more, and what reads oddly. Each has one outcome.

use std::time::Duration;

use discord_sandbox::{CallFault, CallHarm};
use insta::assert_snapshot;
use lanekeeper::{
    polls::{life::RESULT, poll::Poll},
    store::{Deadline, Lease},
    workspace::ids::PollId,
};

use crate::{
    owning::closed,
    play,
    polling::{TABS, standing_clock, started, starts, told, votes},
    stage::in_time,
    transcript::button,
};

const HOUR: Duration = Duration::from_secs(60 * 60);

/// Discord's error codes for a channel, and a message, that is not there.
const UNKNOWN_CHANNEL: u32 = 10003;
const UNKNOWN_MESSAGE: u32 = 10008;

#[tokio::test]
async fn a_poll_whose_message_was_deleted_goes_on_and_ends_with_its_result() {
    play(async |stage| {
        stage.expects_refused_calls();
        let clock = standing_clock(stage).await;
        let poll = started(stage, &format!("{TABS} closes: in 2 hours")).await;
        let voted = votes(stage, "Leo Brandt", "Tabs", poll).await;
        assert!(voted.text().contains("# Your vote counts"));
        let leo = stage.person("Leo Brandt");
        leo.sees_become(poll, "One person has voted.").await.text();
        stage.bot_once_deleted(leo.channel, poll).await;
        let choosing = leo.presses("Change my vote", &voted).await;
        assert!(
            leo.presses("Spaces", &choosing).await.text().contains("You voted for: **Spaces**"),
            "from the receipt"
        );
        let said = leo.posts("Where is it?");
        clock.advance(HOUR * 2);
        let result = told(&leo.sees_after(said).await);
        assert!(result.contains("**Spaces** wins with 1 vote of 1"), "{result}");
        stage.bot_restarts().await;
        let codes: Vec<_> = stage.refused_calls().iter().filter_map(|call| call.code).collect();
        assert!(!codes.is_empty() && codes.iter().all(|code| *code == UNKNOWN_MESSAGE), "{:?}", stage.refused_calls());
    })
    .await;
}

#[tokio::test]
async fn where_the_channel_is_gone_whoever_started_the_poll_is_told_the_result_directly_and_once() {
    play(async |stage| {
        stage.expects_refused_calls();
        let clock = standing_clock(stage).await;
        let world = stage.sandbox().world();
        let guild = world.guild("Northwind Parcel").expect("furnished");
        let channel = world.add_channel(guild, "short-lived").expect("the server is there");
        let priya = stage.person("Priya Nair").in_channel("short-lived");
        let poll = priya.sees_now(starts(&priya, &format!("{TABS} closes: in 2 hours")).await);
        assert!(priya.presses("Tabs", &poll).await.text().contains("# Your vote counts"));
        priya.sees_become(poll.id(), "One person has voted.").await.text();
        stage.channel_is_deleted(channel).await;
        let priya = stage.person("Priya Nair");
        let directly = priya.hears_directly(|| clock.advance(HOUR * 2)).await;
        assert!(directly.contains("I could not write the result in <#"), "{directly}");
        assert!(directly.contains("**Tabs** wins with 1 vote of 1 (100 %)"), "{directly}");
        stage.sandbox().people().idle().await;
        stage.bot_restarts().await;
        clock.advance(HOUR);
        let priya = stage.person("Priya Nair").directly();
        assert_eq!(priya.count_of_bots_messages(), 1);
        priya.sees_after(0.into()).await.text();
        let codes: Vec<_> = stage.refused_calls().iter().filter_map(|call| call.code).collect();
        assert!(!codes.is_empty() && codes.iter().all(|code| *code == UNKNOWN_CHANNEL), "{:?}", stage.refused_calls());
    })
    .await;
}

#[tokio::test]
async fn where_the_bot_may_no_longer_write_whoever_started_it_is_told_the_result_directly() {
    play(async |stage| {
        stage.expects_refused_calls();
        let clock = standing_clock(stage).await;
        let poll = started(stage, &format!("{TABS} closes: in 2 hours")).await;
        assert!(votes(stage, "Leo Brandt", "Tabs", poll).await.text().contains("# Your vote counts"));
        stage.person("Leo Brandt").sees_become(poll, "One person has voted.").await.text();
        stage.bot_only_reads("checkout");
        let priya = stage.person("Priya Nair");
        let directly = priya.hears_directly(|| clock.advance(HOUR * 2)).await;
        assert!(directly.contains("I could not write the result in <#"), "{directly}");
        assert!(directly.contains("**Tabs** wins with 1 vote of 1 (100 %)"), "{directly}");
        // Without the right to write there is none to embed: Discord takes the text out of what the bot edits. The buttons go on.
        stage.bot_restarts().await;
        let priya = stage.person("Priya Nair");
        let left = priya.sees_now(poll);
        assert_eq!(left.text(), "[My vote] [Who voted?]");
        assert!(priya.presses("My vote", &left).await.text().contains("# You have not voted"));
        priya.directly().sees_after(0.into()).await.text();
    })
    .await;
}

#[tokio::test]
async fn in_a_thread_that_discord_has_archived_the_result_still_comes() {
    play(async |stage| {
        let clock = standing_clock(stage).await;
        let said = stage.person("Leo Brandt").posts("Let us have a thread for that.");
        let thread = stage.bot_once_opened_thread("checkout").await;
        assert_eq!(stage.person("Leo Brandt").sees_after(said).await.text(), "Which database", "word of the thread");
        let mut priya = stage.person("Priya Nair");
        priya.channel = thread;
        let poll = priya.sees_now(starts(&priya, &format!("{TABS} closes: in 2 hours")).await);
        assert!(priya.presses("Tabs", &poll).await.text().contains("# Your vote counts"));
        priya.sees_become(poll.id(), "One person has voted.").await.text();
        let said = priya.posts("Nothing more to say.");
        stage.bot_once_archived(thread).await;
        clock.advance(HOUR * 2);
        assert!(priya.sees_after(said).await.text().contains("**Tabs** wins"));
        priya.sees_become(poll.id(), "To the result").await.text();
    })
    .await;
}

#[tokio::test]
async fn whoever_started_a_poll_may_leave_the_server_and_it_ends_as_it_was_set_to() {
    play(async |stage| {
        let clock = standing_clock(stage).await;
        let poll = started(stage, &format!("{TABS} closes: in 2 hours")).await;
        assert!(votes(stage, "Leo Brandt", "Tabs", poll).await.text().contains("# Your vote counts"));
        let leo = stage.person("Leo Brandt");
        leo.sees_become(poll, "One person has voted.").await.text();
        let world = stage.sandbox().world();
        let priya = stage.person("Priya Nair").user;
        world.leave(world.guild("Northwind Parcel").expect("furnished"), priya).expect("she is in it");
        let said = leo.posts("She has left us.");
        clock.advance(HOUR * 2);
        assert!(leo.sees_after(said).await.text().contains("**Tabs** wins"));
        leo.sees_become(poll, "To the result").await.text();
    })
    .await;
}

#[tokio::test]
async fn twenty_five_long_options_emoji_and_mentions_all_fit_and_notify_nobody() {
    play(async |stage| {
        let leo = stage.user("Leo Brandt");
        let long: Vec<String> = (10..35).map(|n| format!("{n}{}", "*".repeat(78))).collect();
        let poll = started(stage, &format!("/poll create question: Long? options: {}", long.join(" | "))).await;
        let sakura = stage.person("Sakura Ito");
        let shown = sakura.sees_now(poll);
        assert_eq!(shown.options(), long, "all 25, whole");
        assert!(sakura.chooses(&long[24], &shown).await.text().contains("# Your vote counts"));
        let voted = sakura.sees_become(poll, "One person has voted.").await;
        assert!(voted.text().contains("1 vote (100 %)"));
        let result = closed(stage, "Priya Nair", poll).await.text();
        assert!(result.contains("wins with 1 vote of 1") && result.contains("To the poll"), "{result}");
        let odd = format!(
            "/poll create question: @everyone, <@{leo}>? options: 🍎 | 👩\u{200D}💻 | <:parcel:123456789012345678> | <@{leo}> | @here"
        );
        let poll = started(stage, &odd).await;
        let shown = sakura.sees_now(poll);
        assert!(!shown.notifies());
        assert_snapshot!(told(&shown), @r"
        # @everyone, Leo Brandt?
        **🍎**
        **👩‍💻**
        **:parcel:**
        **Leo Brandt**
        **@·here**

        Nobody has voted yet.
        It has no end set: whoever started it closes it.
        How this poll is held:
        Started by @Priya Nair.
        Who may vote: everybody who sees this channel.
        With names: everybody here can see who votes for what, now and after the close.
        The results show as votes come in.
        Until it closes you can change your vote or take it back.
        What follows: nothing is recorded, it shows where people stand.
        [🍎] [👩‍💻] [:parcel:] [Leo Brandt] [@here]
        [My vote] [Who voted?] [Close]
        ");
        assert!(sakura.presses("👩\u{200D}💻", &shown).await.text().contains("# Your vote counts"));
        let result = closed(stage, "Priya Nair", poll).await;
        assert!(!result.notifies() && result.text().contains("**👩\u{200D}💻** wins"), "{}", result.text());
    })
    .await;
}

#[tokio::test]
async fn two_polls_with_the_same_text_are_two_polls() {
    play(async |stage| {
        let (first, second) = (started(stage, TABS).await, started(stage, TABS).await);
        assert_ne!(first, second);
        assert!(votes(stage, "Leo Brandt", "Tabs", first).await.text().contains("# Your vote counts"));
        assert!(votes(stage, "Leo Brandt", "Spaces", second).await.text().contains("# Your vote counts"));
        assert!(closed(stage, "Priya Nair", first).await.text().contains("**Tabs** wins with 1 vote of 1"));
        assert!(closed(stage, "Priya Nair", second).await.text().contains("**Spaces** wins with 1 vote of 1"));
    })
    .await;
}

#[tokio::test]
async fn a_vote_pressed_while_the_poll_is_closed_counts_or_is_refused_and_the_result_agrees() {
    play(async |stage| {
        let (priya, leo) = (stage.person("Priya Nair"), stage.person("Leo Brandt"));
        for _ in 0..5 {
            let poll = started(stage, TABS).await;
            let shown = leo.sees_now(poll);
            let asked = priya.presses("Close", &priya.sees_now(poll)).await;
            assert!(asked.text().contains("# Close this poll now?"));
            let (closing, voted) =
                tokio::join!(priya.presses("Close it now", &asked), async { leo.presses("Tabs", &shown).await.text() });
            assert!(closing.text().contains("# The poll is closed"));
            let result = priya.sees_become(poll, "To the result").await.text();
            let counts = voted.contains("# Your vote counts");
            assert!(counts || voted.contains("# This poll is closed"), "{voted}");
            assert_eq!(counts, result.contains("One person has voted."), "{voted}\n{result}");
            let messages = stage.sandbox().people().messages(leo.user, leo.channel).expect("in view");
            let mut results =
                messages.iter().filter(|message| message["embeds"][0]["title"] == "Result: Tabs or spaces?");
            let result = leo.sees_now(crate::stage::id_of(results.next_back().expect("it was told"))).text();
            assert_eq!(counts, result.contains("**Tabs** wins with 1 vote of 1"), "{result}");
        }
    })
    .await;
}

#[tokio::test]
async fn those_who_have_not_voted_are_told_whether_they_could_have_changed_it() {
    play(async |stage| {
        let names = ["Leo Brandt", "Sakura Ito", "Robin Hale", "Ines Moreau", "Tomasz Wolny"];
        let voters: Vec<String> = names.iter().map(|name| format!("<@{}>", stage.user(name))).collect();
        let command = format!("{TABS} voters: {}", voters.join(" "));
        for (cast, said) in [
            (2, "**Tabs** wins with 2 votes of 2 (100 %). That is 2 votes ahead of the next.\nOf 5 who may vote, 2 did.\nThe 3 who did not vote could have changed it."),
            (4, "**Tabs** wins with 4 votes of 4 (100 %). That is 4 votes ahead of the next.\nOf 5 who may vote, 4 did.\nThe one who did not vote could not have changed it."),
        ] {
            let poll = started(stage, &command).await;
            for name in &names[..cast] {
                assert!(votes(stage, name, "Tabs", poll).await.text().contains("# Your vote counts"));
            }
            let result = closed(stage, "Priya Nair", poll).await.text();
            assert!(result.contains(said), "{result}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_sense_check_records_nothing_whatever_it_is_about() {
    play(async |stage| {
        stage.has_checkout().await;
        let sense = "/poll create question: Who reviews code? about: code-review-practice force: sense-check";
        let poll = started(stage, sense).await;
        for name in ["Ines Moreau", "Tomasz Wolny", "Leo Brandt"] {
            assert!(votes(stage, name, "Tech lead", poll).await.text().contains("# Your vote counts"));
        }
        let result = closed(stage, "Priya Nair", poll).await;
        assert!(result.text().contains("**Tech lead** wins with 3 votes of 3"), "{}", result.text());
        assert!(!result.text().contains("ecorded") && !result.buttons().contains(&"History".to_owned()));
        let none = stage.person("Leo Brandt").runs("/decision show subject: code-review-practice").await;
        assert!(none.text().contains("# Nothing is settled about"), "{}", none.text());
    })
    .await;
}

#[tokio::test]
async fn a_result_that_got_through_although_its_answer_did_not_comes_once() {
    play(async |stage| {
        stage.expects_refused_calls();
        let poll = started(stage, TABS).await;
        for harm in [CallHarm::ResetAfter, CallHarm::ServerError { status: 502 }] {
            let fault = CallFault::new(harm).on("POST", "/channels/{channel}/messages").times(1);
            stage.sandbox().weather().on_calls(fault);
        }
        let before = stage.person("Priya Nair").count_of_bots_messages();
        assert!(closed(stage, "Priya Nair", poll).await.text().contains("Nobody voted"));
        stage.bot_restarts().await;
        assert_eq!(
            stage.person("Priya Nair").count_of_bots_messages(),
            before + 2,
            "word to her alone, and one result"
        );
    })
    .await;
}

#[tokio::test]
async fn a_result_that_was_posted_and_not_kept_is_found_again_and_not_posted_twice() {
    play(async |stage| {
        let clock = standing_clock(stage).await;
        let poll = started(stage, TABS).await;
        let leo = stage.person("Leo Brandt");
        let id = button(&leo.sees_now(poll).message, "Tabs").expect("a button");
        let id: PollId = id.split(':').nth(2).and_then(|id| id.parse().ok()).expect("it names the poll");
        assert!(votes(stage, "Leo Brandt", "Tabs", poll).await.text().contains("# Your vote counts"));
        let result = closed(stage, "Priya Nair", poll).await;
        assert!(result.text().contains("**Tabs** wins with 1 vote of 1"));
        let (result, before) = (result.id(), leo.count_of_bots_messages());
        stage.bot_stops().await;
        // As a process leaves it that is killed between the two.
        let store = stage.store().await;
        let guild = stage.sandbox().world().guild("Northwind Parcel").expect("furnished").to_string();
        let guild = guild.parse().expect("an id");
        let mut work = store.work().await.expect("open");
        let told = work.hold_poll(guild, id).await.expect("readable").expect("there");
        assert_eq!(told.result.map(|message| message.to_string()), Some(result.to_string()));
        work.keep_poll(&Poll { result: None, ..told }).await.expect("kept");
        work.set_deadline(&Deadline::about(RESULT, id.get(), guild, clock.now())).await.expect("kept");
        let lease = Lease { holder: 1, now: clock.now(), lasts: Duration::from_secs(60) };
        assert_eq!(work.lease_deadlines(lease, 9).await.expect("leased").len(), 1);
        work.commit().await.expect("kept");
        store.close().await;
        stage.sandbox().clear_rest_log();
        clock.advance(Duration::from_secs(61));
        stage.bot_restarts().await;
        let edited = async {
            let mut events = stage.sandbox().people().subscribe(stage.person("Leo Brandt").user);
            while !stage.sandbox().rest_log().iter().any(|call| call.method == "PATCH") {
                events.next().await;
            }
        };
        in_time("the poll's own message to be drawn", edited).await;
        let posts = stage.sandbox().rest_log().into_iter().filter(|call| call.method == "POST");
        let posts: Vec<String> = posts.map(|call| call.path).filter(|path| path.ends_with("/messages")).collect();
        assert_eq!(posts, Vec::<String>::new());
        assert_eq!(stage.person("Leo Brandt").count_of_bots_messages(), before);
        stage.bot_stops().await;
        let store = stage.store().await;
        let kept = store.reading().await.expect("open").poll(guild, id).await.expect("readable").expect("there");
        store.close().await;
        assert_eq!(kept.result.map(|message| message.to_string()), Some(result.to_string()));
    })
    .await;
}
