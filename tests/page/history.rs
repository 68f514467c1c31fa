//! Reading back in a channel.

use crate::scene;

/// More than the page asks for at once, and than is asked for a second time.
const POSTED: usize = 130;

#[tokio::test]
async fn older_messages_come_as_one_scrolls_up_and_the_view_keeps_its_place() {
    scene(async |stage| {
        let (leo, channel) = (stage.person("Leo Brandt"), stage.channel("checkout"));
        for number in 1..=POSTED {
            stage.sandbox().people().post(leo, channel, &format!("Note {number:03}."), None).expect("Leo may post");
        }
        let page = stage.page_of("priya.nair", "checkout").await;
        page.sees("[data-testid=message]", &format!("Note {POSTED}.")).await;
        let notes = "return [...document.querySelectorAll('[data-testid=message]')]
            .flatMap((message) => message.innerText.match(/Note (\\d+)/)?.[1] ?? []).map(Number);";
        let first = page.evaluates(notes).await[0].as_u64().expect("a number");
        assert!(first > 1, "all of it is there at once: nothing is tried here");
        let moved = "const list = document.getElementById('messages');
            const text = (node) => node.innerText.match(/Note \\d+/)?.[0];
            const top = [...document.querySelectorAll('[data-testid=message]')].find((node) => text(node));
            const bottom = () => document.getElementById(top.id).getBoundingClientRect().bottom;
            list.scrollTop = 60;
            return new Promise((resolve) => {
                const before = bottom();
                const look = () => (list.scrollTop > 400 ? resolve([text(top), Math.abs(bottom() - before)]) : setTimeout(look, 15));
                look();
            });";
        let moved = page.evaluates(moved).await;
        assert_eq!(moved[0], format!("Note {first:03}"));
        assert!(moved[1].as_f64().is_some_and(|pixels| pixels < 4.0), "what one reads stays where it is: {moved}");
        let to_the_beginning = "const list = document.getElementById('messages');
            return new Promise((resolve) => {
                const up = () => { list.scrollTop = 0; document.querySelector('.beginning') ? resolve(true) : setTimeout(up, 15); };
                up();
            });";
        page.evaluates(to_the_beginning).await;
        let all: Vec<u64> = serde_json::from_value(page.evaluates(notes).await).expect("numbers");
        assert_eq!(all, (1..=POSTED as u64).collect::<Vec<_>>(), "each once and in order");
        page.clicks("#jump", "").await;
        let at_end = "const list = document.getElementById('messages');
            return list.scrollHeight - list.scrollTop - list.clientHeight < 2;";
        assert_eq!(page.evaluates(at_end).await, true);
    })
    .await;
}
