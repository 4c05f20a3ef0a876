//! A folder as readers would see it.

use std::fs;
use std::thread;
use std::time::Duration;

use crate::harness::Desk;

#[test]
fn a_preview_shows_the_folder_reloads_and_stores_nothing() {
    let desk = Desk::new();
    let folder = desk.copy("samples/2020-06-22");
    let server = desk.serves(&[
        "edition",
        "preview",
        folder.to_str().unwrap(),
        "--publication",
        "samples/publication",
        "--listen",
        "127.0.0.1:0",
    ]);
    assert_eq!(server.get("/en/editions/2020-06-22/security/").status, 200);
    let text = "+++\nheadline = \"Another headline altogether\"\n+++\n\nAnd a body.\n";
    fs::write(folder.join("security.en.md"), text).unwrap();
    let shows = || server.get("/en/editions/2020-06-22/security/").text().contains("Another headline altogether");
    let shown = (0..100).any(|_| {
        thread::sleep(Duration::from_millis(50));
        shows()
    });
    assert!(shown, "the change never came");
    fs::write(folder.join("security.en.md"), "+++\nheadlin = \"Broken\"\n+++\n").unwrap();
    thread::sleep(Duration::from_millis(600));
    assert!(shows(), "the last version without flaws is still shown");
    assert!(!desk.data().exists(), "a preview stores nothing");
}

#[test]
fn a_folder_with_flaws_is_shown_once_they_are_mended() {
    let desk = Desk::new();
    let folder = desk.copy("samples/2020-06-22");
    let file = folder.join("security.en.md");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, "+++\nheadlin = \"Broken\"\n+++\n").unwrap();
    let words = ["--publication", "samples/publication", "--listen", "127.0.0.1:0"];
    let server = desk.serves(&[&["edition", "preview", folder.to_str().unwrap()], &words[..]].concat());
    assert_eq!(server.get("/en/editions/2020-06-22/").status, 404);
    fs::write(&file, text).unwrap();
    let shown = (0..100).any(|_| {
        thread::sleep(Duration::from_millis(50));
        server.get("/en/editions/2020-06-22/").status == 200
    });
    assert!(shown, "the mended folder never came");
}
