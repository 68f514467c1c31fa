//! Files that come with messages.

use serde_json::json;

use crate::scene;

/// Any picture will do.
const CHART: &[u8] = include_bytes!("who-owns.png");

#[tokio::test]
async fn a_picture_is_shown_and_a_text_file_is_fetched_as_it_was_sent() {
    scene(async |stage| {
        let files: [(&str, &[u8]); 3] = [("chart.png", CHART), ("votes.csv", b"who,what\nPriya,yes\n"), ("SPOILER_end.txt", b"x")];
        stage.posts(json!({"content": "The vote in figures."}), &files).await;
        let page = stage.page_of("priya.nair", "checkout").await;
        page.sees("[data-testid=attachment]", "votes.csv").await;
        page.sees("[data-testid=attachment]", "19 bytes").await;
        let picture = "const picture = [...document.querySelectorAll('.picture.image img')].at(-1);
            return picture.decode().then(() => [picture.naturalWidth, picture.naturalHeight, picture.alt, picture.width]);";
        assert_eq!(page.evaluates(picture).await, json!([1020, 768, "chart.png", 478]));
        let download = "const link = [...document.querySelectorAll('[data-testid=attachment]')].find((link) => link.innerText.includes('votes'));
            return fetch(link.href).then(async (file) => [link.download, await file.text(), file.headers.get('content-disposition')]);";
        let fetched = page.evaluates(download).await;
        assert_eq!(fetched, json!(["votes.csv", "who,what\nPriya,yes\n", "attachment; filename=\"votes.csv\""]));
        page.clicks("[data-testid=spoiler-file] summary", "Spoiler").await;
        page.sees("[data-testid=attachment]", "SPOILER_end.txt").await;
    })
    .await;
}
