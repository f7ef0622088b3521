//! The national catalogue's tables, from a page, a text document and a workbook.

use gongkai_intake::standard::{StandardTable, read_standard, tables_of};
use gongkai_rulebook::vocabulary::Channel;

use super::document;
use super::words::docx;

/// A page with three header rows, merged cells, ■ and □, √ and a heading between the lines.
const PAGE: &str = "<html><body><table>\
<tr><td colspan=14>样例县社会救助领域基层政务公开标准目录</td></tr>\
<tr><th rowspan=2>序号</th><th colspan=2>公开事项</th><th rowspan=2>公开内容（要素）</th><th rowspan=2>公开依据</th>\
<th rowspan=2>公开时限</th><th rowspan=2>公开主体</th><th rowspan=2>公开渠道和载体</th><th colspan=2>公开对象</th>\
<th colspan=2>公开方式</th><th colspan=2>公开层级</th></tr>\
<tr><th>一级事项</th><th>二级事项</th><th>全社会</th><th>特定群体</th><th>主动</th><th>依申请</th><th>县级</th><th>乡级</th></tr>\
<tr><td>1</td><td rowspan=2>最低生活<br>保障</td><td>政策法规文件</td><td>《社会救助暂行办法》</td><td rowspan=2>《条例》</td>\
<td rowspan=2>制定或获取信息之日起10个工作日内，公示7个工作日</td><td>乡镇人民政府</td><td>■政府网站 □政府公报 ■社区/企事业单位/村公示栏（电子屏）</td>\
<td>√</td><td></td><td>√</td><td></td><td>√</td><td>√</td></tr>\
<tr><td>2</td><td>审核信息</td><td>初审对象名单</td><td>乡镇人民政府</td><td>□政府网站 ■精准推送</td>\
<td></td><td>申请人</td><td>√</td><td></td><td></td><td>√</td></tr>\
<tr><td colspan=14>说明：以上由县民政局编制</td></tr>\
<tr><td>3</td><td>特困供养</td><td>办事指南</td><td>指南</td><td>《条例》</td><td>按上级要求</td><td>县民政局</td><td>■政府网站</td>\
<td>√</td><td></td><td>√</td><td></td><td>√</td><td></td></tr>\
</table></body></html>";

fn judged(table: &StandardTable) {
    assert_eq!(table.field, "社会救助");
    assert!(
        table.unread_columns.is_empty(),
        "{:?}",
        table.unread_columns
    );
    let names: Vec<(&str, &str)> = table
        .rows
        .iter()
        .map(|row| (row.group.as_str(), row.name.as_str()))
        .collect();
    assert_eq!(
        names.iter().map(|(_, name)| *name).collect::<Vec<_>>(),
        ["政策法规文件", "审核信息", "办事指南"]
    );
    assert_eq!(names[0].0.replace('\n', ""), "最低生活保障");
    let [first, second, third] = table.rows.as_slice() else {
        panic!("three lines");
    };
    assert_eq!(first.channels, [Channel::Website, Channel::VillageBoard]);
    assert_eq!(
        (first.limits.len(), second.limits.len()),
        (2, 2),
        "merged cells count below"
    );
    assert_eq!(second.other_channels, ["精准推送"]);
    assert_eq!(second.some, "申请人");
    assert!(first.is_townships() && second.is_townships() && !third.is_townships());
    assert!(first.notes.is_empty(), "{:?}", first.notes);
    assert!(third.notes.iter().any(|note| note.contains("按上级要求")));
    assert_eq!(table.skipped.len(), 1);
}

#[test]
fn a_pasted_page_is_a_catalogue() {
    let read = document(PAGE.as_bytes());
    judged(&read_standard(&read.tables[0]).unwrap());
}

#[test]
fn a_text_document_is_a_catalogue() {
    let table = read_standard(&document(PAGE.as_bytes()).tables[0]).unwrap();
    let rows = &document(PAGE.as_bytes()).tables[0].rows;
    let body: String = rows
        .iter()
        .map(|row| {
            let cells: String = row
                .iter()
                .map(|cell| format!("<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>"))
                .collect();
            format!("<w:tr>{cells}</w:tr>")
        })
        .collect();
    let read = document(&docx(&format!("<w:tbl>{body}</w:tbl>"), &[]));
    let again = read_standard(&read.tables[0]).unwrap();
    assert_eq!(again.rows.len(), table.rows.len());
    judged(&again);
}

#[test]
fn a_workbook_with_merged_cells_is_a_catalogue() {
    use rust_xlsxwriter::{Format, Workbook};
    let rows = document(PAGE.as_bytes()).tables[0].rows.clone();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    for (row, cells) in (0_u32..).zip(&rows) {
        for (column, text) in (0_u16..).zip(cells) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    // 公开事项 over its two columns, 一级事项 and 公开时限 over two lines.
    sheet.merge_range(1, 1, 1, 2, "公开事项", &plain).unwrap();
    sheet.merge_range(3, 1, 4, 1, &rows[3][1], &plain).unwrap();
    sheet.merge_range(3, 5, 4, 5, &rows[3][5], &plain).unwrap();
    let read = document(&book.save_to_buffer().unwrap());
    let tables = tables_of(read.workbook.as_ref().unwrap(), 1_000_000);
    judged(&read_standard(&tables[0]).unwrap());
}

#[test]
fn a_list_of_people_is_no_catalogue() {
    let page = "<table><tr><td>序号</td><td>姓名</td><td>金额</td></tr><tr><td>1</td><td>张三</td><td>630</td></tr></table>";
    assert!(read_standard(&document(page.as_bytes()).tables[0]).is_none());
}
