use super::*;
use crate::money::Fen;
use crate::privacy::id_number::IdNumber;

fn columns(named: &[(&str, Meaning)]) -> Vec<Column> {
    named
        .iter()
        .map(|(title, meaning)| Column {
            title: (*title).to_owned(),
            meaning: *meaning,
        })
        .collect()
}

fn rows(cells: &[&[&str]]) -> Vec<Vec<String>> {
    cells
        .iter()
        .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
        .collect()
}

fn view(columns: &[Column], rows: &[Vec<String>], audience: Audience) -> PublicView {
    let list = SourceList {
        kind: ListKind::SubsistencePayment,
        columns,
        rows,
    };
    public_view(
        &list,
        audience,
        "2019-08-16".parse().unwrap(),
        &RuleTable::default(),
    )
}

/// Invented persons: the unassigned area 430699.
const ADULT: &str = "430699198001010018";
const NAMESAKE: &str = "43069919750505006X";
const CHILD: &str = "430699201001010012";

fn sample() -> (Vec<Column>, Vec<Vec<String>>) {
    let columns = columns(&[
        ("序号", Meaning::SerialNo),
        ("村", Meaning::Village),
        ("组", Meaning::Group),
        ("姓名", Meaning::Name),
        ("身份证号", Meaning::IdNumber),
        ("与户主关系", Meaning::Relation),
        ("年龄", Meaning::Age),
        ("金额", Meaning::Amount),
        ("一卡通", Meaning::BankCard),
        ("电话", Meaning::Phone),
        ("住址", Meaning::Address),
        ("致贫原因", Meaning::Health),
        ("出生日期", Meaning::Date),
        ("备注", Meaning::Remark),
    ]);
    let row = |n: &'static str,
               name: &'static str,
               id: &'static str,
               age: &'static str,
               remark: &'static str| {
        [
            n,
            "石桥村",
            "3组",
            name,
            id,
            "户主",
            age,
            "630.00",
            "6222020000000000000",
            "13812341234",
            "12号",
            "因病",
            "1980-01-01",
            remark,
        ]
    };
    let cells = [
        row("1", "王大山", ADULT, "39", "代领人电话13912341234"),
        row("2", "王大 山", NAMESAKE, "44", ""),
        row("3", "王小溪", CHILD, "", ""),
        row("4", "赵小河", "", "１２岁", ""),
        row("5", "钱长江", "", "70", ""),
    ];
    let cells: Vec<&[&str]> = cells.iter().map(|row| &row[..]).collect();
    (columns, rows(&cells))
}

#[test]
fn the_board_sees_no_identity() {
    let (columns, rows) = sample();
    let view = view(&columns, &rows, Audience::Board);
    let titles: Vec<&str> = view.columns.iter().map(|c| c.title.as_str()).collect();
    assert_eq!(titles, ["序号", "村", "组", "姓名", "年龄", "金额", "备注"]);
    assert_eq!(
        view.rows[0],
        [
            "1",
            "石桥村",
            "3组",
            "王大山（43*************018）",
            "39",
            "630.00",
            "代领人电话139****1234"
        ]
    );
    let names: Vec<&str> = view.rows.iter().map(|row| row[3].as_str()).collect();
    assert_eq!(
        names,
        [
            "王大山（43*************018）",
            "王大 山（43*************06X）",
            "王**",
            "赵**",
            "钱长江"
        ]
    );
    let dropped: Vec<Reason> = view.leaving.dropped.iter().map(|d| d.reason).collect();
    assert_eq!(
        dropped,
        [
            Reason::Identity,
            Reason::Household,
            Reason::Account,
            Reason::Telephone,
            Reason::Residence,
            Reason::Health,
            Reason::BirthDate
        ]
    );
    assert!(view.leaving.masked.is_empty());
    assert_eq!(
        view.leaving.kept.len() + view.leaving.masked.len() + dropped.len(),
        columns.len()
    );
    let cells: Vec<(usize, &[FindingKind])> = view
        .leaving
        .cells
        .iter()
        .map(|cell| (cell.row, &cell.kinds[..]))
        .collect();
    assert_eq!(
        cells,
        [
            (0, &[FindingKind::Phone][..]),
            (2, &[FindingKind::Minor]),
            (3, &[FindingKind::Minor])
        ]
    );
}

#[test]
fn no_private_value_is_left_for_anybody() {
    let (columns, rows) = sample();
    assert!(
        [ADULT, NAMESAKE, CHILD]
            .iter()
            .all(|id| id.parse::<IdNumber>().is_ok())
    );
    for audience in Audience::ALL {
        let view = view(&columns, &rows, *audience);
        let online = *audience == Audience::Website;
        assert_eq!(view.rows.len(), if online { 0 } else { rows.len() });
        assert_eq!(
            (view.totals.rows, view.totals.amount),
            (5, Some(Fen(315_000)))
        );
        let text = view.rows.concat().join("\n");
        assert_eq!(scan_text(&text, &ScanOptions::default()), [], "{audience}");
        assert!(!text.contains("小溪") && !text.contains("小河"));
    }
}

#[test]
fn the_county_has_what_hangs_and_the_site_has_less() {
    let (columns, rows) = sample();
    let board = view(&columns, &rows, Audience::Board);
    assert_eq!(view(&columns, &rows, Audience::County), board);
    let site = view(&columns, &rows, Audience::Website);
    assert!(site.columns.is_empty() && site.rows.is_empty());
    let offline = |dropped: &DroppedColumn| dropped.reason == Reason::Offline;
    assert!(site.leaving.dropped.iter().any(offline));
    let mut confirmed = RuleTable::default();
    confirmed.allow(Allowance::Online);
    let list = SourceList {
        kind: ListKind::SubsistencePayment,
        columns: &columns,
        rows: &rows,
    };
    let day = "2019-08-16".parse().unwrap();
    let site = public_view(&list, Audience::Website, day, &confirmed);
    let titles: Vec<&str> = site.columns.iter().map(|c| c.title.as_str()).collect();
    assert_eq!(titles, ["序号", "村", "姓名", "金额", "备注"]);
    let goods = self::columns(&[("品名", Meaning::Goods), ("数量", Meaning::Quantity)]);
    let bought = self::rows(&[&["棉被", "40"]]);
    assert_eq!(
        view(&goods, &bought, Audience::Website).rows,
        [["棉被", "40"]]
    );
}

/// A list on which to stand says something of somebody.
#[test]
fn a_list_that_reveals_shows_surnames_and_goes_online_as_totals() {
    let (columns, rows) = sample();
    let day = "2019-08-16".parse().unwrap();
    for kind in ListKind::ALL.iter().filter(|kind| kind.reveals()) {
        let list = SourceList {
            kind: *kind,
            columns: &columns,
            rows: &rows,
        };
        let mut rules = RuleTable::default();
        let board = public_view(&list, Audience::Board, day, &rules);
        let names: Vec<&str> = board.rows.iter().map(|row| row[3].as_str()).collect();
        assert_eq!(names, ["王*", "王*", "王**", "赵**", "钱*"], "{kind}");
        rules.allow(Allowance::Online);
        let site = public_view(&list, Audience::Website, day, &rules);
        assert!(site.rows.is_empty(), "{kind}");
        assert!(!Allowance::all(*kind).contains(&Allowance::Online));
        rules.allow(Allowance::Column(Meaning::Name));
        let board = public_view(&list, Audience::Board, day, &rules);
        assert_eq!(board.rows[4][3], "钱长江", "{kind}");
        assert_eq!(board.rows[2][3], "王**", "no reason names a child");
    }
    let nobody_known = self::rows(&[&["1", "石桥村", "3组", "孙小宝"]]);
    let list = SourceList {
        kind: ListKind::Orphan,
        columns: &columns,
        rows: &nobody_known,
    };
    let board = public_view(&list, Audience::Board, day, &RuleTable::default());
    assert_eq!(board.rows[0][3], "孙**");
}

#[test]
fn a_reviewers_reason_lets_out_masked_numbers_and_never_what_is_sensitive() {
    let (columns, rows) = sample();
    let list = SourceList {
        kind: ListKind::SubsistencePayment,
        columns: &columns,
        rows: &rows,
    };
    let mut rules = RuleTable::default();
    for meaning in Meaning::ALL {
        rules.allow(Allowance::Column(*meaning));
    }
    let day = "2019-08-16".parse().unwrap();
    let board = public_view(&list, Audience::Board, day, &rules);
    let titles: Vec<&str> = board.columns.iter().map(|c| c.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "序号",
            "村",
            "组",
            "姓名",
            "身份证号",
            "与户主关系",
            "年龄",
            "金额",
            "一卡通",
            "电话",
            "住址",
            "备注"
        ]
    );
    assert_eq!(board.rows[0][4], "43*************018");
    assert_eq!(board.rows[0][8], "***************0000");
    assert_eq!(board.rows[0][9], "138****1234");
    let text = board.rows.concat().join("\n");
    assert_eq!(scan_text(&text, &ScanOptions::default()), []);
    let given = Allowance::all(ListKind::SubsistencePayment);
    for never in [
        Meaning::Health,
        Meaning::BirthDate,
        Meaning::Members,
        Meaning::CertificateNo,
    ] {
        assert!(!given.contains(&Allowance::Column(never)), "{never}");
    }
    for allowance in given {
        assert_eq!(allowance.code().parse(), Ok(allowance));
    }
}

#[test]
fn a_number_split_over_cells_that_are_kept_is_starred() {
    let columns = columns(&[
        ("姓名", Meaning::Name),
        ("甲", Meaning::Other),
        ("乙", Meaning::Other),
    ]);
    let rows = rows(&[
        &["王大山", &ADULT[..10], &ADULT[10..]],
        &["李四", "630", &ADULT[..12]],
        &["赵六", "1260", &ADULT[12..]],
    ]);
    let shown = view(&columns, &rows, Audience::Board).rows;
    assert_eq!(shown[0], ["王大山", "***", "***"]);
    assert_eq!(shown[1], ["李四", "630", "***"]);
    assert_eq!(shown[2], ["赵六", "1260", "***"]);
}

/// However many cores show a long list, no number slips through where the part of one ends.
#[test]
fn a_long_list_is_shown_as_a_short_one_is() {
    let columns = columns(&[("姓名", Meaning::Name), ("甲", Meaning::Other)]);
    let mut rows = rows(&[&["王大山", "630"][..]].repeat(4 * FEWEST_ROWS));
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let each = rows.len().div_ceil(cores).max(FEWEST_ROWS);
    let begins = [2, each, 2 * FEWEST_ROWS, rows.len() - 1].map(|at| at.min(rows.len() - 1));
    for at in begins {
        ADULT[..12].clone_into(&mut rows[at - 1][1]);
        ADULT[12..].clone_into(&mut rows[at][1]);
    }
    let shown = view(&columns, &rows, Audience::Board);
    for (at, row) in shown.rows.iter().enumerate() {
        let is_part = begins
            .iter()
            .any(|begin| (begin - 1..=*begin).contains(&at));
        assert_eq!(row[1], if is_part { "***" } else { "630" }, "{at}");
    }
    let masked: Vec<usize> = shown.leaving.cells.iter().map(|cell| cell.row).collect();
    let mut expected: Vec<usize> = begins.iter().flat_map(|at| [at - 1, *at]).collect();
    expected.sort_unstable();
    expected.dedup();
    assert_eq!(masked, expected);
}

#[test]
fn a_misread_column_does_not_leak() {
    let columns = columns(&[
        ("户主姓名", Meaning::Name),
        ("家庭成员姓名", Meaning::Name),
        ("残疾等级", Meaning::Other),
        ("联系电话", Meaning::Other),
        ("其他", Meaning::Other),
    ]);
    let rows = rows(&[
        &["王大山", "王小溪", "二级", "13812341234", ADULT],
        &["李四"],
    ]);
    let view = view(&columns, &rows, Audience::Board);
    assert_eq!(
        view.rows,
        [vec!["王大山", "43*************018"], vec!["李四", ""]]
    );
}

#[test]
fn one_person_paid_twice_is_no_namesake() {
    let columns = columns(&[("姓名", Meaning::Name), ("身份证号", Meaning::IdNumber)]);
    let twice = rows(&[&["王大山", ADULT], &["王大山", ADULT], &["王大山", ""]]);
    assert_eq!(
        view(&columns, &twice, Audience::Board).rows,
        [["王大山"], ["王大山"], ["王大山"]]
    );
    let damaged_child = rows(&[&["王小溪", "430699201001010000"]]);
    assert_eq!(
        view(&columns, &damaged_child, Audience::Board).rows,
        [["王**"]]
    );
}

#[test]
fn an_office_may_only_be_stricter() {
    let mut table = RuleTable::default();
    let laxer = table.tighten(
        Meaning::IdNumber,
        Audience::Internal,
        Rule::Mask(MaskKind::Id),
    );
    assert_eq!(
        laxer,
        Err(LaxerRule {
            meaning: Meaning::IdNumber,
            audience: Audience::Internal
        })
    );
    table
        .tighten(Meaning::Name, Audience::Board, Rule::Mask(MaskKind::Name))
        .unwrap();
    table
        .tighten(Meaning::Phone, Audience::Board, Rule::Drop(Reason::Office))
        .unwrap();
    let (columns, rows) = sample();
    let list = SourceList {
        kind: ListKind::General,
        columns: &columns,
        rows: &rows,
    };
    let view = public_view(
        &list,
        Audience::Board,
        "2019-08-16".parse().unwrap(),
        &table,
    );
    let name = view
        .columns
        .iter()
        .position(|c| c.meaning == Meaning::Name)
        .unwrap();
    assert_eq!(view.rows[4][name], "钱*江");
    assert_eq!(view.rows[2][name], "王**");
    assert!(view.columns.iter().all(|c| c.meaning != Meaning::Phone));
}

#[test]
fn a_minor_is_named_in_no_other_column() {
    let columns = columns(&[
        ("姓名", Meaning::Name),
        ("身份证号", Meaning::IdNumber),
        ("备注", Meaning::Remark),
    ]);
    let rows = rows(&[
        &["王大山", ADULT, "监护王小宝"],
        &["王小宝", CHILD, "随王大山"],
    ]);
    let shown = view(&columns, &rows, Audience::Board);
    assert_eq!(shown.rows[0], ["王大山", "监护王**"]);
    assert_eq!(shown.rows[1], ["王**", "随王大山"]);
    assert_eq!(shown.minors, ["王小宝"]);
}

#[test]
fn no_board_tells_who_is_ill_or_an_orphan() {
    let columns = columns(&[("姓名", Meaning::Name), ("备注", Meaning::Remark)]);
    let rows = rows(&[
        &["王大山", "残疾二级"],
        &["李四", "分类施保"],
        &["赵六", "孤儿，随祖父"],
    ]);
    let shown = view(&columns, &rows, Audience::Board);
    assert_eq!(
        shown.rows,
        [["王大山", "***"], ["李四", "分类施保"], ["赵六", "***"]]
    );
    assert_eq!(shown.leaving.cells[0].kinds, [FindingKind::Sensitive]);
}
