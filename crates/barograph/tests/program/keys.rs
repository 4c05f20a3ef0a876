//! The key folder: made at first start, never made again behind what is sealed already.

use std::fs;
use std::path::PathBuf;

use jiff::Timestamp;
use mailroom::{Address, Asked, Keys, Noun, SealId};
use newsroom::Language;
use store::{Database, NewRequest, Store};

use crate::harness::{Desk, files};

fn folder(desk: &Desk) -> PathBuf {
    desk.path().join("data.keys")
}

#[test]
fn two_that_start_at_once_have_the_same_keys() {
    let desk = Desk::new();
    let serve = ["serve", "--role", "site,desk", "--listen", "127.0.0.1:0"];
    let both: Vec<_> = std::thread::scope(|scope| {
        let starts = [(); 2].map(|()| scope.spawn(|| desk.serves(&serve)));
        starts.into_iter().map(|start| start.join().unwrap()).collect()
    });
    assert_eq!(both.len(), 2);
    let names: Vec<_> = files(&folder(&desk)).into_iter().map(|(path, _)| path).collect();
    assert_eq!(names, ["public.keys", "secret.keys"].map(PathBuf::from));
}

#[test]
fn showing_them_shows_no_key() {
    let desk = Desk::new();
    let (code, said) = desk.fails(&["key", "show"]);
    assert!(code == 1 && said.contains("holds no keys yet"), "{said}");
    drop(desk.serves(&["serve", "--role", "site,desk", "--listen", "127.0.0.1:0"]));
    let shown = desk.does(&["key", "show"]);
    let json: serde_json::Value = serde_json::from_str(&desk.does(&["key", "show", "--json"])).unwrap();
    assert_eq!((&json["opens"], &json["keys"][0]["number"]), (&true.into(), &1.into()));
    let fingerprint = json["keys"][0]["fingerprint"].as_str().unwrap();
    assert!(
        shown.contains(&format!("Key 1: {fingerprint}")) && shown.contains("apart from the data folder"),
        "{shown}"
    );
    for (path, contents) in files(&folder(&desk)) {
        let key = String::from_utf8(contents).unwrap().trim_end().rsplit(' ').next().unwrap().to_owned();
        assert!(!shown.contains(&key) && !json.to_string().contains(&key), "{}", path.display());
    }
}

#[test]
fn a_site_reads_the_public_file_alone() {
    let desk = Desk::new();
    let site = ["serve", "--role", "site", "--listen", "127.0.0.1:0"];
    let (code, said) = desk.fails(&site);
    assert!(code == 1 && said.contains("holds no public.keys"), "{said}");
    drop(desk.serves(&["serve", "--role", "desk,site", "--listen", "127.0.0.1:0"]));
    fs::remove_file(folder(&desk).join("secret.keys")).unwrap();
    assert_eq!(desk.serves(&site).get("/healthz").status, 200);
    assert!(desk.does(&["key", "show"]).contains("Only the public keys are here"));
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_are_gone_are_not_made_again_behind_a_list() {
    let desk = Desk::with_sample();
    let store = Store::open(&Database::within(&desk.data()), &desk.data()).await.unwrap();
    let (seal_id, address) = (SealId::random(), Address::parse("alena@example.org").unwrap());
    let seal = Keys::generate().public().sealing().seal(Noun::Request, seal_id, &address).unwrap();
    let language = Language::english();
    let at = Timestamp::UNIX_EPOCH;
    let request = NewRequest { asked: &Asked::Link, language: &language, form: "1", seal_id, seal: &seal, at };
    store.append_request(&request).await.unwrap();
    let (code, said) = desk.fails(&["serve", "--listen", "127.0.0.1:0"]);
    assert!(code == 1 && said.contains("bring the folder back from its backup"), "{said}");
    assert!(!folder(&desk).exists());
}

#[test]
fn keys_in_the_data_folder_are_refused() {
    let desk = Desk::new();
    let mut command = desk.command(&["serve"]);
    let output = command.env("BAROGRAPH_KEYS", desk.data().join("keys")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(3) && said.contains("must not lie in the data folder"), "{said}");
}
