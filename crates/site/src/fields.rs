//! The fields of a form, as a browser sends them.

use axum::body::Body;

/// Longer than any form of ours, with every box of every newsletter ticked.
const FORM_BYTES_MAX: usize = 32 * 1024;

/// Names and values, in their order (`application/x-www-form-urlencoded`).
#[derive(Default)]
pub(crate) struct Fields(Vec<(String, String)>);

/// The form is longer than any of ours, or it broke off. Nothing of it is repeated.
pub(crate) struct Unread;

impl Fields {
    /// Reads a form to its end.
    pub(crate) async fn read(body: Body) -> Result<Self, Unread> {
        Ok(Self::parse(&bytes(body).await?))
    }

    /// Reads what stands behind a path or in a form.
    pub(crate) fn parse(bytes: &[u8]) -> Self {
        Self(form_urlencoded::parse(bytes).into_owned().collect())
    }

    /// The first value of a name; empty when there is none.
    pub(crate) fn first(&self, name: &str) -> &str {
        self.0.iter().find(|(other, _)| other == name).map_or("", |(_, value)| value)
    }

    /// Every value of a name.
    pub(crate) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        self.0.iter().filter(move |(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

/// The bytes of a form, whatever they are.
pub(crate) async fn bytes(body: Body) -> Result<axum::body::Bytes, Unread> {
    axum::body::to_bytes(body, FORM_BYTES_MAX).await.map_err(|_| Unread)
}
