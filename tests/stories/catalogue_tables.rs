//! A catalogue that the county hands down as a table: looked at, compared, adopted as the next
//! edition beside the official entries, taken back while nothing is filed under it.

use serde_json::{Value, json};
use stage::county::County;
use stage::office::Office;

use super::county_link::{COUNTY, joined};
use super::{text, three, verified};

/// A page as offices paste it: merged cells, three header rows, ■ and □, √.
fn page(limit: &str, more: &str) -> String {
    format!(
        "<table><tr><td colspan=13>样例县社会救助领域基层政务公开标准目录</td></tr>\
         <tr><th rowspan=2>序号</th><th colspan=2>公开事项</th><th rowspan=2>公开内容（要素）</th>\
         <th rowspan=2>公开依据</th><th rowspan=2>公开时限</th><th rowspan=2>公开主体</th>\
         <th rowspan=2>公开渠道和载体</th><th colspan=2>公开对象</th><th colspan=2>公开方式</th>\
         <th>公开层级</th></tr>\
         <tr><th>一级事项</th><th>二级事项</th><th>全社会</th><th>特定群体</th><th>主动</th>\
         <th>依申请</th><th>乡级</th></tr>\
         <tr><td>1</td><td>最低生活保障</td><td>政策法规文件</td><td>文件</td><td>《条例》</td>\
         <td>{limit}</td><td>乡人民政府</td><td>■政府网站 □政府公报 ■精准推送</td>\
         <td>√</td><td></td><td>√</td><td></td><td>√</td></tr>{more}</table>"
    )
}

const SECOND: &str = "<tr><td>2</td><td>特困供养</td><td>办事指南</td><td>指南</td><td>《条例》</td>\
    <td>长期公开</td><td>乡人民政府</td><td>■政府网站</td><td>√</td><td></td><td>√</td><td></td><td>√</td></tr>";
const USUAL: &str = "制定或获取信息之日起10个工作日内，公示7个工作日";

fn entry(office: &Office, code: &str) -> Value {
    let list = office.does("catalogue list");
    let entries = list["entries"].as_array().unwrap();
    let found = entries.iter().find(|entry| entry["code"] == code);
    found.unwrap_or_else(|| panic!("no {code}")).clone()
}

#[test]
fn an_edition_that_the_county_sends_is_compared_and_adopted() {
    let county = County::start(COUNTY);
    let office = three();
    joined(&office, &county, "430699205", "青禾乡人民政府");
    let table = office.file("公开目录.html", page(USUAL, SECOND));
    county.does(&format!(
        "edition 样例县2027年 {table} --in-force-from 2027-01-01"
    ));
    county.does(&format!("notice 关于印发公开目录的通知 --attach {table}"));
    let done = office.does("county sync --as 周禾生");
    assert_eq!(
        (&done["received"], &done["agreed"]),
        (&json!(2), &json!(true))
    );
    let letter = office.does("county letter 1 --as 周禾生");
    assert_eq!(letter["files"][0]["name"], "公开目录.html");
    assert!(letter.to_string().contains("2027年1月1日"), "{letter}");
    assert_eq!(
        office.does("county letter 2 --as 周禾生")["files"][0]["name"],
        "公开目录.html"
    );
    office.refuses("no-source", "catalogue look --county-letter 7");
    let seen = office.does("catalogue look --county-letter 1");
    assert_eq!(seen["field"], "社会救助");
    let taken = office.does("catalogue import --county-letter 1 --as 周禾生");
    assert_eq!(
        (&taken["edition"], &taken["new"]),
        (&json!("mujin-2019+1"), &json!(2))
    );
    assert_eq!(entry(&office, "社会救助1.1")["clock"]["n"], 10);
    verified(&office);
}

#[test]
fn a_table_becomes_the_next_edition_and_can_be_taken_back() {
    let office = three();
    let first = office.file("目录.html", page(USUAL, SECOND));
    let seen = office.does(format!("catalogue look {first}"));
    assert_eq!(
        (&seen["field"], &seen["lines"][0]["standing"]),
        (&json!("社会救助"), &json!("new"))
    );
    assert_eq!(seen["lines"][0]["limits"][0]["rule"]["n"], 10);
    assert!(
        seen["lines"][0]["notes"].to_string().contains("精准推送"),
        "said, not guessed"
    );
    let taken = office.does(format!("catalogue import {first} --as 周禾生"));
    assert_eq!(
        (&taken["edition"], &taken["new"]),
        (&json!("mujin-2019+1"), &json!(2))
    );
    let own = entry(&office, "社会救助1.1");
    assert_eq!(
        (&own["clock"]["n"], &own["clock"]["unit"]),
        (&json!(10), &json!("workday"))
    );
    assert_eq!(own["posting"]["n"], 7);
    assert_eq!(own["clock"]["original"], "制定或获取信息之日起10个工作日内");
    assert_eq!(own["locked"], false);
    assert_eq!(
        entry(&office, "2.4")["locked"],
        true,
        "official entries stay"
    );

    let second = office.file("目录2.html", page("信息形成或者变更之日起20个工作日内", ""));
    let seen = office.does(format!("catalogue look {second}"));
    assert_eq!(seen["lines"][0]["standing"], "changed");
    assert_eq!(seen["lines"][0]["changes"], json!(["公开时限", "备注"]));
    assert_eq!(seen["gone"][0]["code"], "社会救助2.1");
    let taken = office.does(format!("catalogue import {second} --drop-gone --as 周禾生"));
    assert_eq!(
        taken,
        json!({"edition": "mujin-2019+2", "new": 0, "changed": 1, "gone": 1})
    );
    office.refuses(
        "nothing-new",
        format!("catalogue import {second} --as 周禾生"),
    );
    let back = office.does("catalogue undo --as 周禾生");
    assert_eq!(back["edition"], "mujin-2019+1");
    assert_eq!(entry(&office, "社会救助1.1")["clock"]["n"], 10);

    office.does(
        "disclosure new --entry 社会救助1.1 --title 低保政策 --formed-on 2019-09-20 --as 周禾生",
    );
    let refused = office.refuses("catalogue-used", "catalogue undo --as 周禾生");
    assert!(text(&refused, "/text").contains("1 件"), "{refused}");
}

#[test]
fn only_the_administrator_adopts_and_a_list_of_people_is_no_catalogue() {
    let office = three();
    let table = office.file("目录.html", page(USUAL, ""));
    office.refuses(
        "lacks-duty",
        format!("catalogue import {table} --as 林见清"),
    );
    office.refuses("nothing-to-undo", "catalogue undo --as 周禾生");
    let list = office.file(
        "名单.html",
        "<table><tr><td>姓名</td><td>金额</td></tr><tr><td>钱夏禾</td><td>1</td></tr></table>",
    );
    office
        .hears(format!("catalogue look {list}"))
        .failed(3, "no-catalogue-table");
}
