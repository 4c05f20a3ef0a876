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
