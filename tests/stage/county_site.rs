//! A county's web site for one story: a real server on a port of its own, whose pages a story puts up
//! and takes down. It serves nothing else and knows no office.

#![expect(
    clippy::expect_used,
    reason = "a story that cannot go on has failed, and says where"
)]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use tiny_http::{Header, Response, Server};

/// What stands at an address.
#[derive(Clone)]
enum Shown {
    Page(Vec<u8>),
    SentOn(String),
    Fault,
}

/// A running site. Ended when dropped.
pub struct CountySite {
    server: Arc<Server>,
    pages: Arc<Mutex<BTreeMap<String, Shown>>>,
    serving: Option<JoinHandle<()>>,
}

impl CountySite {
    /// An empty site.
    pub fn opens() -> Self {
        let server = Arc::new(Server::http("127.0.0.1:0").expect("a port"));
        let pages: Arc<Mutex<BTreeMap<String, Shown>>> = Arc::default();
        let (serving, shown) = (server.clone(), pages.clone());
        let serving = thread::spawn(move || {
            for request in serving.incoming_requests() {
                let page = shown.lock().unwrap_or_else(PoisonError::into_inner);
                let page = page.get(request.url()).cloned();
                let _ = request.respond(answer(page));
            }
        });
        Self {
            server,
            pages,
            serving: Some(serving),
        }
    }

    /// Address of a page.
    pub fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.server.server_addr())
    }

    /// Puts a page up.
    pub fn puts(&self, path: &str, html: impl Into<Vec<u8>>) -> &Self {
        self.shows(path, Some(Shown::Page(html.into())))
    }

    /// Sends whoever comes here on.
    pub fn sends_on(&self, path: &str, to: &str) -> &Self {
        self.shows(path, Some(Shown::SentOn(to.to_owned())))
    }

    /// Fails at this address.
    pub fn fails(&self, path: &str) -> &Self {
        self.shows(path, Some(Shown::Fault))
    }

    /// Takes a page down.
    pub fn takes_down(&self, path: &str) -> &Self {
        self.shows(path, None)
    }

    fn shows(&self, path: &str, shown: Option<Shown>) -> &Self {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        match shown {
            Some(shown) => pages.insert(path.to_owned(), shown),
            None => pages.remove(path),
        };
        self
    }
}

fn answer(shown: Option<Shown>) -> Response<std::io::Cursor<Vec<u8>>> {
    let header = |name: &str, value: &str| {
        Header::from_bytes(name.as_bytes(), value.as_bytes()).expect("a header")
    };
    match shown {
        None => Response::from_data(b"<html>404</html>".to_vec()).with_status_code(404),
        Some(Shown::Fault) => Response::from_data(Vec::new()).with_status_code(500),
        Some(Shown::SentOn(to)) => Response::from_data(Vec::new())
            .with_status_code(302)
            .with_header(header("Location", &to)),
        // Many sites leave the encoding to the page itself.
        Some(Shown::Page(bytes)) => {
            Response::from_data(bytes).with_header(header("Content-Type", "text/html"))
        }
    }
}

impl Drop for CountySite {
    fn drop(&mut self) {
        self.server.unblock();
        if let Some(serving) = self.serving.take() {
            let _ = serving.join();
        }
    }
}
