//! Everybody sees what they would see on Discord.

use crate::scene;

/// The servers and channels in the side bar.
const SIDE_BAR: &str = "
    const words = (selector) => [...document.querySelectorAll(selector)].map((node) => node.innerText);
    return { servers: words('.server-name'), channels: words('[data-testid=channel] .channel-name') };";

#[tokio::test]
async fn a_member_of_another_server_sees_only_that_server() {
    scene(async |stage| {
        let page = stage.page_of("noor.haddad", "checkout").await;
        page.sees("[data-testid=channel-heading]", "shop-floor").await;
        let seen = page.evaluates(SIDE_BAR).await;
        assert_eq!(seen, serde_json::json!({"servers": ["Orchard Books"], "channels": ["shop-floor"]}));
        page.sees("[data-testid=message]", "card reader").await;
        page.sees_no("[data-testid=message][data-author='priya.nair']").await;
    })
    .await;
}

#[tokio::test]
async fn an_engineer_does_not_see_the_leads_channel_and_the_tech_lead_does() {
    scene(async |stage| {
        let page = stage.page_of("priya.nair", "checkout").await;
        page.sees("[data-testid=channel][data-name=checkout]", "").await;
        page.sees_no("[data-testid=channel][data-name='checkout-private']").await;
        let page = stage.page_of("ines.moreau", "checkout").await;
        page.clicks("[data-testid=channel][data-name='checkout-private']", "").await;
        page.sees("[data-testid=message]", "worn out").await;
    })
    .await;
}
