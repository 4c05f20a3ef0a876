//! Rendered pages, kept in a bounded memory by generation.

use std::sync::Arc;

use moka::sync::Cache;
use newsroom::{Language, Permalink};

/// Bytes of rendered pages kept in memory.
const PAGES_BYTES_MAX: u64 = 64 * 1024 * 1024;

/// What a rendered page is kept under: a new generation has new pages, and old ones are forgotten by disuse.
pub(crate) type Key = (u64, Permalink, Language);

/// A page as it goes out, with its validator.
#[derive(Debug)]
pub(crate) struct Kept {
    /// The bytes.
    pub(crate) bytes: axum::body::Bytes,
    /// Their media type.
    pub(crate) media_type: &'static str,
    /// A weak validator: codings differ in bytes, not in what they say.
    pub(crate) etag: String,
    /// Whether search engines are asked to leave it out.
    pub(crate) noindex: bool,
}

/// Rendered pages.
pub(crate) struct Pages(Cache<Key, Arc<Kept>>);

impl Pages {
    pub(crate) fn new() -> Self {
        let weigh = |_: &Key, kept: &Arc<Kept>| u32::try_from(kept.bytes.len()).unwrap_or(u32::MAX);
        Self(Cache::builder().weigher(weigh).max_capacity(PAGES_BYTES_MAX).build())
    }

    pub(crate) fn get(&self, key: &Key) -> Option<Arc<Kept>> {
        self.0.get(key)
    }

    pub(crate) fn keep(&self, key: Key, kept: &Arc<Kept>) {
        self.0.insert(key, kept.clone());
    }
}
