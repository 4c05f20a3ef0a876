//! Nobody can find out by a form who is on the list.

use crate::bench::{Answered, Bench};

const EACH: usize = 1_000;

fn bytes(answered: &Answered) -> String {
    format!("{} {:?}\n{}", answered.status, answered.headers, answered.body)
}

/// A name and the form that asks for it, from a network of its own.
async fn ask(bench: &Bench, path: &str, number: usize, name: &str) -> String {
    let peer = format!("198.51.{}.{}", number / 10 % 250, number % 10);
    bytes(&bench.post_from(&peer, path, &format!("newsletter=en&address={name}{number}%40example.org")).await)
}

#[tokio::test]
async fn a_thousand_known_and_a_thousand_unknown_get_the_same_bytes() {
    let bench = Bench::new().await;
    let first = ask(&bench, "/en/subscribe/", EACH + 1, "first").await;
    for number in 0..EACH {
        assert_eq!(ask(&bench, "/en/subscribe/", number, "known").await, first, "{number}");
    }
    // Known in every way: pending, confirmed, left, refused, erased.
    for (number, reader) in bench.deliver().await.iter().enumerate() {
        let after = [None, None, Some(&reader.leave), Some(&reader.refuse), Some(&reader.manage)][number % 5];
        if number % 5 > 0 {
            assert_eq!(bench.post(&reader.confirm, "").await.status, 200);
        }
        if let Some(path) = after {
            let erasure = if number % 5 == 4 { "erasure" } else { "" };
            assert_eq!(bench.post(&format!("{path}{erasure}"), "").await.status, 200);
        }
    }
    let counts = bench.store.list_counts().await.unwrap();
    assert!(counts.subscribers.len() == 5 && counts.requests == 0, "{counts:?}");
    for path in ["/en/subscribe/", "/subscriptions/link?lang=en"] {
        let expected = ask(&bench, path, EACH + 2, "nobody").await;
        for number in 0..EACH {
            assert_eq!(ask(&bench, path, number, "known").await, expected, "{path} known {number}");
            assert_eq!(ask(&bench, path, number, "unknown").await, expected, "{path} unknown {number}");
        }
    }
}
