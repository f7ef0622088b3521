//! Serves the platform until it is told to stop; what is being answered is finished first.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::Serving;
use crate::outside;
use crate::platform::Platform;

/// How long running answers may take once the program is told to stop.
const GRACE: Duration = Duration::from_secs(20);

pub(super) async fn serve(platform: Arc<Platform>, serving: &Serving) -> Result<(), String> {
    tracing_subscriber::fmt()
        .json()
        .with_current_span(false)
        .with_span_list(false)
        .with_writer(std::io::stderr)
        .init();
    let tls = match (&serving.tls_certificate, &serving.tls_key) {
        (Some(certificate), Some(key)) => Some(tls(certificate, key)?),
        (Some(_) | None, Some(_) | None) => None,
    };
    let routes = outside::router(platform, tls.is_some())
        .into_make_service_with_connect_info::<SocketAddr>();
    let handle = Handle::new();
    tokio::spawn(stop(handle.clone()));
    tokio::spawn(announce(handle.clone(), tls.is_some()));
    let served = match tls {
        Some(tls) => {
            axum_server::bind_rustls(serving.listen, tls)
                .handle(handle)
                .serve(routes)
                .await
        }
        None => {
            axum_server::bind(serving.listen)
                .handle(handle)
                .serve(routes)
                .await
        }
    };
    served.map_err(|error| format!("{} 上不能服务：{error}", serving.listen))
}

/// The log's first line: where it listens, which matters where the port was left to the system.
async fn announce(handle: Handle<SocketAddr>, tls: bool) {
    if let Some(address) = handle.listening().await {
        tracing::info!(%address, tls, "listening");
    }
}

/// Ends with Ctrl+C, or with what a service manager sends.
async fn stop(handle: Handle<SocketAddr>) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut term) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = term.recv() => {}
            }
        }
    }
    #[cfg(not(unix))]
    let _ = tokio::signal::ctrl_c().await;
    tracing::info!("stopping");
    handle.graceful_shutdown(Some(GRACE));
}

fn tls(certificate: &Path, key: &Path) -> Result<RustlsConfig, String> {
    let bad = |path: &Path| format!("{} 不是可用的 PEM 文件", path.display());
    let chain = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|_| bad(certificate))?;
    let secret = PrivateKeyDer::from_pem_file(key).map_err(|_| bad(key))?;
    let mut config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain, secret)
        .map_err(|error| format!("证书与私钥不配：{error}"))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(RustlsConfig::from_config(Arc::new(config)))
}
