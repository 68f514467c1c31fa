//! The picture in the README.

use std::{env, fs, path::Path};

use fantoccini::key::Key;

use crate::scene;

/// More bytes than this are a burden on everybody who clones the repository.
const LARGEST: usize = 150_000;

#[tokio::test]
async fn the_whole_answer_fits_the_picture_in_the_readme() {
    scene(async |stage| {
        stage.screen_becomes(1020, 768).await;
        let page = stage.page_of("priya.nair", "checkout").await;
        page.types("/who-owns task: who picks the database?").await;
        page.presses(Key::Enter).await;
        page.sees("[data-testid=message][data-author=Lanekeeper] [data-testid=embed]", "Tech lead decides").await;
        let hidden = page
            .evaluates(
                "const list = document.querySelector('[data-testid=message-list]').getBoundingClientRect();
                 const answer = [...document.querySelectorAll('[data-testid=message]')].at(-1).getBoundingClientRect();
                 return answer.top < list.top || answer.bottom > list.bottom;",
            )
            .await;
        assert_eq!(hidden, false, "the answer is taller than the picture");
        if env::var_os("SCREENSHOT").is_some() {
            keep(&page.picture().await);
        }
    })
    .await;
}

fn keep(picture: &[u8]) {
    assert!(picture.len() <= LARGEST, "the picture has {} bytes, {LARGEST} at most", picture.len());
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/page/who-owns.png");
    fs::write(file, picture).expect("the repository can be written");
}
