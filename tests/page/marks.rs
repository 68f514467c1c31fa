//! Native polls and reactions.

use std::time::Duration;

use discord_sandbox::Post;
use serde_json::json;

use crate::scene;

const POLL: &str = "[data-testid=poll]";
const REACTION: &str = "[data-testid=reaction]";

#[tokio::test]
async fn a_poll_is_voted_in_watched_and_closed() {
    scene(async |stage| {
        let (leo, channel) = (stage.person("Leo Brandt"), stage.channel("checkout"));
        let answers = ["Tuesday", "Thursday"].map(|text| json!({"poll_media": {"text": text}}));
        let poll = json!({"question": {"text": "When do we release?"}, "answers": answers, "duration": 24});
        let people = stage.sandbox().people().clone();
        let posted = people.post_with(leo, channel, Post { poll: Some(&poll), ..Post::default() });
        let message = posted.expect("Leo may post polls")["id"].as_str().expect("an id").parse().expect("an id");
        let page = stage.page_of("priya.nair", "checkout").await;
        page.sees(POLL, "When do we release?").await;
        page.sees(POLL, "Choose one answer.").await;
        page.clicks(&format!("{POLL} label"), "Thursday").await;
        page.clicks("[data-testid=poll-vote]", "Vote").await;
        page.sees("[data-testid=poll-results] .mine", "Thursday").await;
        page.sees(POLL, "1 vote").await;
        assert_eq!(people.voters(leo, message, 2).expect("there is such an answer").len(), 1);
        people.vote(leo, message, &[1]).expect("Leo may vote");
        page.sees(POLL, "2 votes").await;
        page.clicks("[data-testid=poll-remove]", "Take my vote back").await;
        page.sees(POLL, "Choose one answer.").await;
        page.clicks("[data-testid=poll-watch]", "Show results").await;
        page.sees("[data-testid=poll-results] .leads", "Tuesday").await;
        stage.time_passes(Duration::from_secs(24 * 3_600 + 1));
        page.sees(POLL, "This poll has ended.").await;
        page.sees("[data-testid=poll-result]", "When do we release?").await;
        page.sees_no("[data-testid=poll-vote]").await;
    })
    .await;
}

#[tokio::test]
async fn a_reaction_is_added_joined_and_taken_away_at_a_press() {
    scene(async |stage| {
        let (leo, channel) = (stage.person("Leo Brandt"), stage.channel("checkout"));
        let people = stage.sandbox().people().clone();
        let posted = people.post(leo, channel, "The build is green.", None).expect("Leo may post");
        let message = posted["id"].as_str().expect("an id").parse().expect("an id");
        people.react(leo, message, "🎉").expect("Leo may react");
        let page = stage.page_of("priya.nair", "checkout").await;
        page.clicks(&format!("{REACTION}[aria-pressed=false]"), "1").await;
        page.sees(&format!("{REACTION}[aria-pressed=true]"), "2").await;
        page.clicks(&format!("#message-{message} .reaction.add"), "").await;
        page.clicks("[data-testid=picker-option]", "rocket").await;
        page.sees(&format!("{REACTION}[aria-label='🚀, 1 reaction'][aria-pressed=true]"), "").await;
        page.clicks(&format!("{REACTION}[aria-label='🚀, 1 reaction']"), "").await;
        page.sees_no(&format!("{REACTION}[aria-label^='🚀']")).await;
        people.unreact(leo, message, "🎉").expect("it is Leo's");
        page.sees(&format!("{REACTION}[aria-label='🎉, 1 reaction'][aria-pressed=true]"), "").await;
        page.clicks(&format!("{REACTION}[aria-pressed=true]"), "1").await;
        page.sees_no(REACTION).await;
    })
    .await;
}
