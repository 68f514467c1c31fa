//! A team's own assessment: one file in a folder of its own, taken alone and together.

use std::{fs, path::Path};

use insta::assert_snapshot;

use crate::{
    Stage,
    assessing::{answers, begun, picture},
    deciding::dated,
    play,
    rounds::{in_results, result_after, started, takes_part},
};

const OWN: &str = r#"
title     = "Our standups"
summary   = "Whether the daily standup is worth its quarter of an hour."
construct = "How useful the daily standup is to you, as you see it."
taken     = "either"
minutes   = 1
is_not    = ["It is a reflection, not a test.", "It is not for hiring, pay or ratings."]
labels    = ["Never", "Rarely", "Now and then", "Often", "Always"]

[[dimension]]
id    = "worth"
title = "Worth the time"
about = "Whether you leave it knowing more."
items = [
  { id = "worth-know", text = "After the standup I know what to do next." },
  { id = "worth-help", text = "Somebody gets help because of it." },
  { id = "worth-wait", text = "I wait for it to be over.", reversed = true },
  { id = "worth-late", text = "It takes longer than it should.", reversed = true },
]
[[dimension.band]]
from  = 1
title = "A ritual"
means = "It costs more than it gives."
tries = ["Leave it out on Wednesdays for a month."]
[[dimension.band]]
from  = 3.5
title = "Useful"
means = "It is worth its time."
tries = ["Let somebody else lead it each week."]

[[step]]
minutes = 5
text    = "Read out the spread, and ask both ends for one reason."
[[source]]
id   = "house"
note = "our own words"
"#;

/// A folder with the shipped handbook and one more assessment, as `RESPONSES_DIR` names it.
fn own_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("temporary folders can be made");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("responses"), folder.path());
    fs::write(folder.path().join("en-US/assessments/standups.toml"), OWN).expect("it can be written");
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("folders can be made");
    for entry in fs::read_dir(from).expect("it is there") {
        let entry = entry.expect("it can be read").path();
        let name = to.join(entry.file_name().expect("it has a name"));
        if entry.is_dir() {
            copy(&entry, &name);
        } else {
            fs::copy(&entry, &name).expect("it can be copied");
        }
    }
}

#[tokio::test]
async fn a_teams_own_assessment_is_taken_alone_and_together_from_one_file() {
    let folder = own_folder();
    play(async |stage: &mut Stage| {
        stage.bot_knows(folder.path()).await;
        let stage = &*stage;
        let priya = stage.person("Priya Nair");
        assert_eq!(priya.types("/assess start assessment: stand").await, ["Our standups"]);
        let (inside, message) = begun(stage, "Priya Nair", "Our standups").await;
        assert_snapshot!(inside.sees_now(message).text(), @r"
        “Our standups”
        # After the standup I know what to do next.
        Question 1 of 4: ▱▱▱▱▱▱▱▱▱▱ 0 answered
        [Never] [Rarely] [Now and then] [Often] [Always]
        [Back (off)] [Rather not say] [Pause] [Stop]
        ");
        for label in ["Often", "Now and then", "Rarely"] {
            drop(answers(&inside, message, label).await.text());
        }
        let last = answers(&inside, message, "Rather not say").await;
        let result = inside.presses("See my result", &last).await;
        assert_snapshot!(dated(&result), @r"
        # Your result: Our standups
        From <date>. Each line stands for itself; there is no total and no verdict. Choose a line below to see every answer behind it and what to try.
        Worth the time: Useful:
        ▰▰▰▰▰▰▰▱▱▱ 3.7 of 5
        Spoke for it most: “After the standup I know what to do next.” (Often)
        One point less in all of its answers together, and it would read “A ritual”.
        ~ A reflection, not a test. Not for hiring, pay or ratings.
        [Look closer at one line (1)]
        [Keep it] [Share it] [Delete]
        ");
        assert_eq!(picture(&result), "Worth the time: Useful (3.7)");
        let closer = inside.chooses("Worth the time", &result).await;
        assert_snapshot!(closer.text(), @r"
        # Worth the time: Useful
        Whether you leave it knowing more.
        ▰▰▰▰▰▰▰▱▱▱ 3.7 of 5
        It is worth its time.
        One point less in all of its answers together, and it would read “A ritual”.
        Your answers behind it:
        - “After the standup I know what to do next.”: **Often**
        - “Somebody gets help because of it.”: **Now and then**
        - “I wait for it to be over.”: **Rarely** (agreeing speaks against it)
        - “It takes longer than it should.”: **Rather not say** (agreeing speaks against it)
        To try: - Let somebody else lead it each week.
        [Whole result]
        ");
        let round = started(stage, "/assess round assessment: Our standups").await;
        for (name, label) in
            [("Priya Nair", "Always"), ("Leo Brandt", "Never"), ("Sakura Ito", "Always"), ("Robin Hale", "Never")]
        {
            drop(takes_part(stage, name, round, label).await);
        }
        let ines = stage.person("Ines Moreau");
        let asked = ines.presses("Close", &ines.sees_now(round)).await;
        drop(asked.text());
        drop(ines.presses("Close it now", &asked).await.text());
        let told = result_after(&ines, asked.id()).await;
        let (inside, messages) = in_results(stage, "Priya Nair", &told);
        assert_snapshot!(inside.sees_now(messages[0]).text(), @r"
        # Our standups
        4 people took part. What differs most comes first. Numbers of people, no names; a mean of so few is a hint, not a measure.
        **Worth the time: A ritual** (mean “Now and then”)
        After the standup I know what to do next.: two camps: 2 × Never, 2 × Always. A mean would stand for nobody.
        Somebody gets help because of it.: two camps: 2 × Never, 2 × Always. A mean would stand for nobody.
        I wait for it to be over.: two camps: 2 × Never, 2 × Always. A mean would stand for nobody.
        It takes longer than it should.: two camps: 2 × Never, 2 × Always. A mean would stand for nobody.
        ~ Whoever can read this channel can read it. It says nothing about any one person.
        ");
        drop(ines.sees_become(round, "To the results").await.text());
    })
    .await;
}
