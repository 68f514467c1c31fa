//! Messages made of components.

use serde_json::{Value, json};

use crate::scene;

const CHART: &[u8] = include_bytes!("who-owns.png");

/// Something of everything that a message can be made of.
fn card() -> Value {
    let text = |content: &str| json!({"type": 10, "content": content});
    let picture = json!({"url": "attachment://chart.png"});
    json!({"flags": 1 << 15, "components": [
        text("## Release 12\nGoes out on **Thursday**."),
        {"type": 17, "accent_color": 0x2E_8B_57, "components": [
            {"type": 9, "components": [text("### Checkout"), text("Ready, says <@LEO>.")], "accessory": {"type": 11, "media": picture, "description": "A chart"}},
            {"type": 14},
            {"type": 9, "components": [text("Anything that must wait?")], "accessory": {"type": 2, "style": 2, "label": "Object", "custom_id": "object"}},
            {"type": 14, "divider": false, "spacing": 2},
            {"type": 13, "file": {"url": "attachment://notes.txt"}},
            {"type": 1, "components": [{"type": 3, "custom_id": "when", "placeholder": "When?", "options": [{"label": "Now", "value": "now"}]}]},
        ]},
        {"type": 12, "items": [{"media": picture}, {"media": picture, "spoiler": true}]},
        {"type": 17, "spoiler": true, "components": [text("The surprise.")]},
    ]})
}

#[tokio::test]
async fn a_message_made_of_components_is_drawn_whole() {
    scene(async |stage| {
        let card = card().to_string().replace("LEO", &stage.person("Leo Brandt").to_string());
        let card = serde_json::from_str(&card).expect("it still is JSON");
        stage.posts(card, &[("chart.png", CHART), ("notes.txt", b"All of it.")]).await;
        let page = stage.page_of("priya.nair", "checkout").await;
        page.sees("[data-testid=components] .md-heading", "Release 12").await;
        page.sees("[data-testid=container] .section .mention", "@Leo Brandt").await;
        page.sees("[data-testid=container] .section [data-testid=component-button]", "Object").await;
        page.sees("[data-testid=container] [data-testid=component-select]", "When?").await;
        page.sees("[data-testid=container] [data-testid=attachment]", "notes.txt").await;
        let pictures =
            "return Promise.all([...document.querySelectorAll('[data-testid=components] img')].map((image) => {
            image.loading = 'eager';
            return image.decode().then(() => image.naturalWidth, () => 0);
        }));";
        assert_eq!(page.evaluates(pictures).await, json!([1020, 1020, 1020]), "thumbnail and gallery");
        page.clicks("[data-testid=components] > [data-testid=spoiler-file] summary", "Spoiler").await;
        page.sees("[data-testid=container]", "The surprise.").await;
        let wide = "const list = document.getElementById('messages'); return list.scrollWidth > list.clientWidth;";
        stage.screen_becomes(390, 800).await;
        assert_eq!(stage.page().evaluates(wide).await, false);
    })
    .await;
}
