//! The ledger's files, with the shipped handbook: what is written is read back, what cannot be used is told with its line.

use lanekeeper::{
    clock::Timestamp,
    handbook::{DutyId, RoleId},
    workspace::{
        dates::Zone,
        decision::{BadDraft, Decides, Decision, Draft, MOST_NAMED, Recording},
        ids::{DecisionId, GuildId, ServerRoleId, TeamId, UserId},
        ledger::{
            Around, BadFile, Contents, Format, MOST_IN_FULL, Owners, Says, Wrong, diff, read, write_csv, write_toml,
        },
        names::Topic,
        subject::Subject,
        team::Holder,
        texts::Link,
    },
};
use proptest::{collection::vec, prelude::*};

use crate::shipped::shipped;

fn owners() -> Owners {
    let role = |id, name: &str| (ServerRoleId::new(id).expect("sound"), name.to_owned());
    Owners::of_server(vec![role(71, "Payments Team"), role(72, "designer")])
}

fn read_with(format: Format, bytes: &[u8], owners: &Owners) -> Result<Contents, BadFile> {
    read(format, bytes, Around { handbook: shipped(), zone: &Zone::utc(), owners, all_files: "all files" })
}

#[track_caller]
fn contents(format: Format, text: &str) -> Contents {
    read_with(format, text.as_bytes(), &owners()).expect("it is read")
}

/// Each problem with its line.
#[track_caller]
fn problems(format: Format, text: &str) -> Vec<(usize, Wrong)> {
    contents(format, text).problems.into_iter().map(|problem| (problem.line, problem.what)).collect()
}

/// What a file says: topics and duties with who decides.
#[track_caller]
fn said(format: Format, text: &str) -> Vec<(usize, String, Decides)> {
    let entries = contents(format, text).entries.into_iter();
    let decides = |says| match says {
        Says::All(draft) => draft.decides,
        Says::Owners(decides) => decides,
    };
    entries.map(|entry| (entry.line, entry.subject.text().to_owned(), decides(entry.says))).collect()
}

fn topic(name: &str) -> Subject {
    Subject::Topic(Topic::new(name).expect("a topic"))
}

fn roles(names: &[&str]) -> Decides {
    Decides::Roles(names.iter().map(|name| RoleId::new(*name)).collect())
}

fn server_role(id: u64) -> Holder {
    Holder::ServerRole(ServerRoleId::new(id).expect("sound"))
}

fn draft(decides: Decides) -> Draft {
    Draft { decides, rule: None, consulted: Vec::new(), reason: None, source: None, review_at: None }
}

fn decision(number: i64, subject: Subject, draft: Draft) -> Decision {
    let (id, author) = (DecisionId::new(number).expect("sound"), UserId::new(7).expect("sound"));
    let recording = Recording { id, author, at: Timestamp::from_millis(1), channel: None };
    let (guild, team) = (GuildId::new(1).expect("sound"), TeamId::new(1).expect("sound"));
    Decision::record(guild, team, subject, draft, recording).expect("sound")
}

/// Texts as people and attackers write them: formulas, quotes, separators, guards.
fn texts() -> impl Strategy<Value = String> {
    let beginning =
        prop::sample::select(vec!["", "'", "''", "=", "+", "-", "@", "＝", "'=", "\"", ";", ",", "=HYPERLINK(\""]);
    (beginning, "[a-z0-9 ,;'\"=+@#\\[\\]äß🕰-]{0,40}", "[a-z]")
        .prop_map(|(first, middle, last)| format!("{first}{middle}{last}"))
}

fn drafts() -> impl Strategy<Value = Draft> {
    let holder = (1..u64::MAX, any::<bool>()).prop_map(|(id, member)| match member {
        true => Holder::Member(UserId::new(id).expect("sound")),
        false => server_role(id),
    });
    let role = || prop::sample::select(vec!["tech-lead", "engineering-manager", "designer"]).prop_map(RoleId::new);
    let decides = prop_oneof![
        vec(role(), 1..3).prop_map(Decides::Roles),
        vec(holder, 1..3).prop_map(Decides::People),
        Just(Decides::AsTheRuleSays),
    ];
    let source = Link::new("https://discord.com/channels/1/2/3").ok();
    let date = prop::option::of((0_i64..4_000_000_000_000).prop_map(Timestamp::from_millis));
    (decides, texts(), vec(role(), 0..3), prop::option::of(texts()), prop::option::of(Just(source)), date).prop_map(
        |(decides, rule, consulted, reason, source, review_at)| {
            Draft { decides, rule: Some(rule), consulted, reason, source: source.flatten(), review_at }
                .checked()
                .expect("it has a rule")
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(ledger in vec((texts(), drafts()), 0..6)) {
        let mut written: Vec<(Subject, Draft)> = Vec::new();
        for (name, draft) in ledger {
            let subject = topic(&name);
            if !written.iter().any(|(known, _)| known == &subject) {
                written.push((subject, draft));
            }
        }
        written.push((Subject::Duty(DutyId::new("technology-choice")), draft(roles(&["tech-lead"]))));
        let rows = || written.iter().map(|(subject, draft)| (subject, draft));
        let files = [
            (Format::Toml, write_toml(rows()).expect("written").into_bytes()),
            (Format::Csv, write_csv(rows()).expect("written")),
        ];
        for (format, bytes) in files {
            let read = read_with(format, &bytes, &Owners::default()).expect("it is read");
            prop_assert!(read.problems.is_empty(), "{:?}\n{}", read.problems, String::from_utf8_lossy(&bytes));
            let read: Vec<_> = read.entries.into_iter().map(|entry| (entry.subject, entry.says)).collect();
            let expected: Vec<_> = written.iter().cloned().map(|(subject, draft)| (subject, Says::All(draft))).collect();
            prop_assert_eq!(read, expected);
        }
    }

    #[test]
    fn no_cell_is_a_formula(rows in vec(texts(), 1..5)) {
        let written: Vec<_> = rows.iter().map(|text| {
            (topic(text), Draft { rule: Some(text.clone()), reason: Some(text.clone()), ..draft(Decides::AsTheRuleSays) })
        }).collect();
        let bytes = write_csv(written.iter().map(|(subject, draft)| (subject, draft))).expect("written");
        let mut reader = csv::Reader::from_reader(&bytes[..]);
        for record in reader.records() {
            for cell in &record.expect("it is CSV") {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '＝', '\t', '\r']), "{cell}");
            }
        }
    }

    #[test]
    fn whatever_is_in_a_file_is_read_or_told(bytes in vec(any::<u8>(), 0..200), text in "[a-z@#*/\\[\\]{}:\"'=\n -]{0,200}") {
        for format in [Format::Toml, Format::Csv, Format::CodeOwners, Format::Catalog] {
            let _ = read_with(format, &bytes, &owners());
            let _ = read_with(format, text.as_bytes(), &owners());
        }
    }
}

#[test]
fn a_file_is_known_by_its_name() {
    for (name, format) in [
        ("decisions.toml", Some(Format::Toml)),
        ("Decisions (1).CSV", Some(Format::Csv)),
        ("CODEOWNERS", Some(Format::CodeOwners)),
        ("catalog-info.yaml", Some(Format::Catalog)),
        ("catalog.yml", Some(Format::Catalog)),
        ("CODEOWNERS.txt", Some(Format::CodeOwners)),
        ("notes.txt", None),
        ("", None),
    ] {
        assert_eq!(Format::of_name(name), format, "{name}");
    }
}

#[test]
fn a_file_that_is_empty_or_too_large_or_not_utf_8_is_not_read() {
    for format in [Format::Toml, Format::Csv, Format::CodeOwners, Format::Catalog] {
        let read = |bytes: &[u8]| read_with(format, bytes, &Owners::default()).map(|_| ());
        assert_eq!(read(b""), Err(BadFile::Empty));
        assert_eq!(read(b"\xEF\xBB\xBF \r\n"), Err(BadFile::Empty));
        assert_eq!(read(&vec![b' '; MOST_IN_FULL + 1]), Err(BadFile::TooLarge));
        assert_eq!(read(b"# one\n# two\n# caf\xE9"), Err(BadFile::NotUtf8 { line: 3 }));
        assert_eq!(read(b"\xFF\xFEa\0"), Err(BadFile::NotUtf8 { line: 1 }), "UTF-16");
    }
}

#[test]
fn a_megabyte_of_comments_is_read_like_any_other_file() {
    let text = format!("{}[[decision]]\ntopic = \"lunch\"\nrule = \"at noon\"\n", "# nothing\n".repeat(100_000));
    assert_eq!(said(Format::Toml, &text), [(100_001, "lunch".into(), Decides::AsTheRuleSays)]);
}

#[test]
fn toml_is_read_with_a_mark_at_its_beginning_and_windows_line_ends() {
    let text = "\u{FEFF}[[decision]]\r\nduty = \"technology-choice\"\r\nroles = [\"Tech lead\"]\r\nreview = 2031-03-01\r\n\r\n\
                [[decision]]\r\ntopic = \"lunch\"\r\npeople = [\"<@7>\", \"<@&71>\"]\r\n";
    let people = Decides::People(vec![Holder::Member(UserId::new(7).expect("sound")), server_role(71)]);
    assert_eq!(
        said(Format::Toml, text),
        [(1, "technology-choice".into(), roles(&["tech-lead"])), (6, "lunch".into(), people)]
    );
    let Says::All(draft) = contents(Format::Toml, text).entries.swap_remove(0).says else { panic!("it says all") };
    assert_eq!(draft.review_at, Some(Timestamp::from_millis(1_930_089_600_000)));
}

#[test]
fn what_is_wrong_in_toml_is_told_with_its_line() {
    let text = "[[decision]]\nduty = \"flying\"\nroles = [\"tech-lead\"]\n\n[[decision]]\ntopic = \"a\"\nroles = [\"boss\"]\n\n\
                [[decision]]\ntopic = \"b\"\nroles = [\"tech-lead\"]\npeople = [\"<@7>\"]\n\n[[decision]]\ntopic = \"B\"\n\n\
                [[decision]]\ntopic = \"c\"\npeople = [\"Ada\"]\n\n[[decision]]\nrule = \"x\"\n\n\
                [[decision]]\ntopic = \"d\"\nrule = \"x\"\nreview = \"soon\"\n\n[[decision]]\ntopic = \"e\"\nrule = \"x\"\n\n\
                [[decision]]\ntopic = \"E\"\nrule = \"y\"\n";
    let found = problems(Format::Toml, text);
    let lines: Vec<usize> = found.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [1, 5, 9, 14, 17, 21, 24, 33]);
    assert!(matches!(&found[0].1, Wrong::UnknownDuty(duty) if duty == "flying"));
    assert!(matches!(&found[1].1, Wrong::UnknownRole(role) if role == "boss"));
    assert_eq!(found[2].1, Wrong::RolesAndPeople);
    assert!(matches!(found[3].1, Wrong::BadDraft(_)));
    assert!(matches!(&found[4].1, Wrong::UnknownPerson(person) if person == "Ada"));
    assert_eq!(found[5].1, Wrong::NotOneSubject);
    assert!(matches!(&found[6].1, Wrong::BadDate(date) if date == "soon"));
    assert_eq!(found[7].1, Wrong::Twice { first: 29 });
    let found = problems(Format::Toml, "[[decision]]\ntopic = \"a\"\ncolour = \"blue\"\n");
    assert!(matches!(&found[..], [(3, Wrong::Syntax(told))] if told.contains("colour")), "{found:?}");
    assert!(matches!(&problems(Format::Toml, "[[decision]]\n\ntopic = \n")[..], [(3, Wrong::Syntax(_))]));
}

#[test]
fn a_spreadsheet_may_use_semicolons_and_leave_columns_out() {
    let text = "Subject;Roles\r\ntechnology-choice;tech lead; \r\n";
    assert_eq!(problems(Format::Csv, text), [(2, Wrong::Cells { is: 3, columns: 2 })]);
    let text = "Subject;Roles\r\ntechnology-choice;\"tech lead; designer\"\r\n;\r\n\"on-call, nights\";QA\r\n";
    assert_eq!(
        said(Format::Csv, text),
        [
            (2, "technology-choice".into(), roles(&["tech-lead", "designer"])),
            (4, "on-call, nights".into(), roles(&["quality-assurance"]))
        ]
    );
    assert_eq!(problems(Format::Csv, "a,b\n1,2\n"), [(1, Wrong::UnknownColumn("a".into()))]);
    assert_eq!(problems(Format::Csv, "rule\nx\n"), [(1, Wrong::NoSubjectColumn)]);
}

/// A section's owners stand for each of its paths: naming thousands for thousands of paths costs no more than either.
#[test]
fn owners_are_named_once_and_no_more_than_a_decision_takes() {
    let twice = contents(Format::CodeOwners, "x @designer @acme/Designer @designer\n");
    assert_eq!(twice.entries[0].says, Says::Owners(Decides::People(vec![server_role(72)])));
    let everybody: String = shipped().roles().iter().map(|role| format!("@{} ", role.id)).collect();
    let known = Owners::default();
    let read = read_with(Format::CodeOwners, format!("x {everybody}\n").as_bytes(), &known).expect("it is read");
    let too_many = BadDraft::TooMany { is: shipped().roles().len() };
    assert_eq!(read.problems.first().map(|problem| &problem.what), Some(&Wrong::BadDraft(too_many)));
    let paths: String = (0..10_000).map(|path| format!("/{path}\n")).collect();
    let strangers: String = (0..10_000).map(|stranger| format!("@stranger-{stranger} ")).collect();
    let read = contents(Format::CodeOwners, &format!("[All] {strangers}\n{paths}"));
    let told = |what: &Wrong| matches!(what, Wrong::UnknownOwners(few) if few.len() == MOST_NAMED);
    assert!(read.problems.len() == 10_000 && read.problems.iter().all(|problem| told(&problem.what)));
}

#[test]
fn owners_of_code_are_people_or_roles_that_are_known_here() {
    let text = "# comment\n*            @acme/payments-team\n/docs/*.md   @acme/designer # words\n/api/        @nobody ada@example.org\n\
                /a\\ b/       @acme/tech-lead\n/unowned/\n\n^[Database][2] @acme/tech-lead\ndb/\ndb/         @acme/payments_team\n";
    let payments = || Decides::People(vec![server_role(71)]);
    assert_eq!(
        said(Format::CodeOwners, text),
        [
            (2, "all files".into(), payments()),
            (3, "/docs/*.md".into(), Decides::People(vec![server_role(72)])),
            (5, "/a b/".into(), roles(&["tech-lead"])),
            (10, "db/".into(), payments()),
        ],
        "the last line about a path counts"
    );
    let unknown = vec!["@nobody".to_owned(), "ada@example.org".to_owned()];
    assert_eq!(problems(Format::CodeOwners, text), [(4, Wrong::UnknownOwners(unknown))]);
    let told =
        owners().told(shipped(), "@nobody = tech lead; ADA@example.org=Engineering manager").expect("all is known");
    let read = read_with(Format::CodeOwners, text.as_bytes(), &told).expect("it is read");
    assert!(read.problems.is_empty() && read.entries.len() == 5, "{read:?}");
    assert_eq!(owners().told(shipped(), "@nobody = someone").map(|_| ()), Err("@nobody = someone".into()));
    let both = problems(Format::CodeOwners, "x @acme/tech-lead @acme/designer\n");
    assert_eq!(both, [(1, Wrong::RolesAndPeople)]);
}

#[test]
fn of_a_catalog_each_document_with_an_owner_is_a_topic() {
    let text = "# Backstage\n---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: basket\n  title: The basket\n\
                spec:\n  type: service\n  owner: group:default/payments-team\n---\nkind: Group\nmetadata:\n  name: payments-team\n\
                spec:\n  children: []\n---\nkind: API\nmetadata:\n  name: basket-api\nspec:\n  owner: user:ghost\n";
    assert_eq!(said(Format::Catalog, text), [(6, "The basket".into(), Decides::People(vec![server_role(71)]))]);
    assert_eq!(problems(Format::Catalog, text), [(20, Wrong::UnknownOwners(vec!["user:ghost".into()]))]);
    let broken = problems(Format::Catalog, "kind: API\nmetadata: [\n");
    assert!(matches!(&broken[..], [(_, Wrong::Syntax(_))]), "{broken:?}");
}

#[test]
fn a_diff_tells_new_changed_unchanged_and_missing() {
    let kept = Draft { rule: Some("weekly".into()), ..draft(roles(&["tech-lead"])) };
    let in_force = [
        decision(1, topic("Lunch"), draft(roles(&["tech-lead"]))),
        decision(2, topic("docs/"), kept.clone()),
        decision(3, Subject::Duty(DutyId::new("technology-choice")), draft(roles(&["tech-lead"]))),
    ];
    let file = contents(
        Format::Toml,
        "[[decision]]\ntopic = \"LUNCH\"\nroles = [\"tech-lead\"]\n[[decision]]\ntopic = \"new\"\nrule = \"x\"\n",
    );
    let plan = diff(&in_force, file.entries);
    assert_eq!((plan.new.len(), plan.changed.len(), plan.unchanged.len()), (1, 0, 1));
    assert_eq!(plan.missing.iter().map(|one| one.id.get()).collect::<Vec<_>>(), [2, 3]);
    assert_eq!((plan.changes(false), plan.changes(true), plan.all().count()), (1, 3, 2));
    let file = contents(Format::CodeOwners, "docs/ @acme/payments-team\nlunch @acme/tech-lead\n");
    let plan = diff(&in_force, file.entries);
    let [(old, new)] = &plan.changed[..] else { panic!("{plan:?}") };
    assert_eq!((old.id.get(), &new.decides), (2, &Decides::People(vec![server_role(71)])));
    assert_eq!(new.rule, kept.rule, "a file of owners leaves the rest as it is");
    assert_eq!(plan.unchanged.len(), 1);
}
