//! **Why?** and **Not right?**: reasons that can be checked, and another duty instead.

use insta::assert_snapshot;

use crate::{
    play, play_in_both_modes, play_on_the_gateway,
    workspace::{decision, team},
};

const QUESTION: &str = "/who-owns task: who picks the database?";

#[tokio::test]
async fn the_whole_why_is_told_to_the_one_who_asks_for_it() {
    play_in_both_modes(async |stage| {
        let answer = stage.person("Priya Nair").runs(QUESTION).await;
        let before = answer.text();
        let leo = stage.person("Leo Brandt");
        let why = leo.presses("Why?", &answer).await;
        let text = why.text();
        assert!(
            text.starts_with("(only for you)\n“who picks the database?”\n# Why “Choosing technology”\nYou wrote *"),
            "{text}"
        );
        for part in [
            "Of 100 answers given like this one, about ",
            "What would have changed it:",
            "Where handbooks differ: ",
            "Who says so:\n- [Stevens Institute of Technology (2023)](<https://",
        ] {
            assert!(text.contains(part), "{part} is missing in\n{text}");
        }
        assert_eq!(leo.sees_now(answer.id()).text(), before);
    })
    .await;
}

#[tokio::test]
async fn the_one_who_asked_corrects_an_answer_for_everybody() {
    play_in_both_modes(async |stage| {
        let priya = stage.person("Priya Nair");
        let answer = priya.runs(QUESTION).await;
        let choosing = priya.presses("Not right?", &answer).await;
        assert_eq!(choosing.id(), answer.id());
        assert!(choosing.text().ends_with("[What is it about? (4)]\n[By role] [By other words] [Keep the answer] [Put it to a vote]"), "{}", choosing.text());
        assert!(!choosing.options().contains(&"Choosing technology".to_owned()), "{:?}", choosing.options());

        let of_role = priya.chooses("Engineering manager", &priya.presses("By role", &choosing).await).await;
        assert!(of_role.options().len() <= 25 && of_role.buttons()[0] == "More duties", "{}", of_role.text());
        let corrected = priya.chooses("Career planning", &of_role).await;
        assert_eq!(corrected.id(), answer.id());
        assert_snapshot!(corrected.text(), @"
        “who picks the database?”
        # Engineering manager decides
        **Career planning.** Where a person wants to be in some years, which path suits them, and which steps lead there.
        -# @Priya Nair corrected this. My answer had been: Choosing technology.
        Asked first: Tech lead
        What to do now: Write down where you would like to be in two years and what you enjoy most, then take it to your one-on-one.
        ~ Handbook, after Stevens Institute of Technology (2023) and Camille Fournier, O'Reilly Media (2017)
        [Why?] [Not right?]
        ");
        assert!(corrected.is_seen_by("Leo Brandt") && !corrected.notifies());
        let noted = priya.sees_after(answer.id()).await;
        assert_snapshot!(noted.text(), @"
        (only for you)
        # Thank you, the answer is corrected
        Only here, though: this place is no team's, so there is nobody to suggest it to. I keep nothing of it and would answer the same next time. If it matters, tell whoever looks after my handbook.
        ");

        // What had been the answer is still known and can be gone back to.
        let back = priya.presses("Not right?", &corrected).await;
        let kept = priya.presses("Keep the answer", &back).await;
        assert_eq!(kept.text(), answer.text());
    })
    .await;
}

#[tokio::test]
async fn anybody_else_gets_an_answer_of_their_own_to_change() {
    play_in_both_modes(async |stage| {
        let answer = stage.person("Priya Nair").runs(QUESTION).await;
        let before = answer.text();
        let leo = stage.person("Leo Brandt");
        let own = leo.presses("Not right?", &answer).await;
        assert!(own.id() != answer.id() && own.text().starts_with("(only for you)\n“who picks"), "{}", own.text());
        let chosen = own.options().swap_remove(0);
        let corrected = leo.chooses(&chosen, &own).await;
        assert_eq!(corrected.id(), own.id());
        assert!(
            corrected.text().contains("@Leo Brandt corrected this. My answer had been: Choosing technology."),
            "{}",
            corrected.text()
        );
        assert!(corrected.text().ends_with("[Why?] [Not right?] [Share in channel]"), "{}", corrected.text());
        assert!(leo.sees_after(own.id()).await.text().contains("I keep nothing of it"));
        assert_eq!(leo.sees_now(answer.id()).text(), before, "the public answer is the asker's");
    })
    .await;
}

#[tokio::test]
async fn a_candidate_that_somebody_else_picks_answers_them_alone() {
    play_in_both_modes(async |stage| {
        let question = stage.person("Priya Nair").runs("/who-owns task: hello there").await;
        let candidates = stage.person("Priya Nair").presses("It is about a job", &question).await;
        let before = candidates.text();
        let leo = stage.person("Leo Brandt");
        let title = candidates.buttons().swap_remove(0);
        let picked = leo.presses(&title, &candidates).await;
        assert!(picked.text().starts_with("(only for you)\n“hello there”\n# "), "{}", picked.text());
        assert_eq!(leo.sees_now(candidates.id()).text(), before);
        // A pick is an answer to a question of the bot's: it corrects nothing.
        assert!(!picked.text().contains("corrected"), "{}", picked.text());
    })
    .await;
}

#[tokio::test]
async fn a_duty_is_found_by_other_words() {
    play_in_both_modes(async |stage| {
        let robin = stage.person("Robin Hale");
        let answer = robin.runs("/who-owns task: who picks the database? private: true").await;
        let choosing = robin.presses("Not right?", &answer).await;
        let found = robin.fills_in("By other words", &choosing, "words", "pay rise").await;
        assert_eq!(found.id(), answer.id());
        assert!(
            found.options().contains(&"Compensation".to_owned()) || !found.options().is_empty(),
            "{}",
            found.text()
        );
        let chosen = found.options().swap_remove(0);
        let corrected = robin.chooses(&chosen, &found).await;
        assert!(corrected.text().contains("@Robin Hale corrected this."), "{}", corrected.text());
        assert!(robin.sees_after(answer.id()).await.text().contains("I keep nothing of it"));
    })
    .await;
}

#[tokio::test]
async fn a_mentions_answer_is_changed_by_whoever_asked_also_after_a_restart() {
    play_on_the_gateway(async |stage| {
        let (answer, choosing) = {
            let sakura = stage.person("Sakura Ito");
            let question = sakura.posts("@Lanekeeper who decides whether we rewrite the basket service?");
            let answer = sakura.sees_after(question).await;
            let choosing = sakura.presses("Not right?", &answer).await;
            assert_eq!(choosing.id(), answer.id());
            (answer.id(), choosing.options().swap_remove(0))
        };
        stage.bot_restarts().await;
        let sakura = stage.person("Sakura Ito");
        let corrected = sakura.chooses(&choosing, &sakura.sees_now(answer)).await;
        assert_eq!(corrected.id(), answer);
        assert!(corrected.text().contains("@Sakura Ito corrected this."), "{}", corrected.text());
        assert!(sakura.sees_after(answer).await.text().contains("I keep nothing of it"));
    })
    .await;
}

#[tokio::test]
async fn two_choices_at_once_correct_an_answer_once() {
    play_in_both_modes(async |stage| {
        let priya = stage.person("Priya Nair");
        let answer = priya.runs(QUESTION).await;
        let choosing = priya.presses("Not right?", &answer).await;
        let chosen = choosing.options().swap_remove(0);
        let (first, second) = tokio::join!(priya.chooses(&chosen, &choosing), priya.chooses(&chosen, &choosing));
        assert_eq!(first.text(), second.text());
        let noted = priya.sees_after(answer.id()).await;
        assert!(noted.text().contains("I keep nothing of it"));
        stage.sandbox().people().idle().await;
        assert_eq!(priya.count_of_bots_messages(), 2, "the answer, and one note");
    })
    .await;
}

#[tokio::test]
async fn the_team_that_was_named_is_kept_whatever_is_pressed_next() {
    play(async |stage| {
        stage.has_checkout().await;
        let seats = [("tech-lead", "Priya Nair"), ("engineering-manager", "Leo Brandt")];
        stage.has_team("Northwind Parcel", team(2), "Search", &["general"], &seats).await;
        stage.has_decision("Northwind Parcel", team(2), decision(5), "release train", None).await;
        let leo = stage.person("Leo Brandt");
        let asked = leo.runs("/who-owns task: who drives the release train? team: search").await;
        assert!(asked.text().contains("~ What the team Search has settled"), "{}", asked.text());
        let candidates = leo.presses("Not right?", &asked).await;
        let first = candidates.buttons().swap_remove(0);
        assert!(candidates.text().contains("[None of these]"), "{}", candidates.text());
        let picked = leo.presses(&first, &candidates).await;
        assert!(picked.text().contains("~ Search. Handbook"), "{}", picked.text());
        let aside = leo.runs("/who-owns task: hello there team: search").await;
        assert!(aside.text().contains("[It is about a job]"), "{}", aside.text());
        let candidates = leo.presses("It is about a job", &aside).await;
        let none = leo.presses("None of these", &candidates).await;
        let roles = leo.presses("By role", &none).await;
        let duties = leo.chooses("Tech lead", &roles).await;
        let title = duties.options().swap_remove(0);
        let chosen = leo.chooses(&title, &duties).await;
        assert!(
            chosen.text().contains("~ Search. Handbook") && chosen.text().contains("@Priya Nair"),
            "{}",
            chosen.text()
        );
    })
    .await;
}
