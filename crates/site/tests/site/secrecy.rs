//! What logs and `Debug` do not say.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use site::Forms;

use crate::bench::Bench;

/// All that is logged, until it is taken.
#[derive(Clone)]
struct Log(Arc<Mutex<Option<Vec<u8>>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if let Some(log) = &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            log.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn take(&self) -> String {
        let taken = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        String::from_utf8_lossy(&taken.unwrap()).into_owned()
    }
}

#[tokio::test]
async fn no_log_names_a_reader_a_token_or_a_network() {
    let log = Log(Arc::new(Mutex::new(Some(Vec::new()))));
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .with_ansi(false)
        .init();
    tracing::info!("planted-9f3c stands in the log");
    let bench = Bench::new().await;
    let form = "newsletter=en&address=marked-9f3c%40example.org";
    assert_eq!(bench.post_from("203.0.113.77", "/en/subscribe/", form).await.status, 303);
    assert_eq!(bench.post_from("203.0.113.77", "/en/subscribe/", "address=marked-9f3c").await.status, 422);
    let [reader] = &bench.deliver().await[..] else { panic!("one mail") };
    bench.post(&reader.confirm, "").await.says(200, "You have been successfully subscribed");
    bench.store.close().await;
    for (path, form) in [("/en/subscribe/", form), (&reader.leave, ""), (&reader.manage, "act=save&newsletter=en")] {
        assert_eq!(bench.post_from("203.0.113.77", path, form).await.status, 503, "{path}: there is no database");
    }
    let told = log.take();
    assert!(told.contains("planted-9f3c") && told.contains("no answer"), "what is logged is found");
    let token = |path: &str| path.split('/').nth(2).unwrap().to_owned();
    for secret in ["marked-9f3c", "203.0.113", &token(&reader.confirm), &token(&reader.leave), &token(&reader.manage)] {
        assert!(!told.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn forms_show_no_key() {
    let bench = Bench::empty().await;
    let forms = Forms { sealing: bench.keys.public().sealing(), trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()] };
    assert_eq!(format!("{forms:?}"), "Forms { trusted_proxies: [10.0.0.0/8], .. }");
}
