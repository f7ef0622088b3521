//! Packages in an object store: a real server that speaks S3 over HTTP and keeps objects on disk.

use gongkai_county::{Files, ObjectSettings};
use gongkai_letters::Metadata;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use reqwest::StatusCode;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;

use crate::stage::{County, attached, item};

/// Serves a folder as S3 and answers with where.
async fn serve(root: &std::path::Path) -> String {
    std::fs::create_dir(root.join("packages")).unwrap();
    let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(root).unwrap());
    builder.set_auth(SimpleAuth::from_single("county", "not-a-secret"));
    let service = builder.build();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let service = service.clone();
            tokio::spawn(async move {
                let builder = Builder::new(TokioExecutor::new());
                let _ = builder
                    .serve_connection(TokioIo::new(socket), service)
                    .await;
            });
        }
    });
    format!("http://{address}")
}

fn settings(endpoint: &str, secret: &str) -> serde_json::Value {
    serde_json::json!({
        "endpoint": endpoint, "bucket": "packages", "access_key": "county", "secret_key": secret,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn packages_lie_in_an_object_store() {
    let objects = tempfile::tempdir().unwrap();
    let endpoint = serve(objects.path()).await;
    let folder = tempfile::tempdir().unwrap();
    let text = settings(&endpoint, "not-a-secret").to_string();
    std::fs::write(folder.path().join("objects.json"), text).unwrap();
    let county = County::open_at(folder, None).await;
    let mut office = county.township("430699205", "青禾乡人民政府").await;
    let mut sheet = office.sheet(item(), "放在对象存储里的一件");
    let (attachment, line) = attached("表.xlsx", b"rows");
    sheet.attachments = vec![line];
    let id = sheet.disclosure;
    let package = office.pack(
        Metadata::Disclosure(Box::new(sheet)),
        "正文",
        vec![attachment],
    );
    county.deliver(&mut office, &package).await;
    let place = format!("packages/up/430699205/{}", package.name());
    assert_eq!(
        std::fs::read(objects.path().join(place)).unwrap(),
        package.bytes
    );
    assert!(!county.folder.path().join("packages").exists());
    let file = county
        .client
        .get(county.url(&format!("/items/{id}/files/1")));
    assert_eq!(
        file.send().await.unwrap().bytes().await.unwrap().as_ref(),
        b"rows"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_object_store_that_refuses_takes_nothing() {
    let objects = tempfile::tempdir().unwrap();
    let endpoint = serve(objects.path()).await;
    let folder = tempfile::tempdir().unwrap();
    let text = settings(&endpoint, "another").to_string();
    std::fs::write(folder.path().join("objects.json"), &text).unwrap();
    let county = County::open_at(folder, None).await;
    let office = county.township("430699205", "青禾乡人民政府").await;
    let sheet = office.sheet(item(), "放不进去");
    let package = office.pack(Metadata::Disclosure(Box::new(sheet)), "正文", vec![]);
    let answer = county.put(&office, &package).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.headers()["retry-after"], "30");
    assert!(!county.shown("/").await.contains("放不进去"));

    let settings: ObjectSettings = serde_json::from_str(&text).unwrap();
    let files = Files::objects(&settings).unwrap();
    assert!(files.get("up/x").await.is_err());
}
