//! Settings, from the environment and from `.env`.

use crate::lanekeeper;

#[test]
fn all_wrong_settings_are_told_at_once() {
    let ended = lanekeeper(&["run"])
        .set("DISCORD_TOKEN", "my-secret")
        .set("DISCORD_API_BASE", "http://example.org")
        .set("DISCORD_API_BASE_ALLOW_REMOTE", "perhaps")
        .set("SHARDS", "4/4")
        .set("INTERACTIONS_LISTEN", "8080")
        .set("DISCORD_PUBLIC_KEY", "my-secret")
        .set("OPERATIONS_LISTEN", "9090")
        .set("DATABASE_URL", "mysql://me:my-secret@db/lanes")
        .set("RESPONSES_DIR", "/nowhere/at/all")
        .set("LOG", "lanekeeper=loud")
        .set("LOG_FORMAT", "xml")
        .ends();
    let names: Vec<&str> = ended.failure().into_iter().filter_map(|line| line.split(' ').next()).collect();
    let wrong = [
        "DISCORD_TOKEN",
        "DISCORD_API_BASE_ALLOW_REMOTE",
        "DISCORD_API_BASE",
        "SHARDS",
        "INTERACTIONS_LISTEN",
        "DISCORD_PUBLIC_KEY",
        "OPERATIONS_LISTEN",
        "DATABASE_URL",
        "RESPONSES_DIR",
        "LOG",
        "LOG_FORMAT",
    ];
    assert_eq!(names, wrong);
    assert!(!ended.stderr.contains("my-secret"), "{}", ended.stderr);
}

#[test]
fn shards_and_an_endpoint_do_not_go_together() {
    let program = lanekeeper(&["run"]).set("SHARDS", "0/2").set("INTERACTIONS_LISTEN", "127.0.0.1:0");
    let said = program.ends().failure_line().to_owned();
    assert!(said.starts_with("SHARDS is set, and INTERACTIONS_LISTEN too"), "{said}");
}

#[test]
fn a_base_on_another_machine_is_refused_with_the_way_to_mean_it() {
    let ended = lanekeeper(&["run"])
        .set("DISCORD_TOKEN", "some.token.here")
        .set("DISCORD_API_BASE", "http://10.1.2.3:80")
        .ends();
    let said = ended.failure_line();
    assert!(said.starts_with("DISCORD_API_BASE names 10.1.2.3, which is not this machine"), "{said}");
    assert!(said.contains("DISCORD_API_BASE_ALLOW_REMOTE=true"), "{said}");
}

#[test]
fn an_env_file_is_for_what_the_environment_leaves_open() {
    let program = || lanekeeper(&["run"]).with_file(".env", "DISCORD_API_BASE=http://10.1.2.3\nLOG_FORMAT=xml\n");
    let ended = program().ends();
    assert_eq!(ended.failure().len(), 2, "{}", ended.stderr);
    let ended = program().set("LOG_FORMAT", "text").ends();
    assert!(ended.failure_line().starts_with("DISCORD_API_BASE names 10.1.2.3"), "{}", ended.stderr);
}

#[test]
fn an_env_file_that_cannot_be_read_is_told_without_what_stands_in_it() {
    for content in [
        &b"DISCORD_TOKEN: abc.hidden.ghi\n"[..],
        b"LOG=info\nDISCORD_TOKEN=\"abc.hidden.ghi\n",
        b"DISCORD_TOKEN=abc.hidden.ghi extra words\n",
        b"DISCORD_TOKEN=abc.hidden.\xff\n",
    ] {
        let ended = lanekeeper(&["run"]).with_file(".env", content).ends();
        let said = ended.failure_line();
        assert!(said.starts_with(".env cannot be read"), "{said}");
        assert!(!said.contains("hidden") && !said.contains("extra"), "{said}");
    }
}
