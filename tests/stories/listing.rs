//! 目录栏: what the county's directory shows of an item besides is typed once, is kept with the item,
//! travels with it, and an explanation is found from what it explains.

use serde_json::json;
use stage::county::County;

use super::county_link::{COUNTY, joined, synced};
use super::{approve, draft, draft_with, id, release, released, shown, text, three, verified};

const LISTED: &str = "--document-no 青政发〔2019〕12号 --subject 农业、林业、水利 --genre 公示 \
                      --keywords 机耕道，硬化、石桥村";

#[test]
fn what_a_directory_shows_is_kept_found_and_carried_on() {
    let office = three();
    let item = draft_with(&office, "机耕道验收公示", LISTED);
    let listing = json!({
        "document_no": "青政发〔2019〕12号", "subject": "农业、林业、水利", "genre": "公示",
        "keywords": ["机耕道", "硬化", "石桥村"],
    });
    assert_eq!(shown(&office, &item)["listing"], listing);
    let hits = office.does("search 青政发〔2019〕12号")["hits"].clone();
    assert_eq!(hits.as_array().map(Vec::len), Some(1), "{hits}");
    // How it is sorted goes on to the next one; which document it was does not.
    let next = id(&office.does(format!(
        "disclosure copy {item} --formed-on 2019-09-25 --as 周禾生"
    )));
    let carried = shown(&office, &next)["listing"].clone();
    assert_eq!(
        (&carried["document_no"], &carried["subject"]),
        (&json!(null), &json!("农业、林业、水利"))
    );
    // What is signed is this text: another listing is another text.
    office.does(format!("sign {item} --step 经办 --as 周禾生"));
    office.does(format!("disclosure edit {item} --genre 通告 --as 周禾生"));
    let whole = shown(&office, &item);
    assert_eq!(
        (&whole["state"], &whole["listing"]["genre"]),
        (&json!("draft"), &json!("通告"))
    );
    verified(&office);
}

#[test]
fn a_listing_that_no_directory_can_show_is_refused_with_its_field() {
    let office = three();
    let opened = draft(&office, "石桥村机耕道硬化工程完工公示");
    let refused = |code: &str, field: &str, words: &str| {
        let told = office.refuses(
            code,
            format!("disclosure new --entry 2.5 --title 解读 {words} --as 周禾生"),
        );
        assert_eq!(told["where"]["field"], field, "{told}");
    };
    refused(
        "keywords",
        "关键词",
        "--keywords 一、二、三、四、五、六、七、八、九",
    );
    refused("private-data", "关键词", "--keywords 13907310000");
    refused("not-in-state", "解读", &format!("--interprets {opened}"));
    verified(&office);
}

#[test]
fn the_countys_page_shows_the_listing_and_leads_to_the_explanation() {
    let county = County::start(COUNTY);
    let office = three();
    joined(&office, &county, "430699205", "青禾乡人民政府");
    let item = draft_with(&office, "石桥村机耕道硬化工程完工公示", LISTED);
    approve(&office, &item);
    release(&office, &item);
    let explained = format!("--interprets {item}");
    let explaining = draft_with(&office, "机耕道公示解读", &explained);
    approve(&office, &explaining);
    release(&office, &explaining);
    synced(&office, 2, 0);
    let page = county.page(&format!("/items/{item}"));
    for word in [
        "青政发〔2019〕12号",
        "农业、林业、水利",
        "硬化",
        "机耕道公示解读",
    ] {
        assert!(page.contains(word), "{word}: {page}");
    }
    assert!(page.contains(&explaining), "a link leads there: {page}");
    let page = county.page(&format!("/items/{explaining}"));
    assert!(page.contains(&item), "and back: {page}");
    verified(&office);
}

#[test]
fn who_fills_the_countys_form_by_hand_copies_the_listing_too() {
    let office = three();
    office.does("county set-up --carrier 手工填报 --township 430699205 --as 周禾生");
    let filled = |item: &str, label: &str| {
        let form = office.does(format!("county fill {item}"));
        let fields = form["fields"].as_array().cloned().unwrap_or_default();
        let found = fields.iter().find(|field| field["label"] == label).cloned();
        text(&found.unwrap_or_default(), "/text")
    };
    let item = draft_with(&office, "石桥村机耕道硬化工程完工公示", LISTED);
    approve(&office, &item);
    release(&office, &item);
    let named = ["文号", "主题分类", "体裁分类", "关键词"].map(|label| filled(&item, label));
    let expected = [
        "青政发〔2019〕12号",
        "农业、林业、水利",
        "公示",
        "机耕道、硬化、石桥村",
    ];
    assert_eq!(named, expected);
    let (plain, _) = released(&office, "石桥村水渠清淤工程完工公示");
    assert_eq!(filled(&plain, "文号"), "");
    // A document whose draft sheet was cited bears the number of that sheet.
    let cited = draft(&office, "青禾乡政务公开工作制度");
    let scan = office.file("稿纸.jpg", "发文稿纸");
    office.does(format!(
        "cite {cited} --document 青政发〔2019〕9号 --reviewer 林见清 --head 何远山 \
         --signed-on 2019-09-20 --scan {scan} --as 周禾生"
    ));
    release(&office, &cited);
    assert_eq!(filled(&cited, "文号"), "青政发〔2019〕9号");
}
