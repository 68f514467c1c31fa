//! `/decision`: recorded, looked at, settled anew, taken back.

use insta::assert_snapshot;

use crate::{
    Stage, play,
    seen::Seen,
    workspace::{decision, team},
};

const SERVER: &str = "Northwind Parcel";

/// What somebody sees, with the day of the play as it is called on each day.
pub(crate) fn dated(seen: &Seen<'_>) -> String {
    let text = seen.text();
    let mut parts = text.split("<t:");
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, rest) = part.split_once('>').expect("a date ends");
        shown.push_str("<date>");
        shown.push_str(rest);
    }
    shown
}

async fn recorded(stage: &Stage) {
    let command = "/decision record subject: code-review-practice role: tech lead rule: Two approvals before a merge.";
    let seen = stage.person("Ines Moreau").runs(command).await;
    assert!(seen.text().contains("# Recorded: "));
}

#[tokio::test]
async fn a_lead_records_what_the_team_has_settled_and_everybody_reads_it_after_a_restart() {
    play(async |stage| {
        stage.has_checkout().await;
        let command = "/decision record subject: code-review-practice role: tech lead rule: Two approvals before a merge. \
                       reason: One was not enough in March. source: https://example.org/notes review: in 6 months";
        let seen = stage.person("Ines Moreau").runs(command).await;
        assert_snapshot!(dated(&seen), @"
        # Recorded: Code review practice
        Tech lead decides.
        > Two approvals before a merge.
        **Why:** One was not enough in March.
        **Where it was settled:** https://example.org/notes
        **To be looked at again:** <date>
        -# Recorded by @Ines Moreau on <date>.
        ~ What the team Checkout has settled
        [History] [Revise] [Retire]
        ");
        assert!(!seen.notifies());
        stage.bot_restarts().await;
        let seen = stage.person("Leo Brandt").runs("/decision show subject: code-review-practice").await;
        assert_snapshot!(dated(&seen), @"
        # Code review practice
        Tech lead decides.
        > Two approvals before a merge.
        **Why:** One was not enough in March.
        **Where it was settled:** https://example.org/notes
        **To be looked at again:** <date>
        -# Recorded by @Ines Moreau on <date>.
        ~ What the team Checkout has settled
        [History] [Revise] [Retire]
        ");
    })
    .await;
}

#[tokio::test]
async fn any_text_is_a_topic_and_a_member_can_decide() {
    play(async |stage| {
        stage.has_checkout().await;
        let ines = stage.person("Ines Moreau");
        let leo = stage.user("Leo Brandt");
        let seen = ines.runs(&format!("/decision record subject: the on-call rota person: {leo}")).await;
        assert_snapshot!(dated(&seen), @"
        # Recorded: the on-call rota
        @Leo Brandt decides.
        -# Recorded by @Ines Moreau on <date>.
        ~ What the team Checkout has settled
        [History] [Revise] [Retire]
        ");
        assert_eq!(ines.types("/decision show subject: ON-CALL").await, ["the on-call rota"]);
        assert!(ines.types("/decision record subject: on-call").await.contains(&"the on-call rota".to_owned()));
        let offered = ines.types("/decision record subject: parking lot").await;
        assert_eq!(offered.last().map(String::as_str), Some("“parking lot”, a topic of your own"));
    })
    .await;
}

#[tokio::test]
async fn who_leads_no_team_changes_nothing_and_is_told_who_can() {
    play(async |stage| {
        stage.has_checkout().await;
        recorded(stage).await;
        let priya = stage.person("Priya Nair");
        let seen = priya.runs("/decision record subject: lunch rule: at noon").await;
        assert_snapshot!(seen.text(), @"
        (only for you)
        # You can't change this here
        Only those who may manage the server, and a team's engineering manager or tech lead, can do that.
        What to do: Ask a server admin or your engineering manager or tech lead to do it.
        ");
        let card = priya.runs("/decision show subject: code-review-practice").await;
        assert!(card.text().contains("[History] [Revise] [Retire]"));
        for button in ["Revise", "Retire"] {
            assert!(priya.presses(button, &card).await.text().contains("# You can't change this here"));
        }
    })
    .await;
}

#[tokio::test]
async fn the_lead_of_another_team_is_told_whose_it_is() {
    play(async |stage| {
        stage.has_checkout().await;
        stage.has_team(SERVER, team(2), "Search", &["general"], &[("tech-lead", "Priya Nair")]).await;
        let seen = stage.person("Priya Nair").runs("/decision record subject: lunch rule: at noon").await;
        assert_snapshot!(seen.text(), @"
        (only for you)
        # This is not yours to change
        It is about Checkout. Only its engineering manager or tech lead, and those who may manage the server, can do that.
        What to do: Ask the engineering manager or tech lead of Checkout to do it.
        ");
        let seen = stage.person("Priya Nair").in_channel("introductions").runs("/decision list").await;
        assert_snapshot!(seen.text(), @"
        (only for you)
        # Which team is it about?
        This server has several: Checkout and Search. This channel belongs to none of them.
        What to do: Name it with the option `team`, or ask in a channel of the team.
        ");
        let seen = stage.person("Priya Nair").runs("/decision list team: Billing").await;
        assert_snapshot!(seen.text(), @"
        (only for you)
        # I know no team “Billing”
        The teams here are Checkout and Search.
        What to do: Start typing and choose one from the list.
        ");
        let seen = stage.person("Priya Nair").runs("/decision record team: search subject: lunch rule: at noon").await;
        assert!(seen.text().contains("What the team Search has settled"));
    })
    .await;
}

#[tokio::test]
async fn what_is_settled_already_is_shown_and_what_was_written_comes_back() {
    play(async |stage| {
        stage.has_checkout().await;
        recorded(stage).await;
        let seen = stage
            .person("Ines Moreau")
            .runs("/decision record subject: CODE REVIEW PRACTICE rule: One is enough.")
            .await;
        assert_snapshot!(dated(&seen), @"
        (only for you)
        # Your team has settled this already
        Nothing was changed. This is in force; use **Revise** to settle it anew.
        What you had written: One is enough.
        # Code review practice
        Tech lead decides.
        > Two approvals before a merge.
        -# Recorded by @Ines Moreau on <date>.
        ~ What the team Checkout has settled
        [History] [Revise] [Retire]
        ");
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_recorded_is_refused_with_what_to_do() {
    play(async |stage| {
        let tomasz = stage.person("Tomasz Wolny");
        let seen = tomasz.runs("/decision list").await;
        assert_snapshot!(seen.text(), @"
        (only for you)
        # There is no team here yet
        This is about a team, and this server has none set up.
        What to do: Ask somebody who may manage the server to set a team up with `/team setup`.
        ");
        stage.has_checkout().await;
        let leo = stage.user("Leo Brandt");
        let record = "/decision record subject:";
        for (rest, title) in [
            (format!("lunch role: tech lead person: {leo}"), "# A role or a person, not both"),
            ("lunch role: the boss".into(), "# I know no role “the boss”"),
            ("lunch rule: at noon source: ftp://x".into(), "# The source is no link"),
            ("lunch rule: at noon review: someday".into(), "# I can't use “someday” as"),
            ("lunch rule: at noon review: yesterday".into(), "# I can't use “yesterday” as"),
            (format!("lunch rule: {}", "long ".repeat(300)), "It has 1499 characters; 1000 fit."),
            ("--- rule: at noon".into(), "# This can't be a subject"),
        ] {
            let seen = tomasz.runs(&format!("{record} {rest}")).await.text();
            assert!(seen.contains(title) && seen.contains("What to do: "), "{rest}: {seen}");
        }
        let seen = tomasz.runs("/decision show subject: lunch").await;
        assert_snapshot!(seen.text(), @"
        (only for you)
        # Nothing is settled about “lunch”
        Your team has recorded no decision with this subject.
        What to do: Choose one from the list while you type, look at `/decision list`, or record it with `/decision record`.
        ");
    })
    .await;
}

#[tokio::test]
async fn a_date_that_reads_in_two_ways_is_asked_back_with_both() {
    play(async |stage| {
        stage.has_checkout().await;
        let command = "/decision record subject: lunch rule: at noon review: 3/4/2031";
        let seen = stage.person("Ines Moreau").runs(command).await;
        assert_snapshot!(seen.text(), @"
        (only for you)
        # I can't use “3/4/2031” as the review date
        It could be <t:1930348800:F> or <t:1932940800:F>.
        What to do: Write `2031-03-04` or `2031-04-03`. Nothing was changed.
        ");
    })
    .await;
}

#[tokio::test]
async fn a_decision_is_settled_anew_and_the_chain_stays_to_be_read() {
    play(async |stage| {
        stage.has_checkout().await;
        recorded(stage).await;
        let ines = stage.person("Ines Moreau");
        let seen =
            ines.runs("/decision revise subject: code-review-practice rule: One approval, two for payments.").await;
        assert_snapshot!(dated(&seen), @"
        # Revised: Code review practice
        Tech lead decides.
        > One approval, two for payments.
        -# Recorded by @Ines Moreau on <date>.
        ~ What the team Checkout has settled
        [History] [Revise] [Retire]
        ");
        let seen = ines.runs("/decision retire subject: code-review-practice reason: We pair now.").await;
        assert_snapshot!(dated(&seen), @"
        # Retired: Code review practice
        Tech lead decides.
        > One approval, two for payments.
        -# Recorded by @Ines Moreau on <date>.
        -# Retired by @Ines Moreau on <date>: We pair now.
        ~ What the team Checkout has settled
        [History]
        ");
        let seen = stage.person("Leo Brandt").presses("History", &seen).await;
        assert_snapshot!(dated(&seen), @"
        (only for you)
        # Code review practice: what Checkout settled, the latest first
        - <date>, by @Ines Moreau: Tech lead decides. One approval, two for payments.
          - Retired by @Ines Moreau on <date>: We pair now.
        - <date>, by @Ines Moreau: Tech lead decides. Two approvals before a merge.
          - Replaced on <date>.
        ");
        let again = ines.runs("/decision retire subject: code-review-practice reason: We pair now.").await;
        assert!(again.text().contains("# Nothing is settled about “code-review-practice”"));
    })
    .await;
}

#[tokio::test]
async fn of_two_who_change_it_at_once_one_wins_and_the_other_is_told() {
    play(async |stage| {
        stage.has_checkout().await;
        recorded(stage).await;
        let (ines, tomasz) = (stage.person("Ines Moreau"), stage.person("Tomasz Wolny"));
        let one = ines.runs("/decision show subject: code-review-practice").await;
        let other = tomasz.runs("/decision show subject: code-review-practice").await;
        assert_eq!(one.text(), other.text());
        let won = ines.fills_in("Revise", &one, "rule", "Three approvals.").await;
        assert!(won.text().contains("# Revised: ") && won.text().contains("> Three approvals."));
        let lost = tomasz.presses("Revise", &other).await;
        assert_snapshot!(dated(&lost), @"
        (only for you)
        # This has changed meanwhile
        @Ines Moreau settled it anew on <date>, so nothing of yours was kept. Below is what holds now; revise it if it still needs to be.
        # Code review practice
        Tech lead decides.
        > Three approvals.
        -# Recorded by @Ines Moreau on <date>.
        ~ What the team Checkout has settled
        [History] [Revise] [Retire]
        ");
    })
    .await;
}

#[tokio::test]
async fn a_list_has_pages_and_is_filtered_by_words() {
    play(async |stage| {
        stage.has_checkout().await;
        for number in 1..=12 {
            stage.has_decision(SERVER, team(1), decision(number), &format!("Topic {number:02}"), None).await;
        }
        let leo = stage.person("Leo Brandt");
        let first = leo.runs("/decision list").await;
        let second = leo.presses("Next", &first).await;
        assert_snapshot!(dated(&second), @"
        # What Checkout has settled
        - **Topic 04** (since <date>): As we agreed about Topic 04
        - **Topic 03** (since <date>): As we agreed about Topic 03
        - **Topic 02** (since <date>): As we agreed about Topic 02
        - **Topic 01** (since <date>): As we agreed about Topic 01
        ~ Page 2 of 2
        [Previous] [Next (off)]
        ");
        let filtered = leo.runs("/decision list about: topic 0").await;
        assert_eq!(filtered.text().matches("**Topic 0").count(), 8);
        let rest = leo.presses("Next", &filtered).await.text();
        assert!(rest.starts_with("“topic 0”") && rest.matches("**Topic 0").count() == 1, "{rest}");
        assert_snapshot!(leo.runs("/decision list about: nothing like it").await.text(), @"
        “nothing like it”
        # What Checkout has settled
        Nothing has these words in its subject. Try fewer words, or leave them out.
        ");
        assert!(leo.runs("/decision list page: 9").await.text().contains("# There is no page 9"));
    })
    .await;
}

#[tokio::test]
async fn ids_of_another_server_lead_nowhere() {
    play(async |stage| {
        stage.has_checkout().await;
        stage.has_team("Orchard Books", team(9), "Shelves", &["shop-floor"], &[]).await;
        stage.has_decision("Orchard Books", team(9), decision(99), "Returns", None).await;
        let (foreign_team, foreign) = (team(9), decision(99));
        let ids = [
            format!("1:decision-revise:{foreign}"),
            format!("1:decision-retire:{foreign}"),
            format!("1:decision-history:{foreign}:1"),
            format!("1:decision-list:{foreign_team}:all:1"),
        ];
        let message = stage.bot_once_posted(&ids.iter().map(String::as_str).collect::<Vec<_>>()).await;
        let tomasz = stage.person("Tomasz Wolny");
        let old = tomasz.sees_now(message);
        assert!(old.text().contains("An old answer"));
        for id in &ids {
            let seen = tomasz.presses_id(id, &old).await.text();
            assert!(seen.contains("# I know no such decision"), "{id}: {seen}");
        }
        let seen = tomasz.runs("/decision show subject: Returns").await;
        assert!(seen.text().contains("# Nothing is settled about “Returns”"));
    })
    .await;
}

#[tokio::test]
async fn an_answer_becomes_the_rule_of_the_team_that_the_lead_chooses() {
    play(async |stage| {
        stage.has_checkout().await;
        let answer = stage.person("Priya Nair").runs("/who-owns task: who picks the database?").await;
        assert!(answer.text().contains("Choosing technology"));
        let (ines, priya) = (stage.person("Ines Moreau"), stage.person("Priya Nair"));
        let why = priya.presses("Why?", &answer).await;
        assert!(why.text().ends_with("[Record as our rule]"), "{}", why.text());
        assert!(priya.presses("Record as our rule", &why).await.text().contains("# You can't change this here"));
        let why = ines.presses("Why?", &answer).await;
        assert!(why.text().contains("# Why “Choosing technology”"));
        let recorded = ines.fills_in("Record as our rule", &why, "rule", "A page with two options first.").await;
        assert_snapshot!(dated(&recorded), @"
        # Recorded: Choosing technology
        Tech lead decides.
        > A page with two options first.
        -# Recorded by @Ines Moreau on <date>.
        ~ What the team Checkout has settled
        [History] [Revise] [Retire]
        ");
        let again = ines.presses("Record as our rule", &why).await;
        assert!(again.text().contains("# Your team has settled this already"), "{}", again.text());
        stage.has_team(SERVER, team(2), "Search", &["introductions"], &[]).await;
        let tomasz = stage.person("Tomasz Wolny").in_channel("general");
        let answer = tomasz.runs("/who-owns task: who approves my vacation?").await;
        let why = tomasz.presses("Why?", &answer).await;
        assert!(answer.text().contains("decides") && why.text().contains("# Why"));
        let which = tomasz.presses("Record as our rule", &why).await;
        assert!(which.text().contains("# Which team's rule is it?") && which.buttons() == ["Checkout", "Search"]);
        let recorded = tomasz.fills_in("Search", &which, "rule", "Ask in the first week of a month.").await;
        assert!(recorded.text().contains("What the team Search has settled"), "{}", recorded.text());
    })
    .await;
}
