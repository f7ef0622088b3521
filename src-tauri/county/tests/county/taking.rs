//! Packages are taken exactly once and in order, whatever comes twice, late, torn or from a stranger.

use gongkai_letters::{Metadata, Outcome, SealedPackage, Standing};
use gongkai_rulebook::ids::LetterId;
use gongkai_rulebook::vocabulary::DisclosureClass;
use reqwest::StatusCode;

use crate::stage::{County, Kept, Office, item, seed, told};

fn disclosure(office: &Office, title: &str) -> Metadata {
    Metadata::Disclosure(Box::new(office.sheet(item(), title)))
}

pub(crate) async fn once_and_in_order(county: &County) {
    let mut office = county.township("430699205", "青禾乡人民政府").await;
    let (_, empty) = told(county.get(&office, "/standing").await).await;
    assert_eq!(empty["up"], serde_json::json!({ "count": 0, "head": null }));
    assert_eq!(empty["platform"], county.platform.id().to_string());

    let first = office.pack(disclosure(&office, "第一件"), "正文", vec![]);
    let (status, taken) = told(county.put(&office, &first).send().await.unwrap()).await;
    assert_eq!(status, StatusCode::CREATED);
    assert_eq!(taken["up"]["count"], 1);
    assert_eq!(
        taken["up"]["head"],
        first.standing.head.unwrap().to_string()
    );

    let (status, again) = told(county.put(&office, &first).send().await.unwrap()).await;
    assert_eq!((status, &again), (StatusCode::OK, &taken));

    // A gap, and a package that follows another one.
    let gap = Standing {
        count: 2,
        ..first.standing
    };
    for standing in [
        gap,
        Standing {
            count: 1,
            head: Some([7; 32].into()),
        },
    ] {
        let odd = office.pack_as(
            LetterId::new(&seed()),
            &standing,
            disclosure(&office, "接不上"),
            "",
            vec![],
        );
        let (status, refused) = told(county.put(&office, &odd).send().await.unwrap()).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert_eq!(refused["code"], "chain");
        assert_eq!(refused["standing"]["up"], taken["up"]);
    }

    // The same id with something else in it, and a package at another one's address.
    let (id, start) = (first.manifest.package, Standing::default());
    let other = office.pack_as(id, &start, disclosure(&office, "另一件"), "", vec![]);
    let (status, refused) = told(county.put(&office, &other).send().await.unwrap()).await;
    assert_eq!(
        (status, &refused["code"]),
        (StatusCode::CONFLICT, &"different".into())
    );
    assert_eq!(refused["standing"]["up"], taken["up"]);
    let mut astray = office.pack(disclosure(&office, "走错"), "", vec![]);
    astray.manifest.package = id;
    let (status, refused) = told(county.put(&office, &astray).send().await.unwrap()).await;
    assert_eq!(
        (status, &refused["code"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &"address".into())
    );

    // An id is its township's own: nobody stops another by using his.
    let stranger = county.township("430699206", "石桥乡人民政府").await;
    let theirs = stranger.pack_as(id, &start, disclosure(&stranger, "同号"), "", vec![]);
    let (status, _) = told(county.put(&stranger, &theirs).send().await.unwrap()).await;
    assert_eq!(status, StatusCode::CREATED);

    office.standing = first.standing;
    let second = office.pack(disclosure(&office, "第二件"), "正文", vec![]);
    county.deliver(&mut office, &second).await;
    let letters = county.letters(&office).await;
    assert_eq!(
        letters.len(),
        2,
        "one receipt for each, none for what came twice"
    );
    let Metadata::Receipt(receipt) = &letters[0].0 else {
        panic!("{letters:?}");
    };
    assert_eq!(receipt.package, first.manifest.package);
    let Outcome::Taken { index_no, address } = &receipt.outcome else {
        panic!("{receipt:?}");
    };
    assert_eq!(index_no.as_deref(), Some("430699205/2026-00001"));
    assert!(
        address
            .as_deref()
            .unwrap()
            .starts_with("https://gk.example.test/items/")
    );
}

pub(crate) async fn refusals_tell_why(county: &County) {
    let office = county.township("430699205", "青禾乡人民政府").await;
    let stranger = county.township("430699206", "石桥乡人民政府").await;
    let good = office.pack(disclosure(&office, "一件"), "正文", vec![]);
    let ask =
        |request: reqwest::RequestBuilder| async move { told(request.send().await.unwrap()).await };

    let path = format!(
        "/v1/townships/{}/packages/{}",
        office.code, good.manifest.package
    );
    let keyless = county
        .client
        .put(county.url(&path))
        .body(good.bytes.clone());
    assert_eq!(ask(keyless).await.0, StatusCode::UNAUTHORIZED);
    for key in [stranger.bearer.as_str(), "gkx-0"] {
        let other = county.client.put(county.url(&path)).bearer_auth(key);
        let (status, said) = ask(other.body(good.bytes.clone())).await;
        assert_eq!(
            (status, &said["code"]),
            (StatusCode::FORBIDDEN, &"key".into())
        );
    }

    // Signed by a key that is not this township's.
    let forged = Office {
        code: office.code.clone(),
        bearer: office.bearer.clone(),
        ..Office::new("430699206", "石桥乡人民政府", 9)
    };
    let package = forged.pack(disclosure(&forged, "冒名"), "", vec![]);
    let (status, said) = ask(county.put(&office, &package)).await;
    assert_eq!(
        (status, &said["code"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &"other-key".into())
    );

    // One byte changed, at places all over the package; one byte missing; one byte in all.
    for at in (0..good.bytes.len()).step_by(good.bytes.len() / 40 + 1) {
        let mut torn = good.clone();
        torn.bytes[at] ^= 1;
        let (status, said) = ask(county.put(&office, &torn)).await;
        assert!(status.is_client_error(), "byte {at}: {status} {said}");
        assert!(
            said["text"].as_str().is_some_and(|text| !text.is_empty()),
            "{said}"
        );
    }
    for bytes in [good.bytes[..good.bytes.len() - 1].to_vec(), vec![b'P']] {
        let cut = gongkai_letters::SealedPackage {
            bytes,
            ..good.clone()
        };
        assert_eq!(
            ask(county.put(&office, &cut)).await.0,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }

    // Larger than a package may be: refused by its head.
    let large = county
        .put(&office, &good)
        .body(vec![0; gongkai_letters::PACKAGE_BYTES + 1]);
    let said = large.send().await;
    assert!(said.is_err() || said.unwrap().status() == StatusCode::PAYLOAD_TOO_LARGE);

    // None of these was the township's word: nothing of them counts, nothing is answered by letter.
    let (_, standing) = told(county.get(&office, "/standing").await).await;
    assert_eq!(
        (&standing["up"]["count"], &standing["down"]["count"]),
        (&0.into(), &0.into())
    );
    assert!(!county.shown("/").await.contains("冒名"));

    county
        .platform
        .close_township(&office.code, "何清")
        .await
        .unwrap();
    assert_eq!(
        ask(county.put(&office, &good)).await.0,
        StatusCode::FORBIDDEN
    );
}

/// A township's word counts even where what it says is refused: the chain goes on, the same is told
/// each time, nothing is shown, and what mends it is taken under the next number.
pub(crate) async fn refused_mended_and_taken(county: &County) {
    let mut office = county.township("430699205", "青禾乡人民政府").await;
    let before = disclosure(&office, "前面一件");
    county.send(&mut office, before, "正文").await;
    let mut private = office.sheet(item(), "不给公众看的");
    private.class = DisclosureClass::OnRequest;
    let first = refused(
        county,
        &mut office,
        Metadata::Disclosure(Box::new(private.clone())),
        ("class", Some("公开方式")),
    )
    .await;
    let mut unknown = office.sheet(item(), "更正没报过的");
    unknown.corrects = Some(item());
    let unseen = Metadata::Correction(Box::new(unknown.clone()));
    refused(
        county,
        &mut office,
        unseen,
        ("unknown-item", Some("更正事项标识")),
    )
    .await;
    let mut silent = office.sheet(item(), "更正没说哪件");
    silent.corrects = None;
    let silent = Metadata::Correction(Box::new(silent));
    refused(
        county,
        &mut office,
        silent,
        ("corrects", Some("更正事项标识")),
    )
    .await;
    let behind = disclosure(&office, "后面一件");
    county.send(&mut office, behind, "正文").await;

    // Mended, under the next number; the first one comes once more and hears the same.
    private.class = DisclosureClass::Proactive;
    private.title = "改成主动公开的".to_owned();
    let mended = Metadata::Disclosure(Box::new(private));
    county.send(&mut office, mended, "正文").await;
    let (status, again) = told(county.put(&office, &first).send().await.unwrap()).await;
    assert_eq!(
        (status, &again["code"], &again["field"]),
        (
            StatusCode::UNPROCESSABLE_ENTITY,
            &"class".into(),
            &"公开方式".into()
        )
    );
    assert_eq!(again["standing"]["up"]["count"], office.standing.count);

    let outcomes: Vec<bool> = county
        .letters(&office)
        .await
        .iter()
        .map(|(letter, _)| match letter {
            Metadata::Receipt(receipt) => matches!(receipt.outcome, Outcome::Taken { .. }),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(outcomes, [true, false, false, false, true, true]);
    let shelf = county.shown("/disclosed").await;
    for (title, is_there) in [
        ("前面一件", true),
        ("后面一件", true),
        ("改成主动公开的", true),
        ("不给公众看的", false),
        ("更正没", false),
    ] {
        assert_eq!(shelf.contains(title), is_there, "{title}: {shelf}");
    }
    for path in ["/search?q=不给公众看", "/feed.xml"] {
        assert!(!county.shown(path).await.contains("不给公众看的"));
    }
    let place = county.folder.path().join("packages/up/430699205");
    let kept = std::fs::read(place.join(first.name().to_string())).unwrap();
    assert_eq!(kept, first.bytes, "what was refused is kept as it came");
}

/// Sends what must be refused and counted; answers with the package.
async fn refused(
    county: &County,
    office: &mut Office,
    metadata: Metadata,
    why: (&str, Option<&str>),
) -> SealedPackage {
    let package = office.pack(metadata, "不收的正文", vec![]);
    counted_and_refused(county, office, &package, why).await;
    package
}

/// Sends a package that must be refused and counted, twice, and hears the same.
pub(crate) async fn counted_and_refused(
    county: &County,
    office: &mut Office,
    package: &SealedPackage,
    (code, field): (&str, Option<&str>),
) {
    let mut heard = Vec::new();
    for _ in 0..2 {
        let (status, said) = told(county.put(office, package).send().await.unwrap()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        heard.push(said);
    }
    assert_eq!(heard[0], heard[1], "told alike each time");
    let said = &heard[0];
    assert_eq!(
        (said["code"].as_str(), said["field"].as_str()),
        (Some(code), field)
    );
    let head = package.standing.head.unwrap().to_string();
    assert_eq!(said["standing"]["up"]["count"], package.standing.count);
    assert_eq!(said["standing"]["up"]["head"], head);
    office.standing = package.standing;
}

pub(crate) async fn many_at_once(county: &County) {
    const COUNT: usize = 12;
    let mut office = county.township("430699205", "青禾乡人民政府").await;
    let mut packages = Vec::new();
    for number in 0..COUNT {
        let package = office.pack(disclosure(&office, &format!("第{number}件")), "", vec![]);
        office.standing = package.standing;
        packages.push(package);
    }
    // All of them, three times each, at once and in any order; whoever is told to come again does.
    let mut created = 0;
    let mut open: Vec<_> = packages.iter().flat_map(|one| [one, one, one]).collect();
    while !open.is_empty() {
        let running: Vec<_> = open
            .drain(..)
            .map(|package| (package, tokio::spawn(county.put(&office, package).send())))
            .collect();
        for (package, answer) in running {
            let (status, said) = told(answer.await.unwrap().unwrap()).await;
            match status {
                StatusCode::CREATED => created += 1,
                StatusCode::OK => {}
                StatusCode::CONFLICT | StatusCode::SERVICE_UNAVAILABLE => open.push(package),
                other => panic!("{other} {said}"),
            }
        }
    }
    assert_eq!(created, COUNT);
    let (_, standing) = told(county.get(&office, "/standing").await).await;
    assert_eq!(
        standing["up"]["head"],
        office.standing.head.unwrap().to_string()
    );
    assert_eq!(county.letters(&office).await.len(), COUNT);
}

pub(crate) async fn a_restart_changes_nothing(kept: &Kept<'_>) {
    let county = County::open(kept).await;
    let mut office = county.township("430699205", "青禾乡人民政府").await;
    let before = disclosure(&office, "重启之前");
    county.send(&mut office, before, "正文").await;
    let (_, before) = told(county.get(&office, "/standing").await).await;
    let key = county.platform.public_key().to_string();
    let folder = tempfile::tempdir().unwrap();
    // The same folder under another name, as after a restore; the first platform is gone.
    let copied = std::process::Command::new("cp")
        .args(["-a", &format!("{}/.", county.folder.path().display())])
        .arg(folder.path())
        .status();
    assert!(copied.unwrap().success());
    let database = county.database.clone();
    drop(county);
    let county = County::open_at(folder, database).await;
    let (_, after) = told(county.get(&office, "/standing").await).await;
    assert_eq!(
        (after, county.platform.public_key().to_string()),
        (before, key)
    );
    let later = disclosure(&office, "重启之后");
    county.send(&mut office, later, "正文").await;
    assert!(county.shown("/").await.contains("重启之前"));
}
