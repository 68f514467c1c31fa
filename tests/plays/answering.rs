//! Answers where there are teams: people, covers, decisions, several teams.

use insta::assert_snapshot;
use lanekeeper::{
    clock::{Clock, Timestamp},
    handbook::{DutyId, RoleId},
    workspace::{
        decision::{Decides, Draft},
        names::Topic,
        subject::Subject,
        team::Holder,
    },
};

use crate::{
    Stage, play, play_in_both_modes, play_on_the_gateway,
    workspace::{decision, team},
};

const SERVER: &str = "Northwind Parcel";
const QUESTION: &str = "/who-owns task: who picks the database?";

/// Wednesday, 25 November 2026, 12:00 UTC.
const NOON: Timestamp = Timestamp::from_millis(1_795_608_000_000);

async fn settles(stage: &Stage, number: i64, subject: Subject, decides: Decides, rule: Option<&str>) {
    let rule = rule.map(str::to_owned);
    let draft = Draft { decides, rule, consulted: Vec::new(), reason: None, source: None, review_at: None };
    stage.has_settled(SERVER, team(1), decision(number), subject, draft, NOON).await;
}

fn topic(text: &str) -> Subject {
    Subject::Topic(Topic::new(text).expect("a topic"))
}

#[tokio::test]
async fn the_people_of_the_team_are_named_and_nobody_is_notified() {
    play_in_both_modes(async |stage| {
        stage.has_checkout().await;
        let seen = stage.person("Priya Nair").runs(QUESTION).await;
        assert_snapshot!(seen.gist(), @"
        “who picks the database?”
        # Tech lead decides
        **Choosing technology.** Which language, database, framework, protocol or hosted service the team builds on.
        Who that is in Checkout: **Tech lead:** @Ines Moreau
        Asked first: Engineering manager (@Tomasz Wolny), site reliability and security
        Told afterwards: Product manager
        What to do now: Bring two options with what each costs in a year, and what you would pick.
        ~ Checkout. Handbook, after Stevens Institute of Technology (2023), Nicole Forsgren, Jez Humble and Gene Kim, IT Revolution (2018) and Patrick Kua (2014)
        [Ask them] [Why?] [Not right?]
        ");
        assert!(!seen.notifies());
    })
    .await;
}

#[tokio::test]
async fn who_is_away_is_answered_for_by_the_cover_or_the_other_lead() {
    play(async |stage| {
        stage.bot_goes_by(Clock::manual(NOON)).await;
        stage.has_checkout().await;
        let (ines, priya) = (stage.person("Ines Moreau"), stage.person("Priya Nair"));
        assert!(ines.runs("/team away until: friday 09:00").await.text().contains("# Away"));
        assert_snapshot!(priya.runs(QUESTION).await.gist(), @"
        “who picks the database?”
        # Tech lead decides
        **Choosing technology.** Which language, database, framework, protocol or hosted service the team builds on.
        Who that is in Checkout: **Tech lead:** @Tomasz Wolny, the engineering manager, covering for @Ines Moreau, who is away until <t:1795770000:f>; leads cover for each other
        Asked first: Engineering manager (@Tomasz Wolny), site reliability and security
        Told afterwards: Product manager
        What to do now: Bring two options with what each costs in a year, and what you would pick.
        ~ Checkout. Handbook, after Stevens Institute of Technology (2023), Nicole Forsgren, Jez Humble and Gene Kim, IT Revolution (2018) and Patrick Kua (2014)
        [Ask them] [Why?] [Not right?]
        ");
        let cover = format!("/team cover role: tl who: {}", stage.user("Leo Brandt"));
        assert!(ines.runs(&cover).await.text().contains("@Leo Brandt, acting for @Ines Moreau"));
        assert_snapshot!(priya.runs(QUESTION).await.gist(), @"
        “who picks the database?”
        # Tech lead decides
        **Choosing technology.** Which language, database, framework, protocol or hosted service the team builds on.
        Who that is in Checkout: **Tech lead:** @Leo Brandt, acting for @Ines Moreau, who is away until <t:1795770000:f>
        Asked first: Engineering manager (@Tomasz Wolny), site reliability and security
        Told afterwards: Product manager
        What to do now: Bring two options with what each costs in a year, and what you would pick.
        ~ Checkout. Handbook, after Stevens Institute of Technology (2023), Nicole Forsgren, Jez Humble and Gene Kim, IT Revolution (2018) and Patrick Kua (2014)
        [Ask them] [Why?] [Not right?]
        ");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_set_and_who_may_mends_it_with_one_click() {
    play(async |stage| {
        stage.has_team(SERVER, team(1), "Checkout", &["checkout"], &[("engineering-manager", "Tomasz Wolny")]).await;
        let asked = stage.person("Priya Nair").runs(QUESTION).await;
        assert!(asked.text().contains("**Tech lead:** nobody is set here yet"), "{}", asked.text());
        assert!(!asked.buttons().contains(&"Set the tech lead".to_owned()));
        let tomasz = stage.person("Tomasz Wolny");
        let seen = tomasz.runs(QUESTION).await;
        assert_snapshot!(seen.gist(), @"
        “who picks the database?”
        # Tech lead decides
        **Choosing technology.** Which language, database, framework, protocol or hosted service the team builds on.
        Who that is in Checkout: **Tech lead:** nobody is set here yet
        Asked first: Engineering manager (@Tomasz Wolny), site reliability and security
        Told afterwards: Product manager
        What to do now: Bring two options with what each costs in a year, and what you would pick.
        ~ Checkout. Handbook, after Stevens Institute of Technology (2023), Nicole Forsgren, Jez Humble and Gene Kim, IT Revolution (2018) and Patrick Kua (2014)
        [Why?] [Not right?]
        [Record as our rule] [Set the tech lead]
        ");
        let opened = tomasz.presses("Set the tech lead", &seen).await;
        assert!(opened.text().starts_with("(only for you)\n# Set up Checkout"));
        let set = tomasz.picks(&[stage.user("Ines Moreau").to_string()], "Who is the tech lead?", &opened).await;
        assert!(set.text().contains("**Tech lead:** @Ines Moreau"));
        let preview = tomasz.presses("Preview", &set).await;
        assert_snapshot!(preview.gist(), @"
        (only for you)
        This is how I answer now, for example:
        # Engineering manager decides
        **Adjustments for a person.** What somebody needs to be able to work well: health, disability, family, faith, learning or perception.
        Who that is in Checkout: **Engineering manager:** @Tomasz Wolny
        Asked first: People team, facilities and IT support
        What to do now: Tell your engineering manager what would help; you don't have to name a diagnosis.
        ~ Checkout. Handbook, after Basecamp (37signals) (2019) and our own judgement (2026)
        # Tech lead decides
        **Approach inside the code.** Which algorithm, model, pattern or implementation approach a piece of code takes when several would do.
        Who that is in Checkout: **Tech lead:** @Ines Moreau
        Asked first: Data and analytics
        Told afterwards: Engineering manager (@Tomasz Wolny)
        What to do now: Show the candidate approaches with a tiny example or a measurement, and ask the tech lead before you build on one.
        ~ Checkout. Handbook, after Stevens Institute of Technology (2023), Google (2019) and our own judgement (2026)
        ");
        assert!(tomasz.runs(QUESTION).await.text().contains("**Tech lead:** @Ines Moreau"));
    })
    .await;
}

#[tokio::test]
async fn what_the_team_has_settled_goes_before_the_handbook() {
    play(async |stage| {
        stage.has_checkout().await;
        let duty = || Subject::Duty(DutyId::new("technology-choice"));
        let manager = Decides::Roles(vec![RoleId::new("engineering-manager")]);
        settles(stage, 5, duty(), manager, Some("**Postgres**, unless @everyone agrees.")).await;
        let seen = stage.person("Priya Nair").runs(QUESTION).await;
        assert_snapshot!(seen.gist(), @r"
        “who picks the database?”
        # Engineering manager decides
        **Choosing technology.** Which language, database, framework, protocol or hosted service the team builds on.
        Engineering manager decides.
        > \*\*Postgres\*\*, unless @·everyone agrees.
        -# Recorded by @Ines Moreau on <t:1795608000:D>.
        Who that is in Checkout: **Engineering manager:** @Tomasz Wolny
        Asked first: Site reliability and security
        Told afterwards: Product manager
        What to do now: Bring two options with what each costs in a year, and what you would pick.
        ~ Settled by Checkout, before the handbook. Handbook, after Stevens Institute of Technology (2023), Nicole Forsgren, Jez Humble and Gene Kim, IT Revolution (2018) and Patrick Kua (2014)
        [Ask them] [Why?] [Not right?]
        ");
        assert!(!seen.notifies());
    })
    .await;
}

#[tokio::test]
async fn people_whom_the_team_has_named_decide() {
    play(async |stage| {
        stage.has_checkout().await;
        let people = Decides::People(vec![Holder::Member(stage.user("Leo Brandt"))]);
        settles(stage, 5, Subject::Duty(DutyId::new("technology-choice")), people, None).await;
        assert_snapshot!(stage.person("Priya Nair").runs(QUESTION).await.gist(), @"
        “who picks the database?”
        # Your team has named who decides
        **Choosing technology.** Which language, database, framework, protocol or hosted service the team builds on.
        @Leo Brandt decides.
        -# Recorded by @Ines Moreau on <t:1795608000:D>.
        Asked first: Engineering manager (@Tomasz Wolny), site reliability and security
        Told afterwards: Product manager
        What to do now: Bring two options with what each costs in a year, and what you would pick.
        ~ Settled by Checkout, before the handbook. Handbook, after Stevens Institute of Technology (2023), Nicole Forsgren, Jez Humble and Gene Kim, IT Revolution (2018) and Patrick Kua (2014)
        [Ask them] [Why?] [Not right?]
        ");
    })
    .await;
}

#[tokio::test]
async fn a_topic_that_was_just_recorded_is_known_at_once() {
    play(async |stage| {
        stage.has_checkout().await;
        let ines = stage.person("Ines Moreau");
        let recorded = ines.runs("/decision record subject: release train role: em rule: Leaves on Thursdays.").await;
        assert!(recorded.text().contains("# Recorded: release train"));
        let seen = stage.person("Priya Nair").runs("/who-owns task: who drives the release train?").await;
        let shown = seen.text();
        let at = shown.find("on <t:").expect("dated");
        assert_snapshot!(format!("{}on …{}", &shown[..at], &shown[shown[at..].find('>').expect("ends") + at + 1..]), @"
        “who drives the release train?”
        # release train
        Engineering manager decides.
        > Leaves on Thursdays.
        -# Recorded by @Ines Moreau on ….
        Who that is in Checkout: **Engineering manager:** @Tomasz Wolny
        ~ What the team Checkout has settled
        [Ask them] [History] [Not right?]
        ");
        let other = stage.person("Priya Nair").presses("Not right?", &seen).await;
        assert!(other.text().contains("# "), "{}", other.text());
        settles(stage, 5, topic("mobile app"), Decides::AsTheRuleSays, Some("Ask in #mobile")).await;
        let seen = stage.person("Priya Nair").runs("/who-owns task: whose is the mobile app?").await;
        assert!(seen.text().contains("# mobile app\n> Ask in \\#mobile"), "{}", seen.text());
    })
    .await;
}

#[tokio::test]
async fn of_several_teams_the_channels_is_meant_or_it_is_asked_which() {
    play(async |stage| {
        stage.has_checkout().await;
        stage.has_team(SERVER, team(2), "Search", &["general"], &[("tech-lead", "Priya Nair")]).await;
        let leo = stage.person("Leo Brandt");
        assert!(leo.runs(QUESTION).await.text().contains("**Tech lead:** @Ines Moreau"));
        let named = leo.runs(&format!("{QUESTION} team: search")).await;
        assert!(named.text().contains("**Tech lead:** @Priya Nair"));
        let unknown = leo.runs(&format!("{QUESTION} team: billing")).await;
        assert!(unknown.text().contains("# I know no team “billing”"));
        assert_eq!(leo.types("/who-owns task: x team: sea").await, ["Search"]);
        let shared = leo.presses("Not right?", &named).await;
        let kept = leo.presses("Keep the answer", &shared).await;
        assert!(kept.text().contains("**Tech lead:** @Priya Nair"));
        let leo = leo.in_channel("introductions");
        let asked = leo.runs(QUESTION).await;
        assert_snapshot!(asked.gist(), @"
        “who picks the database?”
        # Tech lead decides
        **Choosing technology.** Which language, database, framework, protocol or hosted service the team builds on.
        Asked first: Engineering manager, site reliability and security
        Told afterwards: Product manager
        What to do now: Bring two options with what each costs in a year, and what you would pick.
        ~ Handbook, after Stevens Institute of Technology (2023), Nicole Forsgren, Jez Humble and Gene Kim, IT Revolution (2018) and Patrick Kua (2014)
        [Why?] [Not right?]
        [In Checkout] [In Search]
        ");
        let chosen = leo.presses("In Search", &asked).await;
        assert_eq!(chosen.id(), asked.id());
        assert!(
            chosen.text().contains("**Tech lead:** @Priya Nair") && !chosen.buttons().contains(&"In Search".into())
        );
    })
    .await;
}

#[tokio::test]
async fn a_mention_is_answered_for_the_team_of_the_channel_and_of_a_threads_channel() {
    play_on_the_gateway(async |stage| {
        stage.has_checkout().await;
        stage.has_team(SERVER, team(2), "Search", &["general"], &[("tech-lead", "Priya Nair")]).await;
        let leo = stage.person("Leo Brandt");
        let asked = leo.posts("@Lanekeeper who picks the database?");
        let seen = leo.sees_after(asked).await;
        assert!(seen.text().contains("**Tech lead:** @Ines Moreau") && !seen.notifies(), "{}", seen.text());
        let noor = stage.person("Noor Haddad");
        let asked = noor.posts("@Lanekeeper who picks the database?");
        let seen = noor.sees_after(asked).await;
        assert!(!seen.text().contains("Who that is in"), "{}", seen.text());
    })
    .await;
}

#[tokio::test]
async fn more_than_five_teams_are_chosen_in_a_select() {
    play(async |stage| {
        for number in 1..=25 {
            stage
                .has_team(SERVER, team(number), &format!("Team {number:02}"), &[], &[("tech-lead", "Leo Brandt")])
                .await;
        }
        let priya = stage.person("Priya Nair");
        let asked = priya.runs(QUESTION).await;
        assert!(asked.text().ends_with("[Which team is it about? (25)]"), "{}", asked.text());
        let chosen = priya.chooses("Team 13", &asked).await;
        assert!(chosen.text().contains("Who that is in Team 13: **Tech lead:** @Leo Brandt"), "{}", chosen.text());
    })
    .await;
}

#[tokio::test]
async fn who_manages_the_team_makes_an_answer_its_rule_right_below_it() {
    play(async |stage| {
        stage.has_checkout().await;
        stage.has_team(SERVER, team(2), "Search", &["general"], &[("tech-lead", "Leo Brandt")]).await;
        let (ines, priya, leo) =
            (stage.person("Ines Moreau"), stage.person("Priya Nair"), stage.person("Leo Brandt").in_channel("general"));
        assert!(priya.runs(QUESTION).await.text().ends_with("\n[Ask them] [Why?] [Not right?]"));
        let seen = ines.runs(QUESTION).await;
        assert!(seen.text().ends_with("\n[Ask them] [Why?] [Not right?]\n[Record as our rule]"), "{}", seen.text());
        assert!(priya.presses("Record as our rule", &seen).await.text().contains("# You can't change this here"));
        let recorded = ines.fills_in("Record as our rule", &seen, "rule", "A page with two options first.").await;
        assert!(recorded.text().contains("# Recorded: Choosing technology"), "{}", recorded.text());
        let settled = ines.runs(QUESTION).await;
        assert!(settled.text().ends_with("\n[Ask them] [Why?] [Not right?]"), "it is the rule: {}", settled.text());
        let named = ines.runs(&format!("{QUESTION} team: search")).await;
        assert!(named.text().ends_with("\n[Ask them] [Why?] [Not right?]"), "not her team: {}", named.text());
        let elsewhere = leo.runs(QUESTION).await;
        assert!(elsewhere.text().contains("Who that is in Search"));
        let recorded = leo.fills_in("Record as our rule", &elsewhere, "rule", "Whatever is quick.").await;
        assert!(recorded.text().contains("~ What the team Search has settled"), "{}", recorded.text());
    })
    .await;
}
