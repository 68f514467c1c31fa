//! `lanekeeper export` and `import`: what they say, and what they leave when there is no room.

use std::fs;

use tempfile::TempDir;

use crate::{lanekeeper, on_disks_of_its_own};

const FILE: &str = "{\"format\":\"lanekeeper export\",\"layout\":1,\"schema\":2}\n\
                    [\"teams\",{\"guild\":5,\"id\":1,\"name\":\"Checkout\",\"name_key\":\"checkout\"}]\n{\"rows\":1}\n";

#[test]
fn a_file_goes_in_and_comes_out_again_for_its_owner_alone() {
    let folder = TempDir::new().expect("temporary folders can be made");
    let out = folder.path().join("out.jsonl");
    let name = out.to_str().expect("it is text");
    let database = format!("sqlite://{}", folder.path().join("lanes.db").display());
    let on =
        |arguments: &[&str]| lanekeeper(arguments).set("DATABASE_URL", &database).with_file("in.jsonl", FILE).ends();
    assert_eq!(on(&["import", "in.jsonl"]).well(), format!("1 rows of in.jsonl are in {database}\n"));
    assert_eq!(on(&["export", name]).well(), format!("1 rows of {database} are in {name}\n"));
    assert!(fs::read_to_string(&out).expect("it was written").contains("\"Checkout\""));
    for file in [out.clone(), folder.path().join("lanes.db")] {
        let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&file).expect("it is there").permissions());
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
    }
    let again = on(&["export", name]);
    assert!(again.failure_line().contains("is there already"), "{}", again.stderr);
    let full = on(&["import", "in.jsonl"]);
    assert!(full.failure().join(" ").contains("never been used"), "{}", full.stderr);
    assert!(!folder.path().join("out.jsonl.part").exists(), "nothing is left over");
}

#[test]
fn files_that_are_not_there_or_cannot_be_written_are_named() {
    let read = lanekeeper(&["import", "nowhere.jsonl"]).ends();
    assert!(read.failure().join(" ").contains("cannot read nowhere.jsonl"), "{}", read.stderr);
    let written = lanekeeper(&["export", "/nowhere/x.jsonl"]).ends();
    assert!(written.failure().join(" ").contains("cannot write /nowhere/x.jsonl.part"), "{}", written.stderr);
}

/// On a disk of 1 MiB, in a mount namespace of its own: a database that grows beyond it is refused, and what was there stays.
#[test]
fn a_full_disk_is_told_and_nothing_is_lost() {
    let folder = TempDir::new().expect("temporary folders can be made");
    let row = |id: usize| format!("[\"guilds\",{{\"guild\":{id},\"time_zone\":\"{}\"}}]\n", "x".repeat(200));
    let header = FILE.lines().next().expect("it has lines");
    let rows: String = (1..=9_000).map(row).collect();
    fs::write(folder.path().join("large.jsonl"), format!("{header}\n{rows}{{\"rows\":9000}}\n")).expect("written");
    fs::write(folder.path().join("small.jsonl"), FILE).expect("written");
    let script = "export DATABASE_URL=sqlite://disk/lanes.db; mkdir disk && mount -t tmpfs -o size=1m tmpfs disk || exit 77\n\
                  \"$0\" import large.jsonl; echo \"code $?\"; \"$0\" import small.jsonl; \"$0\" export small-again.jsonl";
    let Some(run) = on_disks_of_its_own("a full disk", script, folder.path()) else {
        return;
    };
    let (said, told) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(told.contains("there is no room left for the database"), "{told}");
    assert!(said.starts_with("code 1\n1 rows of small.jsonl are in sqlite://disk/lanes.db\n"), "{said} {told}");
    assert!(run.status.success(), "{told}");
}
