//! The demo, from nothing, and what stays of it.

use std::net::TcpListener;

use crate::harness::{Desk, source};

#[test]
fn after_kill_9_serve_shows_the_same_pages_byte_for_byte() {
    let desk = Desk::new();
    let mut demo = desk.serves(&["demo", "--listen", "127.0.0.1:0"]);
    let paths: Vec<String> = desk.does(&["permalinks"]).lines().map(str::to_owned).collect();
    assert!(paths.len() > 400, "only {} permalinks", paths.len());
    let base = format!("http://{}", demo.address);
    let some: Vec<&String> = paths.iter().step_by(7).collect();
    let before: Vec<_> = some.iter().map(|path| demo.get(path)).collect();
    demo.kill();
    let mut serve = desk.command(&["serve", "--listen", "127.0.0.1:0"]);
    serve.env("BAROGRAPH_ADDRESS", base);
    let serve = desk.started(serve);
    for (path, before) in some.iter().zip(before) {
        let after = serve.get(path);
        assert_eq!((before.status, after.status), (200, 200), "{path}");
        assert!(before.body == after.body, "{path} differs");
    }
}

/// Published before one's eyes, the newest edition is what it would be had everything been moved in whole.
#[test]
fn the_demo_ends_where_an_import_of_everything_does() {
    let (desk, other) = (Desk::new(), Desk::new());
    let demo = desk.serves(&["demo", "--listen", "127.0.0.1:0"]);
    let vesnia = source().join("crates/specimen/vesnia");
    let folders = std::fs::read_dir(&vesnia).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut folders: Vec<String> = folders.filter(|name| name != "publication").collect();
    folders.sort();
    other.does(&["publication", "import", vesnia.join("publication").to_str().unwrap()]);
    for folder in folders {
        other.does(&["edition", "import", vesnia.join(folder).to_str().unwrap()]);
    }
    let mut serve = other.command(&["serve", "--listen", "127.0.0.1:0"]);
    serve.env("BAROGRAPH_ADDRESS", format!("http://{}", demo.address));
    let serve = other.started(serve);
    let paths = desk.does(&["permalinks"]);
    assert_eq!(paths, other.does(&["permalinks"]));
    let newest = |path: &&str| path.contains("2020-06-22") || path.matches('/').count() < 4;
    for path in paths.lines().filter(newest) {
        assert!(demo.get(path).body == serve.get(path).body, "{path} differs");
    }
}

#[test]
fn a_second_start_finds_everything_there() {
    let desk = Desk::new();
    drop(desk.serves(&["demo", "--listen", "127.0.0.1:0"]));
    let before = desk.does(&["edition", "list", "--json"]);
    drop(desk.serves(&["demo", "--listen", "127.0.0.1:0"]));
    assert_eq!(desk.does(&["edition", "list", "--json"]), before);
    assert_eq!(desk.does(&["edition", "list"]).lines().count(), 27);
}

#[test]
fn a_taken_port_is_said_so() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let desk = Desk::new();
    let (code, said) = desk.fails(&["demo", "--listen", &address]);
    assert_eq!(code, 1);
    assert!(said.contains(&format!("{address} is taken by another program")), "{said}");
    assert!(!desk.data().exists(), "something was made before the port was taken");
}
