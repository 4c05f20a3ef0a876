//! Folders in and out.

use std::fs;

use crate::harness::{Desk, files, source};

#[test]
fn a_folder_with_ten_different_flaws_gives_ten() {
    let desk = Desk::with_sample();
    let folder = desk.path().join("flawed");
    fs::create_dir(&folder).unwrap();
    let edition = r#"kind = "regular"
first_day = 2020-06-24
last_day = 2020-06-30
cutoff = 2020-06-20T18:00:00+03:00

[[sections]]
section = "security"
verdict = "improoved"
bylines = ["nobody"]

[sections.picture]
file = "missing.jpg"
alt.en = "A picture that is not there"

[[sections]]
section = "securty"

[front.de]
overview = "Eine Sprache, die niemand liest."
"#;
    fs::write(folder.join("edition.toml"), edition).unwrap();
    let text = "+++\nheadline = \"One\"\n+++\n\nSaid[^1].\n";
    fs::write(folder.join("security.en.md"), text).unwrap();
    fs::write(folder.join("security-1.en.md"), "+++\nheadline = \"Another\"\n+++\n").unwrap();
    fs::write(folder.join("security.ru.md"), b"+++\nheadline = \"\xff\"\n+++\n").unwrap();
    let before = desk.does(&["edition", "show", "2020-06-22", "--json"]);
    let (code, said) = desk.fails(&["edition", "import", folder.to_str().unwrap()]);
    assert_eq!(code, 3, "{said}");
    insta::assert_snapshot!(said);
    assert!(said.ends_with("10 flaws; nothing was changed\n"), "{said}");
    assert_eq!(desk.does(&["edition", "show", "2020-06-22", "--json"]), before);
    assert_eq!(desk.does(&["edition", "list"]).lines().count(), 1);
}

#[test]
fn importing_twice_changes_nothing() {
    let desk = Desk::with_sample();
    assert_eq!(desk.does(&["publication", "import", "samples/publication"]), "Nothing to change.\n");
    assert_eq!(desk.does(&["edition", "import", "samples/2020-06-22"]), "2020-06-22: nothing to change.\n");
}

/// What an export writes, import and export give back byte for byte, here and in an empty database.
#[test]
fn every_edition_of_the_specimen_comes_back_byte_for_byte() {
    let vesnia = source().join("crates/specimen/vesnia");
    let (desk, other) = (Desk::new(), Desk::new());
    desk.does(&["publication", "import", vesnia.join("publication").to_str().unwrap()]);
    let publication = desk.path().join("publication");
    desk.does(&["publication", "export", publication.to_str().unwrap()]);
    other.does(&["publication", "import", publication.to_str().unwrap()]);
    let again = other.path().join("publication");
    other.does(&["publication", "export", again.to_str().unwrap()]);
    assert_eq!(files(&publication), files(&again), "the publication");

    for name in ["2019-12-23", "2020-04-06", "2020-05-22-flash", "2020-06-15", "2020-06-22"] {
        desk.does(&["edition", "import", vesnia.join(name).to_str().unwrap()]);
        let (first, second) = (desk.path().join(name), other.path().join(name));
        desk.does(&["edition", "export", name, first.to_str().unwrap()]);
        assert!(desk.does(&["edition", "import", first.to_str().unwrap()]).contains("nothing to change"), "{name}");
        other.does(&["edition", "import", first.to_str().unwrap()]);
        other.does(&["edition", "export", name, second.to_str().unwrap()]);
        assert_eq!(files(&first), files(&second), "{name}");
        let shown = |desk: &Desk| desk.does(&["edition", "show", name, "--json"]);
        assert_eq!(shown(&desk), shown(&other), "{name}");
    }
}

#[test]
fn a_correction_is_public_and_keeps_the_earlier_text() {
    let desk = Desk::with_sample();
    let folder = desk.copy("samples/2020-06-22");
    let file = folder.join("security.en.md");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{text}\nA sentence that readers have not seen.\n")).unwrap();
    let folder = folder.to_str().unwrap();
    let (code, said) = desk.fails(&["edition", "import", folder]);
    assert_eq!(code, 3);
    assert!(said.contains("security.en.md") && said.contains("--correction"), "{said}");
    let note = |tag: &str| format!("{tag}=A sentence was added");
    let (en, be, ru) = (note("en"), note("be"), note("ru"));
    desk.does(&["edition", "import", folder, "--correction", &en, "--correction", &be, "--correction", &ru]);
    let server = desk.serves(&["serve", "--listen", "127.0.0.1:0"]);
    let page = server.get("/en/editions/2020-06-22/security/").text();
    assert!(page.contains("A sentence was added"));
    let earlier = server.get("/en/editions/2020-06-22/security/revisions/1/");
    assert_eq!((earlier.status, earlier.header("x-robots-tag")), (200, "noindex"));
    assert!(!earlier.text().contains("A sentence that readers have not seen"));
}

#[test]
fn a_draft_is_published_once_and_withdrawn_for_good() {
    let desk = Desk::with_sample();
    let folder = desk.copy("samples/2020-06-22");
    let file = folder.join("edition.toml");
    let text =
        fs::read_to_string(&file).unwrap().replace("2020-06-22", "2020-06-29").replace("2020-06-28", "2020-07-05");
    let draft: String = text
        .lines()
        .filter(|line| !line.starts_with("published") && !line.starts_with("number"))
        .map(|line| format!("{line}\n"))
        .collect();
    fs::write(&file, draft).unwrap();
    desk.does(&["edition", "import", folder.to_str().unwrap()]);
    let server = desk.serves(&["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(server.get("/en/editions/2020-06-29/").status, 404, "a draft is nobody's business");
    let (code, said) = desk.fails(&["edition", "publish", "2020-06-29"]);
    assert_eq!(code, 1, "{said}");
    assert!(desk.does(&["edition", "publish", "2020-06-29", "--yes"]).contains("/en/editions/2020-06-29/"));
    assert_eq!(desk.fails(&["edition", "publish", "2020-06-29", "--yes"]).0, 4);
    let (code, said) = desk.fails(&["edition", "withdraw", "2020-06-29", "--yes", "--why", "en=The source was forged"]);
    assert!(code == 1 && said.contains("missing in Беларуская"), "{said}");
    let whys =
        ["--why", "en=The source was forged", "--why", "be=Крыніца падробленая", "--why", "ru=Источник подделан"];
    desk.does(&[&["edition", "withdraw", "2020-06-29", "--yes"], &whys[..]].concat());
    std::thread::sleep(std::time::Duration::from_millis(1100));
    let gone = server.get("/en/editions/2020-06-29/");
    assert_eq!(gone.status, 410);
    assert!(gone.text().contains("The source was forged"));
}
