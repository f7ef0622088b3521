//! Requests over HTTP and TLS (rustls with ring), with limits on time and size; it follows no
//! redirect, so that no key is ever given to another house.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ureq::http::{Request, Response, StatusCode};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, Body};

use crate::error::MailError;

/// How to reach the other side.
#[derive(Clone, Default)]
pub struct Access {
    /// Address of the platform or of the inbox, `https://…`, without the last slash.
    pub address: String,
    /// What stands in `Authorization`: `Bearer …` or `Basic …`.
    pub authorization: Option<String>,
    /// The county's own root certificate (PEM), where it has one.
    pub root: Option<Vec<u8>>,
}

/// `Authorization` of a server that wants name and password, given as `name:password` (RFC 7617).
pub fn basic(name_and_password: &str) -> String {
    format!("Basic {}", STANDARD.encode(name_and_password))
}

/// The end of a conversation: status, what it asks to wait, body.
pub(crate) struct Said {
    pub(crate) status: StatusCode,
    pub(crate) after: Option<Duration>,
    pub(crate) body: Vec<u8>,
}

/// Somebody to talk to.
pub(crate) struct Line {
    agent: Agent,
    access: Access,
}

impl Line {
    /// # Errors
    /// [`MailError::Key`] where the root certificate is none.
    pub(crate) fn new(access: Access) -> Result<Self, MailError> {
        let mut tls = TlsConfig::builder();
        if let Some(pem) = &access.root {
            let root = Certificate::from_pem(pem).map_err(|_| MailError::Key)?;
            tls = tls.root_certs(RootCerts::new_with_certs(&[root]));
        }
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_per_read(Some(Duration::from_secs(30)))
            .timeout_per_write(Some(Duration::from_secs(30)))
            .user_agent("gongkai")
            .tls_config(tls.build())
            .build()
            .new_agent();
        Ok(Self { agent, access })
    }

    /// Asks, and hears at most `most` bytes.
    pub(crate) fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
        most: u64,
    ) -> Result<Said, MailError> {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.access.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(authorization) = &self.access.authorization {
            request = request.header("Authorization", authorization);
        }
        let heard = if body.is_empty() && method != "PUT" {
            self.agent
                .run(request.body(()).map_err(|_| MailError::Answer)?)
        } else {
            self.agent
                .run(request.body(body).map_err(|_| MailError::Answer)?)
        };
        said(heard.map_err(cut)?, most)
    }

    pub(crate) fn address(&self) -> &str {
        &self.access.address
    }
}

fn said(mut response: Response<Body>, most: u64) -> Result<Said, MailError> {
    let after = response
        .headers()
        .get("Retry-After")
        .and_then(|value| value.to_str().ok()?.parse().ok())
        .map(Duration::from_secs);
    let status = response.status();
    let body = response
        .body_mut()
        .with_config()
        .limit(most)
        .read_to_vec()
        .map_err(cut)?;
    Ok(Said {
        status,
        after,
        body,
    })
}

/// Whatever happens on the wire leaves open whether the other side heard. A handshake that fails does so
/// before anything is said.
pub(crate) fn cut(error: ureq::Error) -> MailError {
    let why = error.to_string();
    match error {
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => MailError::Untrusted { why },
        // So TLS hands its errors through the stream.
        ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::InvalidData => {
            MailError::Untrusted { why }
        }
        _ => MailError::Unreachable { why },
    }
}

impl Said {
    /// What any refusal means that is not the protocol's own.
    pub(crate) fn refused(&self) -> MailError {
        match self.status.as_u16() {
            401 | 403 => MailError::Key,
            413 => MailError::TooBig,
            429 | 503 => MailError::Busy { after: self.after },
            status @ 500..=599 => MailError::Fault { status },
            _ => MailError::Answer,
        }
    }
}
