//! Help, configuration, exit codes.

use crate::harness::Desk;

/// Every page of help as one text, so that no flag changes unseen.
#[test]
fn the_reference() {
    let pages: [&[&str]; 35] = [
        &[],
        &["init"],
        &["serve"],
        &["demo"],
        &["publication"],
        &["publication", "import"],
        &["publication", "export"],
        &["edition"],
        &["edition", "list"],
        &["edition", "show"],
        &["edition", "import"],
        &["edition", "export"],
        &["edition", "preview"],
        &["edition", "publish"],
        &["edition", "proof"],
        &["edition", "unpublish"],
        &["edition", "remove"],
        &["edition", "withdraw"],
        &["newsletter"],
        &["newsletter", "list"],
        &["subscriber"],
        &["subscriber", "count"],
        &["subscriber", "find"],
        &["subscriber", "leave"],
        &["subscriber", "erase"],
        &["mailing"],
        &["mailing", "list"],
        &["mailing", "show"],
        &["mailing", "pause"],
        &["mailing", "resume"],
        &["mailing", "cancel"],
        &["mailing", "retry"],
        &["key"],
        &["key", "show"],
        &["config", "show"],
    ];
    let desk = Desk::new();
    let mut reference = String::new();
    for page in pages {
        let help = desk.does(&[page, &["--help"][..]].concat());
        reference.push_str(&format!("$ barograph {} --help\n{help}\n", page.join(" ")).replace("  --help", " --help"));
    }
    insta::assert_snapshot!(reference);
}

#[test]
fn an_unknown_key_is_named_with_its_line_and_the_nearest_right_one() {
    let desk = Desk::new();
    let file = desk.path().join("barograph.toml");
    std::fs::write(&file, "log = \"warn\"\n\nadress = \"https://vesnia.example\"\n").unwrap();
    let (code, said) = desk.fails(&["config", "show", "--config", file.to_str().unwrap()]);
    assert_eq!(code, 3);
    assert!(said.contains("barograph.toml:3"), "{said}");
    assert!(said.contains("did you mean `address`?"), "{said}");
}

#[test]
fn the_environment_wins_over_the_file_and_secrets_stay_hidden() {
    let desk = Desk::new();
    let (file, secret) = (desk.path().join("barograph.toml"), desk.path().join("secret"));
    std::fs::write(&file, "listen = \"127.0.0.1:1\"\nlog = \"warn\"\n").unwrap();
    std::fs::write(&secret, "postgres://digest:hunter2@localhost/digest\n").unwrap();
    let mut command = desk.command(&["config", "show", "--json", "--config", file.to_str().unwrap()]);
    let output =
        command.env("BAROGRAPH_LISTEN", "127.0.0.1:2").env("BAROGRAPH_DATABASE_FILE", &secret).output().unwrap();
    let shown: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(shown["listen"]["value"], "127.0.0.1:2");
    assert_eq!(shown["listen"]["from"], "environment");
    assert_eq!(shown["log"]["from"], "file");
    assert_eq!(shown["database"]["value"], "(hidden)");
    assert!(!String::from_utf8_lossy(&output.stdout).contains("hunter2"));
}

#[test]
fn every_key_is_in_the_operators_guide() {
    let shown = Desk::new().does(&["config", "show"]);
    let guide = std::fs::read_to_string(crate::harness::source().join("docs/operators.md")).unwrap();
    for line in shown.lines() {
        let key = line.split_whitespace().next().unwrap();
        assert!(guide.contains(&format!("`{key}`")), "{key} is not in docs/operators.md");
        assert!(
            guide.contains(&format!("BAROGRAPH_{}", key.to_uppercase())),
            "BAROGRAPH_{key} is not in docs/operators.md"
        );
    }
}

#[test]
fn what_init_writes_imports_as_it_is_and_is_not_overwritten() {
    let desk = Desk::new();
    let folder = desk.path().join("digest");
    let said = desk.does(&["init", folder.to_str().unwrap()]);
    assert!(said.contains("barograph publication import publication"), "{said}");
    desk.does(&["publication", "import", folder.join("publication").to_str().unwrap()]);
    desk.does(&["config", "show", "--config", folder.join("barograph.toml").to_str().unwrap()]);
    let (code, said) = desk.fails(&["init", folder.to_str().unwrap()]);
    assert_eq!(code, 1);
    assert!(said.contains("is there already"), "{said}");
}

#[test]
fn a_wrong_edition_gets_the_nearest_right_one() {
    let desk = Desk::with_sample();
    let (code, said) = desk.fails(&["edition", "show", "2020-06-23"]);
    assert_eq!(code, 1);
    assert!(said.contains("did you mean `2020-06-22`?"), "{said}");
}

#[test]
fn values_that_mean_nothing_are_refused_by_name() {
    let desk = Desk::new();
    for (variable, value) in [
        ("BAROGRAPH_LOG", "inof"),
        ("BAROGRAPH_ADDRESS", "https://digest.example/path"),
        ("BAROGRAPH_ADDRESS", "http://"),
        ("BAROGRAPH_DATABASE", "mysql://localhost/digest"),
        ("BAROGRAPH_TRUSTED_PROXIES", "everywhere"),
    ] {
        let output = desk.command(&["config", "show"]).env(variable, value).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{variable}={value}: {said}");
        assert!(said.starts_with(variable), "{said}");
    }
    assert!(desk.command(&["config", "show"]).env("BAROGRAPH_DATA", "").output().unwrap().status.success());
}

#[test]
fn a_reader_that_has_gone_is_no_failure() {
    let desk = Desk::with_sample();
    let mut child = desk.command(&["edition", "list", "--json"]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
