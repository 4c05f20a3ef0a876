//! Processes side by side, and killed at any moment.

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use crate::harness::Desk;

/// Four commands at once on an empty database, one killed within its migration: each time a working database.
#[test]
fn four_at_once_and_one_killed_leave_a_working_database() {
    for round in 0..20_u64 {
        let desk = Desk::new();
        let start = || desk.command(&["edition", "list"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut all: Vec<_> = (0..4).map(|_| start()).collect();
        let mut killed = all.remove(usize::try_from(round % 4).unwrap());
        thread::sleep(Duration::from_millis(round * 2));
        killed.kill().unwrap();
        killed.wait().unwrap();
        for child in all {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "round {round}: {}", String::from_utf8_lossy(&output.stderr));
        }
        desk.does(&["publication", "import", "samples/publication"]);
    }
}

/// kill -9 during an import: the old state or the new one.
#[test]
fn an_import_that_is_killed_has_happened_or_not() {
    let desk = Desk::new();
    desk.does(&["publication", "import", "samples/publication"]);
    for round in 0..15_u64 {
        let mut child =
            desk.command(&["edition", "import", "samples/2020-06-22"]).stdout(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(round * 4));
        let _ = child.kill();
        child.wait().unwrap();
        let list = desk.does(&["edition", "list"]);
        if list.starts_with("No edition") {
            continue;
        }
        let shown = desk.does(&["edition", "show", "2020-06-22", "--json"]);
        let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
        assert_eq!(shown["texts"][0]["headlines"].as_object().map(serde_json::Map::len), Some(3), "half an edition");
    }
    assert!(desk.does(&["edition", "import", "samples/2020-06-22"]).starts_with("2020-06-22: "));
}

/// Two imports at once that say different things: what is stored is what one of them says, and nobody is left in the dark.
#[test]
fn of_two_imports_at_once_one_wins_and_the_other_is_told() {
    let desk = Desk::new();
    desk.does(&["publication", "import", "samples/publication"]);
    let draft = |name: &str| {
        let folder = desk.copy("samples/2020-06-22");
        let to = desk.path().join(name);
        fs::rename(folder, &to).unwrap();
        let toml = fs::read_to_string(to.join("edition.toml")).unwrap();
        let toml: String =
            toml.lines().filter(|line| !line.starts_with("published")).map(|line| format!("{line}\n")).collect();
        fs::write(to.join("edition.toml"), toml).unwrap();
        fs::write(to.join("security.en.md"), format!("+++\nheadline = \"{name}\"\n+++\n")).unwrap();
        to
    };
    let folders = [draft("one"), draft("two")];
    let start = |folder: &std::path::PathBuf| {
        desk.command(&["edition", "import", folder.to_str().unwrap()])
            .stderr(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap()
    };
    let both: Vec<_> = folders.iter().map(start).collect();
    let mut won = 0;
    for child in both {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        match output.status.code() {
            Some(0) => won += 1,
            code => assert!(code == Some(4) && said.contains("meanwhile"), "{code:?}: {said}"),
        }
    }
    assert!(won >= 1, "nobody won");
    let shown = desk.does(&["edition", "show", "2020-06-22"]);
    assert!(shown.contains(" one\n") != shown.contains(" two\n"), "{shown}");
}
