//! `/assess start` and `mine`: a sitting from its card to its result, in a thread with the bot alone.

use std::time::Duration;

use discord_sandbox::ids::{ChannelId, MessageId};
use insta::assert_snapshot;

use crate::{
    Stage,
    deciding::dated,
    person::Person,
    play, play_in_both_modes,
    polling::standing_clock,
    seen::Seen,
    stage::{PATIENCE, id_of, in_time, is_of_bot},
    transcript::button,
};

/// What `which-path` has as the middle of its scale, and the first word of each pair of things to choose between.
const MIDDLE: &str = "Partly like me";

/// The thread that a message names.
pub(crate) fn thread_in(seen: &Seen<'_>) -> ChannelId {
    let text = seen.text();
    let (_, rest) = text.split_once("<#").unwrap_or_else(|| panic!("no thread in\n{text}"));
    rest.split_once('>').and_then(|(id, _)| id.parse().ok()).expect("an id")
}

/// The bot's messages in a place, looked at.
pub(crate) fn looked_over(person: &Person<'_>) -> Vec<MessageId> {
    let messages = person.stage.sandbox().people().messages(person.user, person.channel).expect("it is in view");
    let ids: Vec<MessageId> = messages.iter().filter(|message| is_of_bot(message)).map(id_of).collect();
    ids.iter().for_each(|id| drop(person.sees_now(*id).text()));
    ids
}

/// Somebody begins a sitting in a private thread; they, in the thread, and the message that walks through it.
pub(crate) async fn begun<'a>(stage: &'a Stage, name: &str, assessment: &str) -> (Person<'a>, MessageId) {
    let mut person = stage.person(name);
    let card = person.runs(&format!("/assess start assessment: {assessment}")).await;
    assert!(card.text().contains("# "), "{}", card.text());
    let told = person.presses("Start in a private thread", &card).await;
    assert!(told.text().contains("# It has begun"), "{}", told.text());
    person.channel = thread_in(&told);
    let message = *looked_over(&person).last().expect("it asks");
    (person, message)
}

/// Answers whatever is asked: the middle of the scale, or the first of two things.
pub(crate) async fn answers<'a>(person: &Person<'a>, message: MessageId, label: &str) -> Seen<'a> {
    let asked = person.sees_now(message);
    let buttons = asked.buttons();
    if asked.options().iter().any(|option| option == label) {
        return person.chooses(label, &asked).await;
    }
    let label = if buttons.iter().any(|button| button == label) { label } else { &buttons[0] };
    person.presses(label, &asked).await
}

/// Answers until nothing is asked any more.
pub(crate) async fn answers_all<'a>(person: &Person<'a>, message: MessageId, label: &str) -> Seen<'a> {
    for _ in 0..60 {
        let seen = answers(person, message, label).await;
        if seen.text().contains("# That was the last question") {
            return seen;
        }
    }
    panic!("it never ends:\n{}", person.sees_now(message).text());
}

#[tokio::test]
async fn before_it_begins_the_card_says_what_it_is_and_is_not_and_who_sees_what() {
    play_in_both_modes(async |stage| {
        let priya = stage.person("Priya Nair");
        assert_eq!(
            priya.types("/assess start assessment: pa").await,
            ["EM or TL: which path suits me?"],
            "what a team takes together is not offered"
        );
        let card = priya.runs("/assess start assessment: EM or TL: which path suits me?").await;
        assert_snapshot!(card.text(), @r"
        (only for you)
        # EM or TL: which path suits me?
        What draws you: growing people, or shaping systems; whether and why you want to lead; and the kind of working day that suits you. It asks about interest and energy, which change, and not about ability.
        It has 33 questions and takes about 8 minutes. You can pause at any time.
        What it is not:
        - It is a reflection, not a test: no result is better than another, and nobody passes.
        - It does not measure whether you would be good at either role.
        - It is not for hiring, pay, promotion or ratings, and nobody but you is shown the result.
        Who sees what:
        - It happens in a private thread with you and me. Only those who may manage threads in this server could open it too.
        - Your answers and the result are yours. No lead or manager sees them through me, and no command exports them to anybody but you.
        Until when, and how to erase it: Until you delete it: below the result, with `/assess mine`, or with `/privacy erase`. Nobody else can.
        What it rests on:
        - Stevens Institute of Technology (2023): closes by asking whether one would rather code or lead people, and whether people skills or solved technical problems satisfy more; not being sure is fine
        - Chan and Drasgow, Journal of Applied Psychology 86 (2001): the motivation to lead has three parts that are scored apart: liking it, not counting its cost, and feeling bound to it
        - Edgar H. Schein, Pfeiffer (1990): people have career anchors, among them technical competence and general management, which they give up last
        - Camille Fournier, O'Reilly Media (2017): describes how a manager's day breaks up, and what going from code to people costs
        - our own judgement (2026): the statements, bands and margins are our own and have not been validated on a sample
        [Start in a private thread] [Start in replies that only I see]
        ");
        let team = priya.runs("/assess start assessment: Team health").await;
        assert_snapshot!(team.text(), @r"
        (only for you)
        # “Team health” is taken by a team together
        Its answers mean something only beside those of others.
        What to do: `/assess round` starts it for a team; `/assess start` offers those for one person while you type.
        ");
        let unknown = priya.runs("/assess start assessment: my *horoscope*").await;
        assert_snapshot!(unknown.text(), @r"
        (only for you)
        # I know no assessment “my *horoscope*”
        Assessments are chosen by their title.
        What to do: Choose one from the list while you type: “Lead readiness”, “Role clarity” or “EM or TL: which path suits me?”.
        ");
        let mine = priya.runs("/assess mine").await;
        assert_snapshot!(mine.text(), @r"
        (only for you)
        # Your assessments
        You have taken none here. `/assess start` begins one.
        ");
    })
    .await;
}

#[tokio::test]
async fn a_sitting_is_walked_through_in_one_message_that_nobody_else_sees_and_ends_in_a_result() {
    play_in_both_modes(async |stage| {
        let clock = standing_clock(stage).await;
        let (priya, message) = begun(stage, "Priya Nair", "which-path").await;
        let first = priya.sees_now(message);
        assert!(first.text().contains("“EM or TL: which path suits me?”\n# "), "{}", first.text());
        assert!(!first.is_seen_by("Leo Brandt") && !first.is_seen_by("Ines Moreau"));
        assert_eq!(
            first.buttons()[first.buttons().len() - 4..],
            ["Back", "Rather not say", "Pause", "Stop"],
            "each way has words"
        );
        let second = answers(&priya, message, MIDDLE).await;
        assert_eq!(second.id(), message, "one message");
        assert!(second.text().contains("Question 2 of 33: ▱▱▱▱▱▱▱▱▱▱ 1 answered"), "{}", second.text());
        let back = priya.presses("Back", &second).await;
        assert!(back.text().contains("Question 1 of 33"), "{}", back.text());
        assert!(back.text().contains("Your answer so far: **"), "{}", back.text());
        let skipped = priya.presses("Rather not say", &back).await;
        assert!(skipped.text().contains("Question 2 of 33"), "{}", skipped.text());
        let again = priya.presses("Back", &skipped).await;
        assert!(again.text().contains("Your answer so far: **Rather not say**"), "{}", again.text());
        let last = answers_all(&priya, message, MIDDLE).await;
        assert_snapshot!(last.text(), @r"
        “EM or TL: which path suits me?”
        # That was the last question
        You can go back and change answers, or see the result. It is shown to you alone.
        All 33 done: ▰▰▰▰▰▰▰▰▰▰
        [See my result] [Back] [Stop]
        ");
        let result = priya.presses("See my result", &last).await;
        assert_eq!(result.id(), message);
        let text = dated(&result);
        assert!(text.contains("# Your result: EM or TL: which path suits me?\nFrom <date>."), "{text}");
        assert!(text.contains("Pull to people craft: Undecided:\n▰▰▰▰▰▱▱▱▱▱ 3.0 of 5"), "{text}");
        assert!(text.contains("~ A reflection, not a test. Not for hiring, pay or ratings."), "{text}");
        assert!(picture(&result).contains("Pull to people craft: Undecided (3.0)"), "the picture is described");
        let closer = priya.chooses("Pull to people craft", &result).await;
        assert_snapshot!(closer.text(), @r"
        # Pull to people craft: Undecided
        How much energy you draw from helping others do their best work.
        ▰▰▰▰▰▱▱▱▱▱ 3.0 of 5
        Some of this draws you and some does not. Which part it is matters more than the sum: read your answers one by one.
        3 points more in all of its answers together, and it would read “Strong”; 2 less, and “Faint”.
        Your answers behind it:
        - “When somebody I have helped does a thing well without me, it makes my week.”: **Partly like me**
        - “I look forward to an hour in which a colleague tells me what holds them back.”: **Partly like me**
        - “When two colleagues are at odds, I would rather leave it to them or to somebody else.”: **Partly like me** (agreeing speaks against it)
        - “What moves each person in a team is a question I rarely think about.”: **Partly like me** (agreeing speaks against it)
        To try: - Ask a manager to let you prepare and lead one retrospective or one growth talk, and compare before and after.
        [Whole result]
        ");
        let whole = priya.presses("Whole result", &closer).await;
        assert_eq!(dated(&whole), text, "the same again");
        let kept = priya.presses("Keep it", &whole).await;
        assert!(kept.text().contains("This thread is archived in a moment."), "{}", kept.text());
        assert!(!is_archived(stage, &priya), "not before it was said");
        clock.advance(Duration::from_secs(10));
        in_time("the thread to be archived", async {
            while !is_archived(stage, &priya) {
                tokio::task::yield_now().await;
            }
        })
        .await;
    })
    .await;
}

/// What the picture of a message shows, in words.
pub(crate) fn picture(seen: &Seen<'_>) -> String {
    let files = seen.message["attachments"].as_array().map_or(&[][..], Vec::as_slice);
    let file = files.first().unwrap_or_else(|| panic!("there is no picture: {}", seen.message));
    assert_eq!(file["content_type"], "image/png", "{file}");
    file["description"].as_str().expect("it is described").to_owned()
}

/// Whether a thread is archived: Discord lists those that are not.
pub(crate) fn is_archived(stage: &Stage, person: &Person<'_>) -> bool {
    let view = stage.sandbox().people().view(person.user).expect("everybody sees something");
    let threads = view["guilds"].as_array().into_iter().flatten().flat_map(|guild| guild["threads"].as_array());
    !threads
        .flatten()
        .any(|thread| thread["id"] == person.channel.to_string() && thread["thread_metadata"]["archived"] != true)
}

#[tokio::test]
async fn after_a_restart_in_mid_item_and_a_press_twice_nothing_is_lost_or_taken_twice() {
    play(async |stage| {
        let (priya, message) = begun(stage, "Priya Nair", "which-path").await;
        let first = priya.sees_now(message);
        let answer = button(&first.message, &first.buttons()[0]).expect("an answer");
        // Two presses at once, before either is answered.
        let people = stage.sandbox().people();
        let pressed = [(); 2].map(|()| people.press(priya.user, message, &answer).expect("it is there"));
        for one in pressed {
            in_time("an answer", people.wait_settled(priya.user, one.id, PATIENCE)).await.expect("answered");
        }
        assert!(priya.sees_now(message).text().contains("Question 2 of 33: ▱▱▱▱▱▱▱▱▱▱ 1 answered"));
        let (user, thread) = (priya.user, priya.channel);
        stage.bot_restarts().await;
        let priya = Person { stage, user, channel: thread };
        let second = answers(&priya, message, MIDDLE).await;
        assert!(second.text().contains("Question 3 of 33: ▰▱▱▱▱▱▱▱▱▱ 2 answered"), "{}", second.text());
        let paused = priya.presses("Pause", &second).await;
        assert_snapshot!(paused.text(), @r"
        # Paused: EM or TL: which path suits me?
        2 of 33 questions are answered, and kept. Press **Go on** when you like; after this message is gone, `/assess mine` does the same.
        [Go on]
        ");
        let on = priya.presses("Go on", &paused).await;
        assert!(on.text().contains("Question 3 of 33"), "{}", on.text());
        let stop = priya.presses("Stop", &on).await;
        assert_snapshot!(stop.text(), @r"
        # Stop here?
        2 questions are answered. Leave it as it is, and it is kept until you go on or delete it. **Delete** takes all of it away.
        [Go on] [Delete]
        ");
        // One sitting of an assessment is open at a time: it is offered.
        let again = stage.person("Priya Nair").runs("/assess start assessment: which-path").await;
        assert_snapshot!(dated(&again), @r"
        (only for you)
        # You have begun: EM or TL: which path suits me?
        2 of 33 questions are answered. You began on <date>.
        [Go on] [Delete]
        ");
        let on = stage.person("Priya Nair").presses("Go on", &again).await;
        assert_eq!(thread_in(&on), thread);
        assert!(priya.sees_now(message).text().contains("Question 3 of 33"));
    })
    .await;
}

#[tokio::test]
async fn three_members_at_once_have_a_thread_each_and_none_sees_anothers() {
    play(async |stage| {
        let names = ["Priya Nair", "Leo Brandt", "Sakura Ito"];
        let [priya, leo, sakura] = names.map(|name| begun(stage, name, "which-path"));
        let (priya, leo, sakura) = tokio::join!(priya, leo, sakura);
        let sat = [&priya, &leo, &sakura];
        for (name, (person, message)) in names.iter().zip(sat) {
            let asked = person.sees_now(*message);
            for other in names.iter().filter(|other| *other != name) {
                assert!(!asked.is_seen_by(other), "{other} sees the thread of {name}");
            }
        }
        tokio::join!(
            answers_all(&priya.0, priya.1, "Very much like me"),
            answers_all(&leo.0, leo.1, "Not like me at all"),
            answers_all(&sakura.0, sakura.1, MIDDLE),
        );
        for (person, message) in sat {
            let result = person.presses("See my result", &person.sees_now(*message)).await;
            // Half of the statements are reversed: whoever says the same to all comes out in the middle.
            assert!(result.text().contains("Pull to people craft: Undecided"), "{}", result.text());
        }
    })
    .await;
}

#[tokio::test]
async fn a_result_is_shared_after_a_look_at_what_would_be_posted_and_deleted_when_its_person_says_so_twice() {
    play(async |stage| {
        let (priya, message) = begun(stage, "Priya Nair", "which-path").await;
        let last = answers_all(&priya, message, MIDDLE).await;
        let result = priya.presses("See my result", &last).await;
        assert!(result.text().contains("# Your result: EM or TL"));
        let preview = priya.presses("Share it", &result).await;
        assert_snapshot!(channels_named(stage, &preview), @r"
        (only for you)
        This is what everybody in <#checkout> would see, with your name. Your single answers are not in it.
        # A result: EM or TL: which path suits me?
        @Priya Nair shares this. Nobody has to, and nobody is compared.
        **Pull to people craft: Undecided**
        ▰▰▰▰▰▱▱▱▱▱ 3.0 of 5
        **Pull to system craft: Undecided**
        ▰▰▰▰▰▱▱▱▱▱ 3.0 of 5
        **Leading because you like it: Undecided**
        ▰▰▰▰▰▱▱▱▱▱ 3.0 of 5
        **Leading without counting the cost: Undecided**
        ▰▰▰▰▰▱▱▱▱▱ 3.0 of 5
        **Leading out of duty: Undecided**
        ▰▰▰▰▰▱▱▱▱▱ 3.0 of 5
        **Ease with a broken-up day: Undecided**
        ▰▰▰▰▰▱▱▱▱▱ 3.0 of 5
        **Delight in depth: Undecided**
        ▰▰▰▰▰▱▱▱▱▱ 3.0 of 5
        ~ A reflection, not a test. Not for hiring, pay or ratings.
        [Post it there]
        ");
        let around = stage.person("Priya Nair");
        let shared = priya.presses("Post it there", &preview).await;
        assert!(shared.text().contains("# Shared\nIt is here: https://discord.com/channels/"), "{}", shared.text());
        let posted = around.sees_after(preview.id()).await;
        assert_snapshot!(posted.text(), @r"
        # A result: EM or TL: which path suits me?
        @Priya Nair shares this. Nobody has to, and nobody is compared.
        **Pull to people craft: Undecided**
        ▰▰▰▰▰▱▱▱▱▱ 3.0 of 5
        **Pull to system craft: Undecided**
        ▰▰▰▰▰▱▱▱▱▱ 3.0 of 5
        **Leading because you like it: Undecided**
        ▰▰▰▰▰▱▱▱▱▱ 3.0 of 5
        **Leading without counting the cost: Undecided**
        ▰▰▰▰▰▱▱▱▱▱ 3.0 of 5
        **Leading out of duty: Undecided**
        ▰▰▰▰▰▱▱▱▱▱ 3.0 of 5
        **Ease with a broken-up day: Undecided**
        ▰▰▰▰▰▱▱▱▱▱ 3.0 of 5
        **Delight in depth: Undecided**
        ▰▰▰▰▰▱▱▱▱▱ 3.0 of 5
        ~ A reflection, not a test. Not for hiring, pay or ratings.
        ");
        assert!(posted.is_seen_by("Robin Hale") && !posted.notifies());
        assert!(picture(&posted).contains("Pull to people craft"));
        // A second time it is compared with the first.
        let second = begun(stage, "Priya Nair", "which-path").await;
        let last = answers_all(&second.0, second.1, MIDDLE).await;
        let compared = second.0.presses("See my result", &last).await;
        assert!(compared.text().contains("Last time: 3.0\n"), "{}", compared.text());
        let mine = around.runs("/assess mine").await;
        assert!(mine.text().contains("finished on") && mine.options().len() == 2, "{}", mine.text());
        let asked = second.0.presses("Delete", &compared).await;
        assert_snapshot!(asked.text(), @r"
        (only for you)
        # Delete it?
        Your answers to “EM or TL: which path suits me?” and what they came to are deleted. This cannot be taken back.
        [Delete my answers]
        ");
        let gone = second.0.presses("Delete my answers", &asked).await;
        assert_snapshot!(gone.text(), @r"
        (only for you)
        # Deleted
        Your answers are gone, and the thread will be archived. What stood in it was Discord's to keep.
        ");
        assert!(second.0.sees_now(second.1).text().contains("# Deleted"));
        let mine = around.runs("/assess mine").await;
        assert!(mine.text().contains("finished on") && mine.options().len() == 1, "{}", mine.text());
        let again = around.chooses(&mine.options()[0].clone(), &mine).await;
        assert!(again.text().contains("# Your result: EM or TL"), "{}", again.text());
        let held = around.runs("/privacy show").await;
        assert!(held.text().contains("One assessment that you took or began, with your answers"), "{}", held.text());
    })
    .await;
}

/// What somebody sees, with the channel's name in the place of its number.
fn channels_named(stage: &Stage, seen: &Seen<'_>) -> String {
    seen.text().replace(&stage.channel("checkout").to_string(), "checkout")
}
