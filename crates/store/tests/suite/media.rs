//! Media: files and their rows, once each, and pictures in editions.

use newsroom::proposal::ProposedPicture;
use newsroom::{Labels, Master, MediaHash};
use store::Error;

use super::{Bench, cast};

const BYTES: &[u8] = b"a picture";
const SMALL: &[u8] = b"a smaller one";

fn master() -> Master {
    Master {
        hash: MediaHash::of(BYTES),
        extension: "jpg".to_owned(),
        width: 1600,
        height: 900,
        small: Some((MediaHash::of(SMALL), 800, 450)),
    }
}

pub async fn a_picture_put_twice_is_there_once(bench: Bench) {
    let store = bench.open().await;
    let source = MediaHash::of(b"the file as it came");
    for _ in 0..2 {
        store.put_media(&master(), BYTES, Some(SMALL), &source).await.unwrap();
    }
    let media = bench.folder.path().join("media");
    assert_eq!(std::fs::read_dir(&media).unwrap().count(), 2, "no half-written file is left");
    let path = store.media_path(&master().hash, "jpg").await.unwrap();
    assert!(path.starts_with(&media));
    assert_eq!(store.media_bytes(&MediaHash::of(SMALL), "jpg").await.unwrap().as_deref(), Some(SMALL));
    assert_eq!(store.media_bytes(&master().hash, "png").await.unwrap(), None);
    assert_eq!(store.media_path(&master().hash, "../jpg").await, None);
    assert_eq!(store.changes().await.unwrap(), 0, "nothing shows it yet");
}

pub async fn a_source_leads_to_its_master(bench: Bench) {
    let store = bench.open().await;
    let source = MediaHash::of(b"the file as it came");
    assert_eq!(store.master_of(&source).await.unwrap(), None);
    store.put_media(&master(), BYTES, Some(SMALL), &source).await.unwrap();
    assert_eq!(store.master_of(&source).await.unwrap(), Some(master()));
    assert_eq!(store.master_of(&master().hash).await.unwrap(), Some(master()));
}

pub async fn other_bytes_are_refused(bench: Bench) {
    let store = bench.open().await;
    for (bytes, small) in [(SMALL, Some(SMALL)), (BYTES, Some(BYTES)), (BYTES, None)] {
        let refused = store.put_media(&master(), bytes, small, &master().hash).await;
        assert!(matches!(refused, Err(Error::NotItsHash(_))), "{refused:?}");
    }
    assert_eq!(store.master_of(&master().hash).await.unwrap(), None);
}

pub async fn an_edition_shows_its_picture(bench: Bench) {
    let mut desk = bench.desk().await;
    let other = Master { hash: MediaHash::of(SMALL), extension: "png".to_owned(), small: None, ..master() };
    desk.store.put_media(&master(), BYTES, Some(SMALL), &master().hash).await.unwrap();
    desk.store.put_media(&other, SMALL, None, &other.hash).await.unwrap();
    desk.masters = [("bank.jpg".to_owned(), master()), ("logo.png".to_owned(), other.clone())].into();
    let mut week = cast::published("2020-06-22");
    let picture = |words: &str| ProposedPicture {
        file: "bank.jpg".to_owned(),
        alt: Labels::from([("en", words), ("be", "Чарга")]),
        caption: Labels::from([("en", "In Starava")]),
        credit: Labels::default(),
    };
    for words in ["A queue", "A longer queue"] {
        cast::sections(&mut week)[0].commentaries[0].picture = Some(picture(words));
        let edition = desk.import(&week).await.edition;
        assert_eq!(desk.store.archive().await.unwrap().unwrap().editions, [edition.short()]);
    }
    let logo = newsroom::proposal::publication::PublicationProposal {
        logo: Some("logo.png".to_owned()),
        ..cast::publication()
    };
    assert!(desk.import_publication(&logo).await.unwrap());
    assert_eq!(desk.publication().await.logo, Some(other));
    assert_eq!(desk.store.archive().await.unwrap().unwrap().publication, desk.publication().await);
}
