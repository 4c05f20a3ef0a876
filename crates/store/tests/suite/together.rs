//! Several at once: writers form a line, and whoever stands on an older state is told.

use newsroom::proposal::Terms;
use store::{ImportError, PublishError};

use super::{Bench, cast};

pub async fn of_two_imports_one_wins_and_the_other_is_told(bench: Bench) {
    let desk = bench.desk().await;
    let changes = desk.store.changes().await.unwrap();
    let import = |day: &'static str| {
        let desk = desk.clone();
        tokio::spawn(async move { desk.import_expecting(&cast::published(day), Terms::default(), changes).await })
    };
    let (first, second) = (import("2020-06-15"), import("2020-06-22"));
    let ended = [first.await.unwrap(), second.await.unwrap()];
    assert_eq!(ended.iter().filter(|ended| ended.is_ok()).count(), 1);
    assert_eq!(ended.iter().filter(|ended| matches!(ended, Err(ImportError::Meanwhile))).count(), 1);
    assert_eq!(desk.store.editions().await.unwrap().len(), 1);
    assert_eq!(desk.counters().await, (2, changes + 1));
}

pub async fn an_import_on_an_older_state_is_told(bench: Bench) {
    let desk = bench.desk().await;
    let changes = desk.store.changes().await.unwrap();
    desk.import(&cast::week("2020-06-15")).await;
    let counters = desk.counters().await;
    let refused = desk.import_expecting(&cast::week("2020-06-22"), Terms::default(), changes).await;
    assert!(matches!(refused, Err(ImportError::Meanwhile)), "{refused:?}");
    assert_eq!(desk.counters().await, counters);
}

pub async fn readers_see_one_state(bench: Bench) {
    let desk = bench.desk().await;
    let reader = desk.store.clone();
    let reading = tokio::spawn(async move {
        for _ in 0..40 {
            let archive = reader.archive().await.unwrap().unwrap();
            assert_eq!(archive.generation as usize, 1 + archive.editions.len());
        }
    });
    for day in ["2020-06-01", "2020-06-08", "2020-06-15", "2020-06-22"] {
        desk.import(&cast::published(day)).await;
    }
    reading.await.unwrap();
}

pub async fn publishing_from_two_sides_happens_once(bench: Bench) {
    let desk = bench.desk().await;
    desk.import(&cast::week("2020-06-22")).await;
    let other = desk.bench.open().await;
    let slug = cast::edition("2020-06-22");
    let (one, two) = tokio::join!(desk.store.publish(&slug, cast::now()), other.publish(&slug, cast::now()));
    let told = |ended: &Result<_, PublishError>| matches!(ended, Err(PublishError::AlreadyPublished(_)));
    assert!((one.is_ok() && told(&two)) || (two.is_ok() && told(&one)), "{one:?} {two:?}");
    assert_eq!(desk.store.generation().await.unwrap(), 2);
}
