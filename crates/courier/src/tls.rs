//! TLS: whose certificates are trusted.

use std::sync::Arc;

use rustls::crypto::aws_lc_rs;
use rustls::{ClientConfig, RootCertStore};
use tokio_rustls::TlsConnector;

use crate::route::{Route, RouteError};

/// Mozilla's roots and the route's own. The library is named, so that no process-wide choice is needed or disturbed.
pub(crate) fn connector(route: &Route) -> Result<TlsConnector, RouteError> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    for root in route.roots() {
        roots.add(root.clone()).map_err(|_| RouteError::NoRoots)?;
    }
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}
