//! Slides, OpenDocument, OFD: searched part by part.

use gongkai_intake::DocumentKind;

use super::secrets::{id, masked};
use super::{container, document, found};

#[test]
fn other_containers_are_searched_part_by_part() {
    let slides = container(&[
        (
            "ppt/slides/slide1.xml",
            &format!(
                "<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:sld>",
                id(1)
            ),
        ),
        (
            "ppt/slides/slide2.xml",
            &format!(
                "<p:sld xmlns:p=\"p\" xmlns:a=\"a\" show=\"0\"><a:p><a:t>{}</a:t></a:p></p:sld>",
                id(2)
            ),
        ),
        (
            "ppt/notesSlides/notesSlide1.xml",
            &format!(
                "<p:n xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:t>{}</a:t></a:p></p:n>",
                id(3)
            ),
        ),
        (
            "ppt/comments/comment1.xml",
            &format!("<c text=\"{0}\"><text>{0}</text></c>", id(4)),
        ),
    ]);
    let open = container(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        (
            "content.xml",
            &format!("<o xmlns:t=\"t\"><t:p>{}</t:p></o>", id(5)),
        ),
        (
            "meta.xml",
            &format!(
                "<o xmlns:m=\"m\"><m:meta><m:initial-creator>{}</m:initial-creator></m:meta></o>",
                id(6)
            ),
        ),
    ]);
    let ofd = container(&[
        (
            "OFD.xml",
            &format!(
                "<OFD><DocBody><DocInfo><Author>{}</Author></DocInfo></DocBody></OFD>",
                id(7)
            ),
        ),
        (
            "Doc_0/Pages/Page_0/Content.xml",
            &format!(
                "<P><TextObject><TextCode>{}</TextCode></TextObject></P>",
                id(8)
            ),
        ),
    ]);
    for (bytes, kind, wanted) in [
        (
            slides,
            DocumentKind::Slides,
            &[
                (1, "幻灯片 1"),
                (2, "幻灯片 2"),
                (3, "幻灯片的备注"),
                (4, "批注"),
            ][..],
        ),
        (
            open,
            DocumentKind::OpenDocument,
            &[(5, "正文"), (6, "文档属性“作者”")],
        ),
        (ofd, DocumentKind::Ofd, &[(7, "文档属性"), (8, "内容")]),
    ] {
        let read = document(&bytes);
        assert_eq!(read.kind, kind);
        let found = found(&read);
        for (serial, place) in wanted {
            let masked = masked(&id(*serial));
            let at: Vec<_> = found.iter().filter(|(_, value)| *value == masked).collect();
            assert!(
                at.iter().any(|(at, _)| at.contains(place)),
                "{serial} {place}: {found:?}"
            );
        }
    }
}
