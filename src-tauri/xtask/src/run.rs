//! Builds the programs and walks the office's main job through them, from a village's workbook to
//! the register line and three copies: on the command line, then in the window; it touches nothing
//! outside `out/`.

use crate::clerk::{Clerk, Step, count, number, text};
use crate::house::{Fault, House, fresh_folder, succeed};
use crate::sample;

/// A new office with 木金's three duties, held by invented people: clerk, reviewer, head.
pub(crate) const FOUNDING: &[Step] = &[
    Step {
        title: "建立办公室",
        words: "init --name 青禾乡人民政府 --county 样例县 --prefix 青政 --catalogue mujin",
        keep: &[],
        expect: &[],
        tell: |answer| format!("已建立，编号 {}", text(answer, "/office")),
    },
    Step {
        title: "登记经办人（兼发布、档案、管理）",
        words: "staff add --name 周禾生 --duty 经办 --duty 发布 --duty 档案 --duty 管理 \
                --unit 党政办 --as 周禾生 --on 2019-09-02",
        keep: &[],
        expect: &[],
        tell: |_| "周禾生：经办、发布、档案、管理".to_owned(),
    },
    Step {
        title: "登记审核人",
        words: "staff add --name 林见清 --duty 审核 --unit 党政办 --as 周禾生 --on 2019-09-02",
        keep: &[],
        expect: &[],
        tell: |_| "林见清：审核（保密审查）".to_owned(),
    },
    Step {
        title: "登记主要领导",
        words: "staff add --name 何远山 --duty 主要领导 --as 周禾生 --on 2019-09-02",
        keep: &[],
        expect: &[],
        tell: |_| "何远山：主要领导".to_owned(),
    },
    Step {
        title: "登记乡政府的公开栏",
        words: "board add --name 乡政府大院公开栏 --channel 公开栏 --stands 大院东墙 \
                --as 周禾生 --on 2019-09-02",
        keep: &[],
        expect: &[],
        tell: |answer| format!("公开栏 {} 块", count(answer, "/boards")),
    },
    Step {
        title: "登记上坪村的公开栏",
        words: "board add --name 上坪村公开栏 --channel 村公开栏 --village 上坪村 --stands 村部门口 \
                --as 周禾生 --on 2019-09-02",
        keep: &[],
        expect: &[],
        tell: |answer| format!("公开栏 {} 块", count(answer, "/boards")),
    },
    Step {
        title: "登记石桥村的公开栏",
        words: "board add --name 石桥村公开栏 --channel 村公开栏 --village 石桥村 --stands 村部门口 \
                --as 周禾生 --on 2019-09-02",
        keep: &[],
        expect: &[],
        tell: |answer| format!("公开栏 {} 块", count(answer, "/boards")),
    },
];

/// The main job, from the village's workbook to register line and copies.
pub(crate) const WALK: &[Step] = &[
    Step {
        title: "导入上坪村的发放表",
        words: "import {list} --entry 2.4 --kind 低保发放 --title 上坪村2019年第三季度农村低保金发放公示 \
                --village 上坪村 --formed-on 2019-09-25 --unit 上坪村村民委员会 \
                --provider 许长福 --body {body} --element 办事结果=已发放到户 --as 周禾生 \
                --on 2019-09-26",
        keep: &[("/disclosure", "disclosure")],
        expect: &[("/read", "57"), ("/refused", "0")],
        tell: |answer| {
            format!(
                "读入 {} 行，跳过 {} 行（标题、表头、合计等），退回 {} 行",
                number(answer, "/read"),
                number(answer, "/skipped"),
                number(answer, "/refused"),
            )
        },
    },
    Step {
        title: "打印审批表，送领导在纸上签字",
        words: "print approval {disclosure} --out {out}/审批表.pdf --as 周禾生",
        keep: &[],
        expect: &[],
        tell: printed,
    },
    Step {
        title: "录入经办人的纸面签字",
        words: "sign {disclosure} --step 经办 --kind 纸签 --scan {scan} --as 周禾生 \
                --on 2019-09-26",
        keep: &[],
        expect: &[],
        tell: state,
    },
    Step {
        title: "录入审核人的纸面签字和保密审查结论",
        words: "sign {disclosure} --step 审核 --signer 林见清 --kind 纸签 --scan {scan} \
                --secrecy 可公开 --opinion 不涉密，同意公开 --as 周禾生 --on 2019-09-27",
        keep: &[],
        expect: &[],
        tell: state,
    },
    Step {
        title: "录入主要领导的纸面签字",
        words: "sign {disclosure} --step 主要领导 --signer 何远山 --kind 纸签 --scan {scan} \
                --opinion 同意 --as 周禾生 --on 2019-09-29",
        keep: &[],
        expect: &[("/state", "\"approved\"")],
        tell: state,
    },
    Step {
        title: "发布前检查",
        words: "gate {disclosure}",
        keep: &[],
        expect: &[("/open", "true")],
        tell: |answer| format!("可以发布，共检查 {} 项", count(answer, "/checks")),
    },
    Step {
        title: "发布：取得登记编号",
        words: "release {disclosure} --channel 村公开栏 --accept-warnings --why 监督电话印在公开栏栏头 \
                --as 周禾生 --on 2019-09-29",
        keep: &[
            ("/register_no", "register_no"),
            ("/copies/0/no", "county_copy"),
        ],
        expect: &[("/copies/0/for", "\"county\"")],
        tell: |answer| {
            format!(
                "登记编号 {}，一式 {} 份",
                text(answer, "/register_no"),
                count(answer, "/copies")
            )
        },
    },
    Step {
        title: "打印一式三份",
        words: "print copies {disclosure} --out {out}/一式三份.pdf --as 周禾生",
        keep: &[],
        expect: &[],
        tell: printed,
    },
    Step {
        title: "登记张贴",
        words: "post {disclosure} --channel 村公开栏 --place 上坪村公开栏 --evidence {scan} \
                --as 周禾生 --on 2019-09-30",
        keep: &[],
        expect: &[],
        tell: |answer| format!("已登记 {} 处张贴", count(answer, "/postings")),
    },
    Step {
        title: "登记报县一份的去向",
        words: "hand-over {disclosure} --copy {county_copy} --to 样例县政务公开办公室 \
                --by 专人送达 --as 周禾生 --on 2019-09-30",
        keep: &[],
        expect: &[],
        tell: |_| "报县的一份已登记送达".to_owned(),
    },
    Step {
        title: "打印登记簿",
        words: "print register --year 2019 --out {out}/登记簿2019.pdf --as 周禾生",
        keep: &[],
        expect: &[],
        tell: printed,
    },
    Step {
        title: "导出登记簿为表格",
        words: "export register --year 2019 --out {out}/登记簿2019.xlsx --as 周禾生",
        keep: &[],
        expect: &[],
        tell: |answer| format!("已写入 {}", text(answer, "/file")),
    },
    Step {
        title: "核对全部账目",
        words: "verify",
        keep: &[],
        expect: &[("/ok", "true")],
        tell: |_| "账、文件和审计链相符".to_owned(),
    },
    Step {
        title: "按拼音首字母查找",
        words: "search dbj",
        keep: &[("/hits/0/title", "hit")],
        expect: &[],
        tell: |answer| {
            format!(
                "找到 {} 条，第一条：{}",
                count(answer, "/hits"),
                text(answer, "/hits/0/title")
            )
        },
    },
];

/// What the walk leaves in its folder of papers.
pub(crate) const PAPERS: &[&str] = &[
    "审批表.pdf",
    "一式三份.pdf",
    "登记簿2019.pdf",
    "登记簿2019.xlsx",
];

fn printed(answer: &serde_json::Value) -> String {
    format!("{} 页，{}", number(answer, "/pages"), text(answer, "/file"))
}

fn state(answer: &serde_json::Value) -> String {
    let code = text(answer, "/state");
    let label = match code {
        "draft" => "草稿",
        "submitted" => "已提交，待审核",
        "proofread" => "已校对",
        "reviewed" => "已审核，待批准",
        "agreed" => "分管领导已同意",
        "approved" => "已批准，可以发布",
        other => other,
    };
    format!("现在的状态：{label}")
}

/// `cargo xtask run`. A dev build is made, because from nothing it is ready sooner than a release
/// build with link-time optimisation, and one office is small.
pub(crate) fn run(house: &House) -> Result<(), Fault> {
    println!("run: building gongkai (dev build: the quickest from nothing) …");
    let mut build = house.cargo(&[
        "build",
        "--locked",
        "--package",
        "gongkai-cli",
        "--bin",
        "gongkai",
    ]);
    succeed("cargo build", &mut build)?;
    let folder = fresh_folder(house, "run")?;
    let papers = folder.join("打印件");
    std::fs::create_dir_all(&papers).map_err(Fault::at(&papers))?;
    let material = house.root.join("assets/sample-office");
    let given = |name: &str| material.join(name).display().to_string();
    let mut clerk = Clerk::new(&house.program("debug", "gongkai"), &folder.join("青禾乡"))
        .knows("list", given(sample::LIST))
        .knows("body", given(sample::BODY))
        .knows("scan", given(sample::SCAN))
        .knows("out", papers.display().to_string());
    clerk.walk(&[FOUNDING, WALK])?;
    println!(
        "\n完成。示例办公室：{}\n打印件：",
        folder.join("青禾乡").display()
    );
    for name in PAPERS {
        let path = papers.join(name);
        let size = std::fs::metadata(&path).map_err(Fault::at(&path))?.len();
        println!("  {}  ({} KB)", path.display(), size.div_ceil(1024));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_in_braces_is_given_or_kept_earlier() {
        let mut known = vec!["list", "body", "scan", "out"];
        for step in FOUNDING.iter().chain(WALK) {
            for word in step.words.split_whitespace() {
                let name = word
                    .split_once('{')
                    .and_then(|(_, rest)| rest.split_once('}'));
                assert!(name.is_none_or(|(name, _)| known.contains(&name)), "{word}");
            }
            known.extend(step.keep.iter().map(|(_, name)| *name));
        }
    }
}
