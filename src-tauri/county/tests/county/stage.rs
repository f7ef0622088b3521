//! A county with a running platform, and townships that pack as the township's program does.

use std::net::SocketAddr;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use gongkai_county::{Founding, Limits, Platform, router};
use gongkai_letters::{
    Attachment, AttachmentLine, ItemSheet, Metadata, Opened, Outgoing, PrivateKey, Scheme, Sealed,
    SealedPackage, Signer, Standing, TownshipCode, seal,
};
use gongkai_rulebook::ids::{DisclosureId, IdSeed, LetterId, OfficeId};
use gongkai_rulebook::vocabulary::{Channel, DisclosureClass};
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde_json::Value;
use tempfile::TempDir;

use crate::cluster::Cluster;

/// Where rows are kept.
pub(crate) enum Kept<'a> {
    Embedded,
    Served(&'a Cluster),
}

/// A county whose platform runs.
pub(crate) struct County {
    pub(crate) folder: Arc<TempDir>,
    pub(crate) database: Option<String>,
    pub(crate) platform: Arc<Platform>,
    pub(crate) address: SocketAddr,
    pub(crate) client: Client,
    running: tokio::task::JoinHandle<()>,
}

impl Drop for County {
    fn drop(&mut self) {
        self.running.abort();
    }
}

impl County {
    pub(crate) async fn open(kept: &Kept<'_>) -> Self {
        let database = match kept {
            Kept::Embedded => None,
            Kept::Served(cluster) => Some(cluster.database().await),
        };
        Self::open_at(tempfile::tempdir().unwrap(), database).await
    }

    pub(crate) async fn open_at(folder: TempDir, database: Option<String>) -> Self {
        let limits = Limits {
            login: std::num::NonZeroU32::new(1000).unwrap(),
            ..Limits::default()
        };
        Self::open_with(Arc::new(folder), database, limits, Utc::now).await
    }

    /// A county whose limits and clock are set.
    pub(crate) async fn open_with(
        folder: Arc<TempDir>,
        database: Option<String>,
        limits: Limits,
        clock: fn() -> DateTime<Utc>,
    ) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let founding = Founding {
            folder: folder.path(),
            database: database.as_deref(),
            name: Some("样例县"),
            address: Some("https://gk.example.test/"),
        };
        let opened = Platform::open(&founding, limits, clock).await;
        let platform = Arc::new(opened.unwrap());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let routes =
            router(platform.clone(), false).into_make_service_with_connect_info::<SocketAddr>();
        let running = tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        Self {
            folder,
            database,
            platform,
            address,
            client,
            running,
        }
    }

    /// Registers a township and its key.
    pub(crate) async fn township(&self, code: &str, name: &str) -> Office {
        let office = Office::new(code, name, code.parse::<u64>().unwrap() as u8);
        let bearer = self.platform.add_township(&office.code, name, "何清").await;
        let key = office.key.public();
        let set = self
            .platform
            .set_signing_key(&office.code, key, "何清")
            .await;
        set.unwrap();
        Office {
            bearer: bearer.unwrap(),
            ..office
        }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) async fn page(&self, path: &str) -> (StatusCode, String) {
        let response = self.client.get(self.url(path)).send().await.unwrap();
        (response.status(), response.text().await.unwrap())
    }

    /// The words of a page that must be there.
    pub(crate) async fn shown(&self, path: &str) -> String {
        let (status, text) = self.page(path).await;
        assert_eq!(status, StatusCode::OK, "{path}: {text}");
        text
    }

    pub(crate) fn put(&self, office: &Office, package: &SealedPackage) -> RequestBuilder {
        let (code, id) = (&office.code, package.manifest.package);
        self.client
            .put(self.url(&format!("/v1/townships/{code}/packages/{id}")))
            .bearer_auth(&office.bearer)
            .header("content-type", "application/vnd.gongkai.package")
            .body(package.bytes.clone())
    }

    /// Seals a letter as the township's next one and sends it; it must be taken.
    pub(crate) async fn send(&self, office: &mut Office, metadata: Metadata, text: &str) {
        let package = office.pack(metadata, text, Vec::new());
        self.deliver(office, &package).await;
    }

    pub(crate) async fn deliver(&self, office: &mut Office, package: &SealedPackage) {
        let (status, answer) = told(self.put(office, package).send().await.unwrap()).await;
        assert_eq!(status, StatusCode::CREATED, "{answer}");
        office.standing = package.standing;
    }

    pub(crate) async fn get(&self, office: &Office, path: &str) -> Response {
        let path = format!("/v1/townships/{}{path}", office.code);
        let asked = self.client.get(self.url(&path)).bearer_auth(&office.bearer);
        asked.send().await.unwrap()
    }

    /// Every letter the county has written to the township, opened with the county's key; the
    /// chain is followed from the first.
    pub(crate) async fn letters(&self, office: &Office) -> Vec<(Metadata, Option<String>)> {
        let (status, list) = told(self.get(office, "/letters?after=0&limit=1000").await).await;
        assert_eq!(status, StatusCode::OK);
        let (mut standing, mut letters) = (Standing::default(), Vec::new());
        for line in list.as_array().unwrap() {
            let response = self
                .get(office, &format!("/letters/{}", line["number"]))
                .await;
            let bytes = response.bytes().await.unwrap();
            let sealed = Sealed::read(&bytes).unwrap();
            let head = sealed.head();
            assert_eq!(line["sha256"], head.to_string());
            assert_eq!(line["bytes"].as_u64(), Some(bytes.len() as u64));
            let opened: Opened<'_> = sealed.open(self.platform.public_key()).unwrap();
            standing = standing.with(&opened.manifest, head).unwrap();
            letters.push((opened.metadata, opened.text.map(str::to_owned)));
        }
        let (_, now) = told(self.get(office, "/standing").await).await;
        assert_eq!(now["down"]["count"].as_u64(), Some(standing.count));
        letters
    }
}

/// Status and JSON of an answer.
pub(crate) async fn told(response: Response) -> (StatusCode, Value) {
    let status = response.status();
    let text = response.text().await.unwrap();
    (
        status,
        serde_json::from_str(&text).unwrap_or(Value::String(text)),
    )
}

/// A township's office with its key and where its chain stands.
pub(crate) struct Office {
    pub(crate) code: TownshipCode,
    pub(crate) name: String,
    pub(crate) key: PrivateKey,
    pub(crate) bearer: String,
    pub(crate) standing: Standing,
}

/// Random enough for a test: ids must differ between and within tests.
pub(crate) fn seed() -> IdSeed {
    let mut random = [0; 10];
    getrandom::fill(&mut random).unwrap();
    let unix_ms = u64::try_from(Utc::now().timestamp_millis()).unwrap();
    IdSeed { unix_ms, random }
}

pub(crate) fn item() -> DisclosureId {
    DisclosureId::new(&seed())
}

impl Office {
    pub(crate) fn new(code: &str, name: &str, secret: u8) -> Self {
        Self {
            code: code.parse().unwrap(),
            name: name.to_owned(),
            key: PrivateKey::new(Scheme::Ed25519, [secret; 32]).unwrap(),
            bearer: String::new(),
            standing: Standing::default(),
        }
    }

    /// An item as the office releases it.
    pub(crate) fn sheet(&self, id: DisclosureId, title: &str) -> ItemSheet {
        ItemSheet {
            disclosure: id,
            corrects: None,
            interprets: None,
            register_no: "2026-0001".to_owned(),
            entry: "2.4".parse().unwrap(),
            entry_name: "低保、救灾物资发放".to_owned(),
            index_no: None,
            title: title.to_owned(),
            document_no: Some("青政发〔2026〕9号".to_owned()),
            publisher: self.name.clone(),
            formed_on: NaiveDate::from_ymd_opt(2026, 10, 12),
            released_on: NaiveDate::from_ymd_opt(2026, 10, 15).unwrap(),
            subject: Some("民政".to_owned()),
            genre: Some("公示".to_owned()),
            class: DisclosureClass::Proactive,
            channels: vec![Channel::NoticeBoard],
            time_limit: Some("形成之日起20个工作日内".to_owned()),
            scope: "面向全社会".to_owned(),
            validity: "有效".to_owned(),
            void_from: None,
            keywords: vec!["低保".to_owned(), "公示".to_owned()],
            summary: "按季度公示低保金发放的户数和金额。".to_owned(),
            why: None,
            attachments: Vec::new(),
        }
    }

    pub(crate) fn pack(
        &self,
        metadata: Metadata,
        text: &str,
        attachments: Vec<Attachment>,
    ) -> SealedPackage {
        let id = LetterId::new(&seed());
        self.pack_as(id, &self.standing, metadata, text, attachments)
    }

    pub(crate) fn pack_as(
        &self,
        id: LetterId,
        standing: &Standing,
        metadata: Metadata,
        text: &str,
        attachments: Vec<Attachment>,
    ) -> SealedPackage {
        let outgoing = Outgoing {
            package: id,
            township: self.code.clone(),
            sender: OfficeId::new(&seed()),
            created: Utc::now(),
            metadata,
            text: Some(text.to_owned()),
            copy: Some(b"%PDF-1.4\n% county copy\n%%EOF\n".to_vec()),
            attachments,
        };
        seal(&outgoing, standing, &self.key).unwrap()
    }
}

/// An attachment and its line.
pub(crate) fn attached(name: &str, bytes: &[u8]) -> (Attachment, AttachmentLine) {
    let attachment = Attachment {
        extension: "xlsx".to_owned(),
        bytes: bytes.to_vec(),
    };
    let file = attachment.path(0);
    let name = name.to_owned();
    (attachment, AttachmentLine { file, name })
}
